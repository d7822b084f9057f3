-- A group welcomes the members of another one, which may close and go into it as long as this lasts.
CREATE TABLE welcome (
    group_id    BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    of_group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    until       TIMESTAMP NOT NULL,
    PRIMARY KEY (group_id, of_group_id)
);
CREATE INDEX welcome_of ON welcome (of_group_id);
-- Into which group a group went when it closed.
ALTER TABLE ending ADD COLUMN into_group_id BIGINT REFERENCES groups (id) ON DELETE SET NULL;
CREATE INDEX ending_into ON ending (into_group_id);
