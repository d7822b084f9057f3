-- When a passkey was shown in a browser: it stands for a password, where an account has none.
ALTER TABLE sign_in ADD COLUMN shown_at TIMESTAMP;
