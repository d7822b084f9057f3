DROP TABLE audience_choice;
ALTER TABLE membership DROP COLUMN is_hidden;
ALTER TABLE membership DROP COLUMN line;
