DROP INDEX meeting_original;
DROP INDEX meeting_moved;
DROP INDEX sign_in_seen;
DROP INDEX outbox_settled;
DROP INDEX outbox_expiry;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (state, due_at);
ALTER TABLE outbox DROP COLUMN hello_id;
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
UPDATE outbox SET kind = CASE WHEN kind IN ('hello_welcomed', 'hello_declined') THEN 'hello_answered' ELSE kind END;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('reminder', 'confirm_email', 'recover', 'hello_answered',
    'hello_waiting', 'meeting_moved', 'meeting_cancelled', 'moved_up'));
