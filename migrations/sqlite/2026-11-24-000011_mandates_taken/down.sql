DELETE FROM outbox WHERE kind = 'mandate_taken';
DROP INDEX outbox_mandate;
ALTER TABLE outbox DROP COLUMN mandate_id;
