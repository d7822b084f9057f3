-- Who has been forgotten, as a mark that only the key makes of them: until it is written to the journal beside the database, by
-- which a restored backup forgets them again.
CREATE TABLE erasure (
    mark TEXT PRIMARY KEY NOT NULL,
    at TIMESTAMP NOT NULL
);
