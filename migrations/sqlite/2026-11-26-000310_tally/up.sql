-- What is counted of a meeting. No column leads to a person. Without numbers and without a cause it was taken out.
CREATE TABLE tally (
    id             BIGINT NOT NULL PRIMARY KEY,
    series_id      BIGINT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    original_local TIMESTAMP NOT NULL,
    day            DATE NOT NULL,
    cause          TEXT,
    heads          INTEGER,
    first_time     INTEGER,
    roles          INTEGER,
    slip           BIGINT NOT NULL,
    revision       INTEGER NOT NULL,
    sealed_at      TIMESTAMP NOT NULL,
    quarter_at     TIMESTAMP NOT NULL,
    UNIQUE (series_id, original_local),
    CHECK (cause IS NULL OR heads IS NULL),
    CHECK ((heads IS NULL) = (first_time IS NULL)),
    CHECK (heads IS NULL OR (heads > 0 AND first_time BETWEEN 0 AND heads)),
    CHECK (roles IS NULL OR (heads IS NOT NULL AND roles BETWEEN 0 AND heads))
);
