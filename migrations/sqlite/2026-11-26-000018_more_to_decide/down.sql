UPDATE proposal SET what = 'words', about_id = NULL WHERE what NOT IN ('words', 'rule', 'mandate', 'take_back');
CREATE TABLE proposal_next (
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
INSERT INTO proposal_next (id, group_id, membership_id, title, why, what, rule, value, about_id, review_months, method, quorum_percent, silence_is_consent,
    electors, round, opened_at, deadline, withdrawn_at, carried_out_at)
SELECT id, group_id, membership_id, title, why, what, rule, value, about_id, review_months, method, quorum_percent, silence_is_consent,
    electors, round, opened_at, deadline, withdrawn_at, carried_out_at
FROM proposal;
-- Whatever hangs on a proposal would go with the old table: it is put aside, and put back.
CREATE TABLE elector_kept AS SELECT * FROM elector;
CREATE TABLE voice_kept AS SELECT * FROM voice;
CREATE TABLE ballots_kept AS SELECT * FROM ballots;
CREATE TABLE outbox_kept AS SELECT id, proposal_id FROM outbox WHERE proposal_id IS NOT NULL;
UPDATE outbox SET proposal_id = NULL WHERE proposal_id IS NOT NULL;
DROP TABLE proposal;
ALTER TABLE proposal_next RENAME TO proposal;
INSERT INTO elector SELECT * FROM elector_kept;
INSERT INTO voice SELECT * FROM voice_kept;
INSERT INTO ballots SELECT * FROM ballots_kept;
UPDATE outbox SET proposal_id = (SELECT kept.proposal_id FROM outbox_kept kept WHERE kept.id = outbox.id)
WHERE id IN (SELECT id FROM outbox_kept);
DROP TABLE elector_kept;
DROP TABLE voice_kept;
DROP TABLE ballots_kept;
DROP TABLE outbox_kept;
CREATE INDEX proposal_by_group ON proposal (group_id, deadline);
CREATE INDEX proposal_by_membership ON proposal (membership_id);
CREATE INDEX proposal_by_about ON proposal (about_id);
