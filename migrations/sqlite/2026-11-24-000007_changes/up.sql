-- What groups do with their dates: single ones on other terms, dates added by hand, pauses, openness that differs on
-- some dates, and ten minutes in which the last change can be undone.
ALTER TABLE series ADD COLUMN other_openness_on TEXT;
ALTER TABLE series ADD COLUMN open_to TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN is_extra BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE meeting ADD COLUMN minutes INTEGER CHECK (minutes BETWEEN 5 AND 1440);
ALTER TABLE meeting ADD COLUMN format TEXT CHECK (format IN ('in_person', 'online', 'hybrid'));
ALTER TABLE meeting ADD COLUMN openness TEXT CHECK (openness IN ('open', 'closed'));
ALTER TABLE meeting ADD COLUMN address TEXT;
ALTER TABLE meeting ADD COLUMN how_to_get_in TEXT;
ALTER TABLE meeting ADD COLUMN online_url TEXT;

-- Both days are included.
CREATE TABLE pause (
    id        BIGINT NOT NULL PRIMARY KEY,
    group_id  BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    from_date DATE NOT NULL,
    to_date   DATE NOT NULL,
    words     TEXT NOT NULL,
    made_at   TIMESTAMP NOT NULL,
    CHECK (from_date <= to_date)
);
CREATE INDEX pause_group ON pause (group_id);
CREATE INDEX pause_to ON pause (to_date);

-- How the dates of a group stood before the last changes. No name and no answer stands here.
CREATE TABLE dates_before (
    id       BIGINT NOT NULL PRIMARY KEY,
    group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    dates    TEXT NOT NULL,
    revision BIGINT NOT NULL,
    made_at  TIMESTAMP NOT NULL
);
CREATE INDEX dates_before_group ON dates_before (group_id);
CREATE INDEX dates_before_made ON dates_before (made_at);

-- Which kinds there are is said once, in the code that reads them: a CHECK cannot be altered here.
CREATE TABLE outbox_next (
    id            BIGINT NOT NULL PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
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
    hello_id      BIGINT REFERENCES hello (id) ON DELETE CASCADE,
    series_id     BIGINT REFERENCES series (id) ON DELETE CASCADE,
    pause_id      BIGINT REFERENCES pause (id) ON DELETE CASCADE,
    was_zone      TEXT
);
INSERT INTO outbox_next (id, key, kind, channel, person_id, membership_id, meeting_id, group_id, link_id, time_version, hours_before, was_local,
    made_at, due_at, expires_at, state, lease_token, lease_until, attempts, settled_at, hello_id)
SELECT id, key, kind, channel, person_id, membership_id, meeting_id, group_id, link_id, time_version, hours_before, was_local,
    made_at, due_at, expires_at, state, lease_token, lease_until, attempts, settled_at, hello_id
FROM outbox;
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
CREATE INDEX outbox_series ON outbox (series_id);
CREATE INDEX outbox_pause ON outbox (pause_id);
