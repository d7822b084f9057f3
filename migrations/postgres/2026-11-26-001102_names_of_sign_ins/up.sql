-- What somebody calls a browser in which they are signed in: for their own eyes, sealed.
ALTER TABLE sign_in ADD COLUMN name BYTEA;
