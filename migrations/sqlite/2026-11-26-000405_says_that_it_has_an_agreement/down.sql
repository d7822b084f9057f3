ALTER TABLE groups DROP COLUMN shows_agreement;
