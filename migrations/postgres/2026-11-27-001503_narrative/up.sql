-- What whoever coordinates a programme adds to a quarter: their own words, and numbers that are entered by hand and counted by nobody
-- here. Empty where nothing was entered.
CREATE TABLE narrative (
    programme_id   BIGINT NOT NULL REFERENCES programme (id),
    quarter        TEXT NOT NULL,
    words          TEXT NOT NULL,
    seminars       INTEGER CHECK (seminars >= 0),
    people_trained INTEGER CHECK (people_trained >= 0),
    rooms_lent     INTEGER CHECK (rooms_lent >= 0),
    inquiries      INTEGER CHECK (inquiries >= 0),
    revision       INTEGER NOT NULL,
    PRIMARY KEY (programme_id, quarter)
);
