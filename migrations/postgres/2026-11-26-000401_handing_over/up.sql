-- The group has said who follows: the mandate is handed over.
ALTER TABLE mandate ADD COLUMN is_followed BOOLEAN NOT NULL DEFAULT FALSE;

-- What goes along with a mandate: keys, rooms, dates. The group's own list; sealed, since people write more than they should.
CREATE TABLE handover_item (
    id        BIGINT NOT NULL PRIMARY KEY,
    group_id  BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    place     INTEGER NOT NULL,
    words     BYTEA NOT NULL,
    ticked_at TIMESTAMP
);
CREATE INDEX handover_item_by_group ON handover_item (group_id, place);
