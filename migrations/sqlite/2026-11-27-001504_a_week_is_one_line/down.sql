-- The figures themselves stay in the journal alone. Every week is withheld for good, so that none is ever drawn a second time.
DROP TRIGGER released_week_update;
ALTER TABLE released_week ADD COLUMN drawn_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
ALTER TABLE released_week ADD COLUMN is_withheld BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE released_week ADD COLUMN groups_there INTEGER NOT NULL DEFAULT 0 CHECK (groups_there >= 0);
ALTER TABLE released_week ADD COLUMN groups_passing INTEGER NOT NULL DEFAULT 0 CHECK (groups_passing BETWEEN 0 AND groups_there);
UPDATE released_week SET drawn_at = replace(substr(line, 10, 19), 'T', ' ');
ALTER TABLE released_week DROP COLUMN line;
CREATE TABLE figure (
    released_week_id BIGINT NOT NULL REFERENCES released_week (id),
    kind             TEXT NOT NULL,
    cell             TEXT NOT NULL,
    noised           BIGINT NOT NULL,
    PRIMARY KEY (released_week_id, kind, cell)
);
CREATE TABLE week_meetings (
    released_week_id BIGINT NOT NULL REFERENCES released_week (id),
    cell             TEXT NOT NULL,
    planned          INTEGER NOT NULL,
    cancelled        INTEGER NOT NULL CHECK (cancelled BETWEEN 0 AND planned),
    PRIMARY KEY (released_week_id, cell)
);
CREATE TABLE week_groups (
    released_week_id BIGINT NOT NULL REFERENCES released_week (id),
    fact             TEXT NOT NULL,
    group_count      INTEGER NOT NULL CHECK (group_count >= 0),
    PRIMARY KEY (released_week_id, fact)
);
CREATE TRIGGER released_week_update BEFORE UPDATE ON released_week BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER figure_update BEFORE UPDATE ON figure BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER figure_delete BEFORE DELETE ON figure BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER week_meetings_update BEFORE UPDATE ON week_meetings BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER week_meetings_delete BEFORE DELETE ON week_meetings BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER week_groups_update BEFORE UPDATE ON week_groups BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
CREATE TRIGGER week_groups_delete BEFORE DELETE ON week_groups BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
