-- How many groups of the programme there were of each kind when a week was released: how they stand, and what they did in the quarter.
CREATE TABLE week_groups (
    released_week_id BIGINT NOT NULL REFERENCES released_week (id),
    fact             TEXT NOT NULL,
    group_count      INTEGER NOT NULL CHECK (group_count >= 0),
    PRIMARY KEY (released_week_id, fact)
);

CREATE TRIGGER week_groups_update BEFORE UPDATE ON week_groups BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER week_groups_delete BEFORE DELETE ON week_groups BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
