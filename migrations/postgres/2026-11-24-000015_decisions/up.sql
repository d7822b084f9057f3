-- What members propose, on the terms on which it was opened.
CREATE TABLE proposal (
    id                 BIGINT NOT NULL PRIMARY KEY,
    group_id           BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    membership_id      BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    title              TEXT NOT NULL,
    why                TEXT NOT NULL,
    what               TEXT NOT NULL CHECK (what IN ('words', 'rule', 'mandate', 'take_back')),
    rule               TEXT,
    value              INTEGER,
    about_id           BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    review_months      INTEGER NOT NULL,
    method             TEXT NOT NULL CHECK (method IN ('consent', 'two_thirds', 'majority', 'unanimity')),
    quorum_percent     INTEGER NOT NULL,
    silence_is_consent BOOLEAN NOT NULL,
    electors           INTEGER NOT NULL,
    round              INTEGER NOT NULL,
    opened_at          TIMESTAMP NOT NULL,
    deadline           TIMESTAMP NOT NULL,
    withdrawn_at       TIMESTAMP,
    carried_out_at     TIMESTAMP,
    CHECK ((what = 'rule') = (rule IS NOT NULL)),
    CHECK ((rule IS NULL) = (value IS NULL))
);
CREATE INDEX proposal_by_group ON proposal (group_id, deadline);
CREATE INDEX proposal_by_membership ON proposal (membership_id);
CREATE INDEX proposal_by_about ON proposal (about_id);

-- Who may take part, settled when a proposal is opened. Whoever leaves keeps counting, without a name.
CREATE TABLE elector (
    id            BIGINT NOT NULL PRIMARY KEY,
    proposal_id   BIGINT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
    membership_id BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    took_part     BOOLEAN NOT NULL,
    UNIQUE (proposal_id, membership_id)
);
CREATE INDEX elector_by_membership ON elector (membership_id);

-- What was said by name, in consent; the words sealed, and gone with whoever said them.
CREATE TABLE voice (
    id            BIGINT NOT NULL PRIMARY KEY,
    proposal_id   BIGINT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
    elector_id    BIGINT NOT NULL REFERENCES elector (id) ON DELETE CASCADE,
    round         INTEGER NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('consent', 'wish', 'question', 'objection', 'pass')),
    words         BYTEA,
    said_at       TIMESTAMP NOT NULL,
    taken_back_at TIMESTAMP,
    UNIQUE (elector_id, round)
);
CREATE INDEX voice_by_proposal ON voice (proposal_id);

-- Votes are counted and not kept: there is no row of anybody's, and every one of a proposal's is written with each vote, so
-- that not even the database knows which of them it raised.
CREATE TABLE ballots (
    proposal_id BIGINT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
    choice      TEXT NOT NULL CHECK (choice IN ('yes', 'no', 'abstain')),
    count       INTEGER NOT NULL,
    PRIMARY KEY (proposal_id, choice)
);
