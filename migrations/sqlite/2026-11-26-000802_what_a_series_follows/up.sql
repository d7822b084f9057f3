-- A series that was agreed on anew goes on from another: taken back, what hangs on its dates goes there.
ALTER TABLE series ADD COLUMN follows_id BIGINT REFERENCES series (id) ON DELETE SET NULL;
CREATE INDEX series_follows ON series (follows_id);
