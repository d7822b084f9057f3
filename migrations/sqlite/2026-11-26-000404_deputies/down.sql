ALTER TABLE mandate DROP COLUMN is_deputy;
