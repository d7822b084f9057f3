-- Which cells the figures of a programme have in a quarter, from what everybody could see at its beginning.
CREATE TABLE quarter_plan (
    id           BIGINT NOT NULL PRIMARY KEY,
    programme_id BIGINT NOT NULL REFERENCES programme (id),
    quarter      TEXT NOT NULL,
    made_at      TIMESTAMP NOT NULL,
    UNIQUE (programme_id, quarter)
);

CREATE TABLE quarter_cell (
    quarter_plan_id BIGINT NOT NULL REFERENCES quarter_plan (id),
    cell            TEXT NOT NULL,
    group_count     INTEGER NOT NULL CHECK (group_count >= 3),
    PRIMARY KEY (quarter_plan_id, cell)
);

-- A week of a programme is released once. One that is withheld is never drawn: nobody knows whether it was before. Of groups only
-- how many met, and how many of these passed on what they had counted.
CREATE TABLE released_week (
    id             BIGINT NOT NULL PRIMARY KEY,
    programme_id   BIGINT NOT NULL REFERENCES programme (id),
    week           DATE NOT NULL,
    drawn_at       TIMESTAMP NOT NULL,
    is_withheld    BOOLEAN NOT NULL,
    groups_there   INTEGER NOT NULL CHECK (groups_there >= 0),
    groups_passing INTEGER NOT NULL CHECK (groups_passing BETWEEN 0 AND groups_there),
    UNIQUE (programme_id, week)
);

-- The ledger: what each figure of a week has spent of the year's budget, in quarters of epsilon.
CREATE TABLE spending (
    released_week_id BIGINT NOT NULL REFERENCES released_week (id),
    kind             TEXT NOT NULL,
    year             INTEGER NOT NULL,
    quarters         INTEGER NOT NULL CHECK (quarters >= 0),
    PRIMARY KEY (released_week_id, kind)
);

-- What was drawn: a count with its noise, and never the count.
CREATE TABLE figure (
    released_week_id BIGINT NOT NULL REFERENCES released_week (id),
    kind             TEXT NOT NULL,
    cell             TEXT NOT NULL,
    noised           BIGINT NOT NULL,
    PRIMARY KEY (released_week_id, kind, cell)
);

-- How many meetings there were to be, and how many were cancelled before they began; both could be seen by everybody.
CREATE TABLE week_meetings (
    released_week_id BIGINT NOT NULL REFERENCES released_week (id),
    cell             TEXT NOT NULL,
    planned          INTEGER NOT NULL,
    cancelled        INTEGER NOT NULL CHECK (cancelled BETWEEN 0 AND planned),
    PRIMARY KEY (released_week_id, cell)
);

-- A week is shown once the journal beside the database has it: what was seen can never be drawn again.
CREATE TABLE shown_week (
    released_week_id BIGINT NOT NULL PRIMARY KEY REFERENCES released_week (id),
    at               TIMESTAMP NOT NULL
);

-- A member of the group has said that a week is not passed on. Until it is released this can be taken back.
CREATE TABLE held_back (
    group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    week     DATE NOT NULL,
    PRIMARY KEY (group_id, week)
);

-- That a week was passed on, for the group itself to see.
CREATE TABLE passed_on (
    group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    week     DATE NOT NULL,
    PRIMARY KEY (group_id, week)
);

-- What is released stays as it is.
CREATE TRIGGER quarter_plan_update BEFORE UPDATE ON quarter_plan BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER quarter_plan_delete BEFORE DELETE ON quarter_plan BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER quarter_cell_update BEFORE UPDATE ON quarter_cell BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER quarter_cell_delete BEFORE DELETE ON quarter_cell BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER released_week_update BEFORE UPDATE ON released_week BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER released_week_delete BEFORE DELETE ON released_week BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER spending_update BEFORE UPDATE ON spending BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER spending_delete BEFORE DELETE ON spending BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER figure_update BEFORE UPDATE ON figure BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER figure_delete BEFORE DELETE ON figure BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER week_meetings_update BEFORE UPDATE ON week_meetings BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER week_meetings_delete BEFORE DELETE ON week_meetings BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER shown_week_update BEFORE UPDATE ON shown_week BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER shown_week_delete BEFORE DELETE ON shown_week BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
