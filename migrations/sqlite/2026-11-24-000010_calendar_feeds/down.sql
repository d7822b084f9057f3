DROP TABLE calendar_feed;
ALTER TABLE groups DROP COLUMN changed_at;
