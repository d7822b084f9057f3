-- Something that a member has told one person of their choice, or those who coordinate the programme. Who told it is not kept:
-- a receipt leads back to it, and of that only a keyed hash stands here.
CREATE TABLE report (
    id           BIGINT NOT NULL PRIMARY KEY,
    group_id     BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    to_id        BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    programme_id BIGINT REFERENCES programme (id) ON DELETE SET NULL,
    about_id     BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    receipt      BLOB NOT NULL UNIQUE,
    narrows_from TIMESTAMP,
    made_at      TIMESTAMP NOT NULL,
    closed_at    TIMESTAMP
);
CREATE INDEX report_group ON report (group_id);
CREATE INDEX report_to ON report (to_id);
CREATE INDEX report_programme ON report (programme_id);
CREATE INDEX report_about ON report (about_id);

-- What was said in it, by either of the two.
CREATE TABLE report_word (
    id          BIGINT NOT NULL PRIMARY KEY,
    report_id   BIGINT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    by_reporter BOOLEAN NOT NULL,
    words       BLOB NOT NULL,
    made_at     TIMESTAMP NOT NULL
);
CREATE INDEX report_word_report ON report_word (report_id);
