ALTER TABLE groups DROP COLUMN dates_revision;
