-- What newcomers should know is one text; a second one was never written.
ALTER TABLE groups DROP COLUMN first_time;
