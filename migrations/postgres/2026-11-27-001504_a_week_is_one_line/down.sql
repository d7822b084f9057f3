-- The figures themselves stay in the journal alone. Every week is withheld for good, so that none is ever drawn a second time.
DROP TRIGGER released_week_is_frozen ON released_week;
ALTER TABLE released_week
    ADD COLUMN drawn_at TIMESTAMP,
    ADD COLUMN is_withheld BOOLEAN NOT NULL DEFAULT TRUE,
    ADD COLUMN groups_there INTEGER NOT NULL DEFAULT 0 CHECK (groups_there >= 0),
    ADD COLUMN groups_passing INTEGER NOT NULL DEFAULT 0 CHECK (groups_passing BETWEEN 0 AND groups_there);
UPDATE released_week SET drawn_at = substr(line, 10, 19)::timestamp;
ALTER TABLE released_week ALTER COLUMN drawn_at SET NOT NULL, DROP COLUMN line;
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
CREATE TRIGGER released_week_is_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON released_week FOR EACH STATEMENT EXECUTE FUNCTION is_frozen();
CREATE TRIGGER figure_is_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON figure FOR EACH STATEMENT EXECUTE FUNCTION is_frozen();
CREATE TRIGGER week_meetings_is_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON week_meetings FOR EACH STATEMENT EXECUTE FUNCTION is_frozen();
CREATE TRIGGER week_groups_is_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON week_groups FOR EACH STATEMENT EXECUTE FUNCTION is_frozen();
