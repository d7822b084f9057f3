-- Somebody new said that they are coming to a meeting. Which meeting is all that is known of it: no name, no time, no
-- address. The row's id is half of the link that takes it back.
CREATE TABLE arrival (
    id         BIGINT NOT NULL PRIMARY KEY,
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE
);
CREATE INDEX arrival_meeting ON arrival (meeting_id);
