-- Whether the group says publicly that a date is full. How many places are left is never said.
ALTER TABLE groups ADD COLUMN shows_full BOOLEAN NOT NULL DEFAULT FALSE;
