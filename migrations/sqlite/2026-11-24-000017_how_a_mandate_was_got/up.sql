-- What a member took until the group decides, and what the group took back.
ALTER TABLE mandate ADD COLUMN is_interim BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE mandate ADD COLUMN is_taken_back BOOLEAN NOT NULL DEFAULT FALSE;
