DROP INDEX ending_into;
ALTER TABLE ending DROP COLUMN into_group_id;
DROP TABLE welcome;
