ALTER TABLE proposal DROP COLUMN did_not_fit;
