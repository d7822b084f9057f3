-- The installation itself: which root key its sealed cells want.
CREATE TABLE installation (
    id              INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    key_fingerprint TEXT NOT NULL,
    made_at         TIMESTAMP NOT NULL
);

-- One account. The address stands here only once it is confirmed.
CREATE TABLE person (
    id                 BIGINT NOT NULL PRIMARY KEY,
    data_key           BYTEA NOT NULL,
    sign_in_name       BYTEA NOT NULL,
    sign_in_name_blind BYTEA NOT NULL UNIQUE,
    password_hash      TEXT,
    email              BYTEA,
    email_blind        BYTEA UNIQUE,
    language           TEXT NOT NULL CHECK (language IN ('en', 'el')),
    zone               TEXT NOT NULL,
    discretion         TEXT NOT NULL CHECK (discretion IN ('full', 'time', 'neutral')),
    made_at            TIMESTAMP NOT NULL,
    CHECK ((email IS NULL) = (email_blind IS NULL))
);

-- One browser in which a person is signed in; the token stands as its SHA-256.
CREATE TABLE sign_in (
    id           BIGINT NOT NULL PRIMARY KEY,
    person_id    BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    token_digest BYTEA NOT NULL UNIQUE,
    made_at      TIMESTAMP NOT NULL,
    seen_at      TIMESTAMP NOT NULL,
    expires_at   TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_person ON sign_in (person_id);
CREATE INDEX sign_in_expiry ON sign_in (expires_at);

CREATE TABLE recovery_code (
    id          BIGINT NOT NULL PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    code_digest BYTEA NOT NULL,
    UNIQUE (person_id, code_digest)
);

-- A link that works once. Its token is derived from the id by a key that is not in the database.
CREATE TABLE one_time_link (
    id         BIGINT NOT NULL PRIMARY KEY,
    purpose    TEXT NOT NULL CHECK (purpose IN ('choose_password', 'confirm_email', 'recover')),
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    email      BYTEA,
    made_at    TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at    TIMESTAMP,
    CHECK ((purpose = 'confirm_email') = (email IS NOT NULL))
);
CREATE INDEX one_time_link_person ON one_time_link (person_id);
CREATE INDEX one_time_link_expiry ON one_time_link (expires_at);
