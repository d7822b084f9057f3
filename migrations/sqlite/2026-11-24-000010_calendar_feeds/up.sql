-- When a group or its meetings last changed, for copies that are kept elsewhere.
ALTER TABLE groups ADD COLUMN changed_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE groups SET changed_at = made_at;

-- The secret address of one's own meetings. Its token is not stored; without the row it is nothing.
CREATE TABLE calendar_feed (
    id         BIGINT NOT NULL PRIMARY KEY,
    person_id  BIGINT NOT NULL UNIQUE REFERENCES person (id) ON DELETE CASCADE,
    title      TEXT NOT NULL CHECK (title IN ('neutral', 'group', 'own')),
    words      BLOB,
    says_where BOOLEAN NOT NULL,
    made_at    TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL
);
