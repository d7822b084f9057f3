DROP INDEX series_last;
ALTER TABLE series DROP COLUMN last_on;
