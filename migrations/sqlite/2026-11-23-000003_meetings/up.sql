-- What people agreed on: a wall time, a zone and a rule. No instants.
CREATE TABLE series (
    id             BIGINT NOT NULL PRIMARY KEY,
    group_id       BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    kind           TEXT NOT NULL CHECK (kind IN ('meeting', 'assembly', 'workshop', 'seminar', 'neighbourhood')),
    title          TEXT NOT NULL,
    start_local    TIMESTAMP NOT NULL,
    zone           TEXT NOT NULL,
    rule           TEXT NOT NULL,
    minutes        INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
    format         TEXT NOT NULL CHECK (format IN ('in_person', 'online', 'hybrid')),
    openness       TEXT NOT NULL CHECK (openness IN ('open', 'closed')),
    address        TEXT NOT NULL,
    how_to_get_in  TEXT NOT NULL,
    online_url     TEXT NOT NULL,
    joining_secret BLOB,
    places         INTEGER CHECK (places BETWEEN 1 AND 10000),
    note           TEXT NOT NULL,
    revision       BIGINT NOT NULL,
    made_at        TIMESTAMP NOT NULL
);
CREATE INDEX series_group ON series (group_id);

-- Where an imported series came from, so that a second import updates instead of doubling.
CREATE TABLE series_source (
    series_id    BIGINT NOT NULL PRIMARY KEY REFERENCES series (id) ON DELETE CASCADE,
    programme_id BIGINT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    entry        TEXT NOT NULL,
    digest       BLOB NOT NULL,
    UNIQUE (programme_id, entry)
);

-- One meeting on which something hangs. Its key is the series and the original local time, also when it moves.
CREATE TABLE meeting (
    id             BIGINT NOT NULL PRIMARY KEY,
    series_id      BIGINT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    original_local TIMESTAMP NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('scheduled', 'cancelled')),
    moved_to       TIMESTAMP,
    changed_at     TIMESTAMP,
    time_version   INTEGER NOT NULL,
    revision       BIGINT NOT NULL,
    UNIQUE (series_id, original_local)
);

CREATE TABLE answer (
    id            BIGINT NOT NULL PRIMARY KEY,
    meeting_id    BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    state         TEXT NOT NULL CHECK (state IN ('coming', 'perhaps', 'not_coming', 'waiting')),
    turn          BIGINT NOT NULL,
    answered_at   TIMESTAMP NOT NULL,
    UNIQUE (meeting_id, membership_id)
);
CREATE INDEX answer_membership ON answer (membership_id);
