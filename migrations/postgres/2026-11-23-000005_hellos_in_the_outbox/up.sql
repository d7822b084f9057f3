-- What became of a hello is written down when it is decided. A message that somebody waits goes with the hello it is
-- about; those that were queued before are about hellos that nothing names, and go now: members see who waits anyway.
DELETE FROM outbox WHERE kind = 'hello_waiting';
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
UPDATE outbox SET kind = CASE WHEN kind <> 'hello_answered' THEN kind
    WHEN EXISTS (SELECT 1 FROM membership m WHERE m.person_id = outbox.person_id AND m.group_id = outbox.group_id)
    THEN 'hello_welcomed' ELSE 'hello_declined' END
WHERE kind = 'hello_answered';
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('reminder', 'confirm_email', 'recover', 'hello_welcomed', 'hello_declined',
    'hello_waiting', 'meeting_moved', 'meeting_cancelled', 'moved_up'));
ALTER TABLE outbox ADD COLUMN hello_id BIGINT REFERENCES hello (id) ON DELETE CASCADE;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (channel, state, due_at);
CREATE INDEX outbox_hello ON outbox (hello_id);
CREATE INDEX outbox_expiry ON outbox (expires_at);
CREATE INDEX outbox_settled ON outbox (settled_at);
CREATE INDEX meeting_original ON meeting (original_local);
CREATE INDEX meeting_moved ON meeting (moved_to);
CREATE INDEX sign_in_seen ON sign_in (seen_at);
