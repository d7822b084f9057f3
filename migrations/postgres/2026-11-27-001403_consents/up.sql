-- What a person has said yes to and taken back: one chain each, every receipt with a hash of the one before, sealed with their key.
CREATE TABLE consent (
    id BIGINT PRIMARY KEY NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    receipt BYTEA NOT NULL,
    UNIQUE (person_id, number)
);
