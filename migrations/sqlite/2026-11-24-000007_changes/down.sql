CREATE TABLE outbox_next (
    id            BIGINT NOT NULL PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL CHECK (kind IN ('reminder', 'confirm_email', 'recover', 'hello_welcomed', 'hello_declined',
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
    settled_at    TIMESTAMP,
    hello_id      BIGINT REFERENCES hello (id) ON DELETE CASCADE
);
INSERT INTO outbox_next (id, key, kind, channel, person_id, membership_id, meeting_id, group_id, link_id, time_version, hours_before, was_local,
    made_at, due_at, expires_at, state, lease_token, lease_until, attempts, settled_at, hello_id)
SELECT id, key, kind, channel, person_id, membership_id, meeting_id, group_id, link_id, time_version, hours_before, was_local,
    made_at, due_at, expires_at, state, lease_token, lease_until, attempts, settled_at, hello_id
FROM outbox
WHERE kind IN ('reminder', 'confirm_email', 'recover', 'hello_welcomed', 'hello_declined',
    'hello_waiting', 'meeting_moved', 'meeting_cancelled', 'moved_up');
DROP TABLE outbox;
ALTER TABLE outbox_next RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (channel, state, due_at);
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_membership ON outbox (membership_id);
CREATE INDEX outbox_meeting ON outbox (meeting_id);
CREATE INDEX outbox_group ON outbox (group_id);
CREATE INDEX outbox_link ON outbox (link_id);
CREATE INDEX outbox_hello ON outbox (hello_id);
CREATE INDEX outbox_expiry ON outbox (expires_at);
CREATE INDEX outbox_settled ON outbox (settled_at);
ALTER TABLE meeting DROP COLUMN online_url;
ALTER TABLE meeting DROP COLUMN how_to_get_in;
ALTER TABLE meeting DROP COLUMN address;
ALTER TABLE meeting DROP COLUMN openness;
ALTER TABLE meeting DROP COLUMN format;
ALTER TABLE meeting DROP COLUMN minutes;
ALTER TABLE meeting DROP COLUMN is_extra;
ALTER TABLE series DROP COLUMN open_to;
ALTER TABLE series DROP COLUMN other_openness_on;
DROP TABLE dates_before;
DROP TABLE pause;
