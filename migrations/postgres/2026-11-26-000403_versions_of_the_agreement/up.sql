-- The agreement, version by version: the text, the rules beside it, and what was decided. The first, with which every group
-- begins, has no row.
CREATE TABLE agreement_version (
    group_id    BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    text        TEXT NOT NULL,
    rules       TEXT NOT NULL,
    is_text     BOOLEAN NOT NULL,
    why         TEXT NOT NULL,
    since_at    TIMESTAMP NOT NULL,
    review_on   DATE NOT NULL,
    proposal_id BIGINT REFERENCES proposal (id) ON DELETE SET NULL,
    PRIMARY KEY (group_id, number)
);
CREATE INDEX agreement_version_by_proposal ON agreement_version (proposal_id);

-- Which versions a member has accepted. Nobody else reads it, and it goes with the membership.
CREATE TABLE acceptance (
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL,
    accepted_at   TIMESTAMP NOT NULL,
    PRIMARY KEY (membership_id, number)
);
