CREATE TABLE reminder_choice (
    id            BIGINT NOT NULL PRIMARY KEY,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    hours_before  INTEGER NOT NULL CHECK (hours_before BETWEEN 0 AND 72),
    UNIQUE (membership_id, hours_before)
);

-- What is to be said to whom, by reference: no text and no address stands here.
-- hours_before: 0 is "the day before at the same wall time", as in reminder_choice.
CREATE TABLE outbox (
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
    lease_token   BYTEA,
    lease_until   TIMESTAMP,
    attempts      INTEGER NOT NULL,
    settled_at    TIMESTAMP
);
CREATE INDEX outbox_due ON outbox (state, due_at);
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_membership ON outbox (membership_id);
CREATE INDEX outbox_meeting ON outbox (meeting_id);
CREATE INDEX outbox_group ON outbox (group_id);
CREATE INDEX outbox_link ON outbox (link_id);

-- How many messages of a kind ended how on a day. No person.
CREATE TABLE mail_log (
    day   DATE NOT NULL,
    kind  TEXT NOT NULL,
    state TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (day, kind, state)
);
