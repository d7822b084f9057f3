-- Whether two proofs stand behind a sign-in: what somebody knows, and what somebody has.
ALTER TABLE sign_in ADD COLUMN by_two BOOLEAN NOT NULL DEFAULT FALSE;
-- Whether its person was told of it, and said that it is theirs.
ALTER TABLE sign_in ADD COLUMN is_known BOOLEAN NOT NULL DEFAULT TRUE;

-- The key of an app that shows codes. Not on until a first code was typed; a code of a step that was used is none.
CREATE TABLE code_app (
    person_id   BIGINT NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    secret      BYTEA NOT NULL,
    made_at     TIMESTAMP NOT NULL,
    is_on       BOOLEAN NOT NULL DEFAULT FALSE,
    last_step   BIGINT NOT NULL DEFAULT 0,
    wrong       INTEGER NOT NULL DEFAULT 0 CHECK (wrong >= 0),
    wrong_since TIMESTAMP
);

-- What a browser or a small device signs in with. Found by a keyed hash of the credential's id.
CREATE TABLE passkey (
    id          BIGINT NOT NULL PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    blind       BYTEA NOT NULL UNIQUE,
    credential  BYTEA NOT NULL,
    name        BYTEA,
    made_at     TIMESTAMP NOT NULL
);
CREATE INDEX passkey_person ON passkey (person_id);

-- A question to a passkey that waits for its answer, once.
CREATE TABLE ceremony (
    id          BIGINT NOT NULL PRIMARY KEY,
    digest      BYTEA NOT NULL UNIQUE,
    person_id   BIGINT REFERENCES person (id) ON DELETE CASCADE,
    state       BYTEA NOT NULL,
    expires_at  TIMESTAMP NOT NULL
);
CREATE INDEX ceremony_person ON ceremony (person_id);
CREATE INDEX ceremony_expiry ON ceremony (expires_at);
