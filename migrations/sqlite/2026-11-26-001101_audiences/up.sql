-- A line that a member says about themselves, and whether they are hidden for a time.
ALTER TABLE membership ADD COLUMN line BLOB;
ALTER TABLE membership ADD COLUMN is_hidden BOOLEAN NOT NULL DEFAULT FALSE;
-- Who sees what of a member, where they have said so.
CREATE TABLE audience_choice (
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    field         TEXT NOT NULL,
    audience      TEXT NOT NULL,
    PRIMARY KEY (membership_id, field)
);
