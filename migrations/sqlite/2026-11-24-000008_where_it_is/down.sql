ALTER TABLE series DROP COLUMN longitude;
ALTER TABLE series DROP COLUMN latitude;
