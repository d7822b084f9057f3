-- How a member is reached, in their own words, and the one member who may see it where they have chosen one.
ALTER TABLE membership ADD COLUMN reach BLOB;
ALTER TABLE membership ADD COLUMN reach_one_id BIGINT REFERENCES membership (id) ON DELETE SET NULL;
CREATE INDEX membership_reach_one ON membership (reach_one_id);

-- Somebody who facilitates looked how a member is reached.
CREATE TABLE look (
    id            BIGINT NOT NULL PRIMARY KEY,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    by_id         BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    made_at       TIMESTAMP NOT NULL
);
CREATE INDEX look_membership ON look (membership_id);
CREATE INDEX look_by ON look (by_id);

-- A member does not want to see another, nor to be seen. Nobody is told.
CREATE TABLE block (
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    other_id      BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    PRIMARY KEY (membership_id, other_id)
);
CREATE INDEX block_other ON block (other_id);

-- Two members who write to each other, after both said yes.
CREATE TABLE contact (
    id          BIGINT NOT NULL PRIMARY KEY,
    asked_by_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    asked_id    BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    state       TEXT NOT NULL,
    made_at     TIMESTAMP NOT NULL,
    UNIQUE (asked_by_id, asked_id)
);
CREATE INDEX contact_asked ON contact (asked_id);

-- What one of them wrote, sealed by their key.
CREATE TABLE contact_message (
    id          BIGINT NOT NULL PRIMARY KEY,
    contact_id  BIGINT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    by_asker    BOOLEAN NOT NULL,
    number      INTEGER NOT NULL,
    words       BLOB NOT NULL,
    made_at     TIMESTAMP NOT NULL
);
CREATE INDEX contact_message_contact ON contact_message (contact_id);

-- That somebody has written is said no more when there is nothing to read.
ALTER TABLE outbox ADD COLUMN contact_id BIGINT REFERENCES contact (id) ON DELETE CASCADE;
CREATE INDEX outbox_contact ON outbox (contact_id);
