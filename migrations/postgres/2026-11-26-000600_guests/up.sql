-- Somebody from another group leads one date. Until the link is accepted nobody is known; afterwards who it is, and, sealed,
-- the name that they chose for this group. The row's id is half of the link.
CREATE TABLE guest (
    id         BIGINT NOT NULL PRIMARY KEY,
    meeting_id BIGINT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    person_id  BIGINT REFERENCES person (id) ON DELETE CASCADE,
    name       BYTEA,
    CHECK ((person_id IS NULL) = (name IS NULL))
);
CREATE INDEX guest_by_meeting ON guest (meeting_id);
CREATE INDEX guest_by_person ON guest (person_id);
