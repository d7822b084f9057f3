-- What a group has agreed on, rule by rule. A rule without a row is as every group begins.
CREATE TABLE agreement_rule (
    group_id  BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    rule      TEXT NOT NULL,
    value     INTEGER NOT NULL,
    why       TEXT NOT NULL,
    since_at  TIMESTAMP NOT NULL,
    review_on DATE,
    PRIMARY KEY (group_id, rule)
);

-- What changed power, rules or dates. Whoever left is a former member: the line stays, the name does not.
CREATE TABLE group_log (
    id            BIGINT NOT NULL PRIMARY KEY,
    group_id      BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL,
    at            TIMESTAMP NOT NULL,
    membership_id BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    about_id      BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    was           TEXT NOT NULL,
    became        TEXT NOT NULL
);
CREATE INDEX group_log_by_group ON group_log (group_id, at);
CREATE INDEX group_log_by_membership ON group_log (membership_id);
CREATE INDEX group_log_by_about ON group_log (about_id);
