ALTER TABLE groups DROP COLUMN confirm_within_days;
