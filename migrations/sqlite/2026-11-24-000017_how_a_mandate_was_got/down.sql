ALTER TABLE mandate DROP COLUMN is_taken_back;
ALTER TABLE mandate DROP COLUMN is_interim;
