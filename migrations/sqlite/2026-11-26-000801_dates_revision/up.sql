-- Calendars elsewhere count the changes of a group's dates. `revision` grows with whatever happens in the group, and is
-- nobody's business outside.
ALTER TABLE groups ADD COLUMN dates_revision BIGINT NOT NULL DEFAULT 1;
UPDATE groups SET dates_revision = revision;
