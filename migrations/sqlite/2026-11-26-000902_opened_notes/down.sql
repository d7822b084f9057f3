ALTER TABLE experience DROP COLUMN version;
ALTER TABLE experience DROP COLUMN opened_to;
ALTER TABLE experience DROP COLUMN may_open;
