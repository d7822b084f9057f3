-- What somebody wants on a screen that others may look at: after how long without use they are signed out, and whether names
-- stand as initials.
ALTER TABLE person ADD COLUMN lock_after TEXT NOT NULL DEFAULT 'never';
ALTER TABLE person ADD COLUMN has_initials BOOLEAN NOT NULL DEFAULT FALSE;
