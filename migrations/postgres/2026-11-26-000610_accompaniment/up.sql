-- A professional whom the group has invited by a decision: for what, and until which day. Until the link is accepted nobody is
-- known; afterwards who it is, and, sealed, the name that they chose for this group.
CREATE TABLE accompaniment (
    id           BIGINT NOT NULL PRIMARY KEY,
    group_id     BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    scope        TEXT NOT NULL,
    until_on     DATE NOT NULL,
    person_id    BIGINT REFERENCES person (id) ON DELETE CASCADE,
    name         BYTEA,
    seen_at      TIMESTAMP,
    -- The member who would like it to end; with another's word it does.
    end_asked_id BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    CHECK ((person_id IS NULL) = (name IS NULL))
);
CREATE INDEX accompaniment_by_group ON accompaniment (group_id);
CREATE INDEX accompaniment_by_person ON accompaniment (person_id);
CREATE INDEX accompaniment_by_end_asked ON accompaniment (end_asked_id);
