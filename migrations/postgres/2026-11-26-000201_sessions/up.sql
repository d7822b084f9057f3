-- Sessions in their order. A plan is somebody's own: what a series usually does, what one date does, what a group keeps to
-- begin from, or what a programme offers to begin from. Plans are copied, so none leads to another.
CREATE TABLE plan (
    id           BIGINT NOT NULL PRIMARY KEY,
    series_id    BIGINT UNIQUE REFERENCES series (id) ON DELETE CASCADE,
    meeting_id   BIGINT UNIQUE REFERENCES meeting (id) ON DELETE CASCADE,
    group_id     BIGINT REFERENCES groups (id) ON DELETE CASCADE,
    programme_id BIGINT REFERENCES programme (id) ON DELETE CASCADE,
    name         TEXT,
    CHECK (
        CASE WHEN series_id IS NULL THEN 0 ELSE 1 END + CASE WHEN meeting_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN group_id IS NULL THEN 0 ELSE 1 END + CASE WHEN programme_id IS NULL THEN 0 ELSE 1 END = 1
    ),
    CHECK ((name IS NOT NULL) = (group_id IS NOT NULL OR programme_id IS NOT NULL))
);
CREATE INDEX plan_by_group ON plan (group_id);
CREATE INDEX plan_by_programme ON plan (programme_id);

CREATE TABLE session (
    id       BIGINT NOT NULL PRIMARY KEY,
    plan_id  BIGINT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    name     TEXT,
    minutes  INTEGER NOT NULL CHECK (minutes > 0),
    UNIQUE (plan_id, position)
);

-- Who leads a session of a date: a link between a person and a meeting, and so by itself, to go before the plan does.
CREATE TABLE session_leader (
    session_id    BIGINT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE
);
CREATE INDEX session_leader_by_membership ON session_leader (membership_id);

-- How a group begins and ends its meetings, and what holds in between. One row, written anew; the version counts.
CREATE TABLE meeting_words (
    group_id      BIGINT NOT NULL PRIMARY KEY REFERENCES groups (id) ON DELETE CASCADE,
    opening       TEXT NOT NULL,
    closing       TEXT NOT NULL,
    right_to_pass BOOLEAN NOT NULL,
    no_cross_talk BOOLEAN NOT NULL,
    version       INTEGER NOT NULL
);

-- "I could lead one on …", for a date or in general; the words sealed, and gone with whoever said them.
CREATE TABLE offer (
    id            BIGINT NOT NULL PRIMARY KEY,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    meeting_id    BIGINT REFERENCES meeting (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL,
    words         BYTEA NOT NULL
);
CREATE INDEX offer_by_membership ON offer (membership_id);
CREATE INDEX offer_by_meeting ON offer (meeting_id);
