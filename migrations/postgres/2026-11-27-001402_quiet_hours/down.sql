ALTER TABLE person DROP COLUMN quiet_to;
ALTER TABLE person DROP COLUMN quiet_from;
