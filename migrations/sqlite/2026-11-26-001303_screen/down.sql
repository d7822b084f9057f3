ALTER TABLE person DROP COLUMN has_initials;
ALTER TABLE person DROP COLUMN lock_after;
