-- The vocabulary of towns and fields belongs to the installation; programmes choose from it.
CREATE TABLE place (
    id        BIGINT NOT NULL PRIMARY KEY,
    slug      TEXT NOT NULL UNIQUE,
    parent_id BIGINT REFERENCES place (id)
);
CREATE INDEX place_parent ON place (parent_id);

CREATE TABLE place_name (
    place_id BIGINT NOT NULL REFERENCES place (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (language IN ('en', 'el')),
    name     TEXT NOT NULL,
    PRIMARY KEY (place_id, language)
);

CREATE TABLE field (
    id   BIGINT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE
);

CREATE TABLE field_name (
    field_id BIGINT NOT NULL REFERENCES field (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (language IN ('en', 'el')),
    name     TEXT NOT NULL,
    PRIMARY KEY (field_id, language)
);

CREATE TABLE programme (
    id      BIGINT NOT NULL PRIMARY KEY,
    slug    TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    about   TEXT NOT NULL,
    zone    TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);

CREATE TABLE programme_language (
    programme_id BIGINT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    language     TEXT NOT NULL,
    PRIMARY KEY (programme_id, language)
);

CREATE TABLE programme_sponsor (
    programme_id BIGINT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    line         TEXT NOT NULL,
    PRIMARY KEY (programme_id, position)
);

CREATE TABLE programme_place (
    programme_id BIGINT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    place_id     BIGINT NOT NULL REFERENCES place (id),
    PRIMARY KEY (programme_id, place_id)
);
CREATE INDEX programme_place_place ON programme_place (place_id);

CREATE TABLE programme_field (
    programme_id BIGINT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    field_id     BIGINT NOT NULL REFERENCES field (id),
    PRIMARY KEY (programme_id, field_id)
);
CREATE INDEX programme_field_field ON programme_field (field_id);

CREATE TABLE coordinator (
    programme_id BIGINT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
    person_id    BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    made_at      TIMESTAMP NOT NULL,
    PRIMARY KEY (programme_id, person_id)
);
CREATE INDEX coordinator_person ON coordinator (person_id);

-- "groups", because GROUP is a word of SQL. import_key says which entries of a feed are this group.
CREATE TABLE groups (
    id                BIGINT NOT NULL PRIMARY KEY,
    slug              TEXT NOT NULL UNIQUE,
    name              TEXT NOT NULL,
    programme_id      BIGINT REFERENCES programme (id),
    tie               TEXT NOT NULL CHECK (tie IN ('autonomous', 'accompanied', 'programme_run')),
    place_id          BIGINT REFERENCES place (id),
    zone              TEXT NOT NULL,
    about             TEXT NOT NULL,
    first_time        TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('forming', 'running', 'resting', 'closed')),
    listed            BOOLEAN NOT NULL,
    joining           TEXT NOT NULL CHECK (joining IN ('open', 'welcome', 'invitation')),
    step_free         BOOLEAN,
    last_confirmed_on DATE,
    search_text       TEXT NOT NULL,
    import_key        TEXT,
    revision          BIGINT NOT NULL,
    made_at           TIMESTAMP NOT NULL,
    UNIQUE (programme_id, import_key)
);
CREATE INDEX groups_place ON groups (place_id);

CREATE TABLE group_field (
    group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    field_id BIGINT NOT NULL REFERENCES field (id),
    PRIMARY KEY (group_id, field_id)
);
CREATE INDEX group_field_field ON group_field (field_id);

CREATE TABLE group_language (
    group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    PRIMARY KEY (group_id, language)
);

-- One person in one group, under a name of its own. Leaving deletes the row, and with it all that hangs on it.
CREATE TABLE membership (
    id        BIGINT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    group_id  BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    name      BYTEA NOT NULL,
    channel   TEXT NOT NULL CHECK (channel IN ('mail', 'site')),
    joined_at TIMESTAMP NOT NULL,
    UNIQUE (person_id, group_id)
);
CREATE INDEX membership_group ON membership (group_id);

CREATE TABLE mandate (
    id            BIGINT NOT NULL PRIMARY KEY,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    from_at       TIMESTAMP NOT NULL,
    until_at      TIMESTAMP NOT NULL,
    ended_at      TIMESTAMP,
    CHECK (from_at < until_at)
);
CREATE INDEX mandate_membership ON mandate (membership_id);

-- Somebody would like to join. Deleted once decided, or after 30 days.
CREATE TABLE hello (
    id         BIGINT NOT NULL PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    group_id   BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    name       BYTEA NOT NULL,
    words      BYTEA NOT NULL,
    made_at    TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    UNIQUE (person_id, group_id)
);
CREATE INDEX hello_group ON hello (group_id);
CREATE INDEX hello_expiry ON hello (expires_at);

CREATE TABLE hello_answer (
    hello_id      BIGINT NOT NULL REFERENCES hello (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    welcome       BOOLEAN NOT NULL,
    PRIMARY KEY (hello_id, membership_id)
);
CREATE INDEX hello_answer_membership ON hello_answer (membership_id);

-- A link that lets one person in: as a member, or with the first mandate of a group that nobody leads yet.
CREATE TABLE invitation (
    id         BIGINT NOT NULL PRIMARY KEY,
    group_id   BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    grants     TEXT NOT NULL CHECK (grants IN ('membership', 'first_mandate')),
    made_at    TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at    TIMESTAMP
);
CREATE INDEX invitation_group ON invitation (group_id);
CREATE INDEX invitation_expiry ON invitation (expires_at);
