-- What there is to do at the meetings of a group. Which kinds there are is said once, in the code that reads them.
CREATE TABLE role (
    id       BIGINT NOT NULL PRIMARY KEY,
    group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    about    TEXT NOT NULL,
    UNIQUE (group_id, kind, name)
);

-- At the meetings of which series.
CREATE TABLE role_at (
    role_id   BIGINT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    series_id BIGINT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, series_id)
);
CREATE INDEX role_at_series ON role_at (series_id);

-- Who is willing to do it, and who needs a break: no reason stands anywhere, and not since when.
CREATE TABLE willing (
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    role_id       BIGINT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    PRIMARY KEY (membership_id, role_id)
);
CREATE INDEX willing_role ON willing (role_id);
CREATE TABLE on_break (
    membership_id BIGINT NOT NULL PRIMARY KEY REFERENCES membership (id) ON DELETE CASCADE
);

-- One member in one role at one meeting, when it is settled. What the rota proposes has no row.
CREATE TABLE turn (
    id            BIGINT NOT NULL PRIMARY KEY,
    meeting_id    BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    role_id       BIGINT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    membership_id BIGINT REFERENCES membership (id) ON DELETE CASCADE,
    state         TEXT NOT NULL,
    since_at      TIMESTAMP NOT NULL,
    UNIQUE (meeting_id, role_id),
    CHECK ((state = 'open') = (membership_id IS NULL))
);
CREATE INDEX turn_role ON turn (role_id);
CREATE INDEX turn_membership ON turn (membership_id);

-- What is left of past turns: no meeting, no date but a week.
CREATE TABLE turn_record (
    role_id       BIGINT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    last_week     DATE NOT NULL,
    run           INTEGER NOT NULL,
    count         INTEGER NOT NULL,
    PRIMARY KEY (role_id, membership_id)
);
CREATE INDEX turn_record_membership ON turn_record (membership_id);

-- A turn that another member is asked to take; for one of theirs, when they have one to give.
CREATE TABLE swap (
    id            BIGINT NOT NULL PRIMARY KEY,
    turn_id       BIGINT NOT NULL UNIQUE REFERENCES turn (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    other_id      BIGINT REFERENCES turn (id) ON DELETE CASCADE
);
CREATE INDEX swap_membership ON swap (membership_id);
CREATE INDEX swap_other ON swap (other_id);

ALTER TABLE outbox ADD COLUMN turn_id BIGINT REFERENCES turn (id) ON DELETE CASCADE;
CREATE INDEX outbox_turn ON outbox (turn_id);
