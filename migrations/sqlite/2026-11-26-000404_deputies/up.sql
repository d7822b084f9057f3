-- Who acts only while nobody holds a mandate.
ALTER TABLE mandate ADD COLUMN is_deputy BOOLEAN NOT NULL DEFAULT FALSE;
