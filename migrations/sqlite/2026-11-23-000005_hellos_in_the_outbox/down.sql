DROP INDEX meeting_original;
DROP INDEX meeting_moved;
DROP INDEX sign_in_seen;
CREATE TABLE outbox_before (
    id            BIGINT NOT NULL PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL CHECK (kind IN ('reminder', 'confirm_email', 'recover', 'hello_answered',
                                                'hello_waiting', 'meeting_moved', 'meeting_cancelled', 'moved_up')),
    channel       TEXT NOT NULL CHECK (channel IN ('mail', 'site')),
    person_id     BIGINT REFERENCES person (id) ON DELETE CASCADE,
    membership_id BIGINT REFERENCES membership (id) ON DELETE CASCADE,
    meeting_id    BIGINT REFERENCES meeting (id) ON DELETE CASCADE,
    group_id      BIGINT REFERENCES groups (id) ON DELETE CASCADE,
    link_id       BIGINT REFERENCES one_time_link (id) ON DELETE CASCADE,
    time_version  INTEGER,
    hours_before  INTEGER,
    was_local     TIMESTAMP,
    made_at       TIMESTAMP NOT NULL,
    due_at        TIMESTAMP NOT NULL,
    expires_at    TIMESTAMP NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('planned', 'leased', 'sending', 'sent', 'retry', 'dead',
                                                 'cancelled', 'expired', 'superseded', 'held')),
    lease_token   BLOB,
    lease_until   TIMESTAMP,
    attempts      INTEGER NOT NULL,
    settled_at    TIMESTAMP
);
INSERT INTO outbox_before (id, key, kind, channel, person_id, membership_id, meeting_id, group_id, link_id, time_version, hours_before,
    was_local, made_at, due_at, expires_at, state, lease_token, lease_until, attempts, settled_at)
SELECT id, key,
    CASE WHEN kind IN ('hello_welcomed', 'hello_declined') THEN 'hello_answered' ELSE kind END,
    channel, person_id, membership_id, meeting_id, group_id, link_id, time_version, hours_before, was_local, made_at,
    due_at, expires_at, state, lease_token, lease_until, attempts, settled_at
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_before RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (state, due_at);
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_membership ON outbox (membership_id);
CREATE INDEX outbox_meeting ON outbox (meeting_id);
CREATE INDEX outbox_group ON outbox (group_id);
CREATE INDEX outbox_link ON outbox (link_id);
