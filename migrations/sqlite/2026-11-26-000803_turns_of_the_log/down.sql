ALTER TABLE group_log DROP COLUMN turn;
