-- A note that helped can be opened to sister groups or to everybody: its author lets it, and the group decides so, about the
-- words as they are by then.
ALTER TABLE experience ADD COLUMN may_open BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE experience ADD COLUMN opened_to TEXT NOT NULL DEFAULT 'group';
ALTER TABLE experience ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
