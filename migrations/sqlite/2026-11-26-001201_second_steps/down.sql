DROP TABLE ceremony;
DROP TABLE passkey;
DROP TABLE code_app;
ALTER TABLE sign_in DROP COLUMN is_known;
ALTER TABLE sign_in DROP COLUMN by_two;
