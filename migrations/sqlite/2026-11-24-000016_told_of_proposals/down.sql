DELETE FROM outbox WHERE kind = 'proposal_opened';
DROP INDEX outbox_proposal;
ALTER TABLE outbox DROP COLUMN proposal_id;
