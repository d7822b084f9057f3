DROP TABLE handover_item;
ALTER TABLE mandate DROP COLUMN is_followed;
