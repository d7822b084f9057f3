-- A member asks for an assembly: it is called when another joins in, as long as there is notice enough.
CREATE TABLE assembly_call (
    id            BIGINT NOT NULL PRIMARY KEY,
    group_id      BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL UNIQUE REFERENCES membership (id) ON DELETE CASCADE,
    meets_at      TIMESTAMP NOT NULL,
    address       TEXT NOT NULL,
    online_url    TEXT NOT NULL,
    expires_at    TIMESTAMP NOT NULL
);
CREATE INDEX assembly_call_by_group ON assembly_call (group_id);

-- What a member wants to talk about in the next assembly; sealed by their own key, and gone with them.
CREATE TABLE agenda_point (
    id            BIGINT NOT NULL PRIMARY KEY,
    group_id      BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    words         BLOB NOT NULL,
    added_at      TIMESTAMP NOT NULL
);
CREATE INDEX agenda_point_by_group ON agenda_point (group_id, added_at);
CREATE INDEX agenda_point_by_membership ON agenda_point (membership_id);
