-- What helped the members of a group, in their words, sealed. Whose a note is stands nowhere: the mark is known by its author's
-- own key alone. Of when it was written the month is kept.
CREATE TABLE experience (
    id          BIGINT NOT NULL PRIMARY KEY,
    group_id    BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    author_mark BYTEA NOT NULL,
    words       BYTEA NOT NULL,
    month       DATE NOT NULL,
    stays       BOOLEAN NOT NULL,
    signed_by   BIGINT REFERENCES membership (id) ON DELETE SET NULL
);
CREATE INDEX experience_by_group ON experience (group_id);
CREATE INDEX experience_by_signature ON experience (signed_by);
