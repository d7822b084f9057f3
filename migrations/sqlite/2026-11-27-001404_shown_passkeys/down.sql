ALTER TABLE sign_in DROP COLUMN shown_at;
