-- Whether a group says in public that it has an agreement, and nothing of what is in it.
ALTER TABLE groups ADD COLUMN shows_agreement BOOLEAN NOT NULL DEFAULT FALSE;
