DROP INDEX series_follows;
ALTER TABLE series DROP COLUMN follows_id;
