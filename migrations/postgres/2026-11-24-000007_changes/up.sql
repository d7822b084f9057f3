-- What groups do with their dates: single ones on other terms, dates added by hand, pauses, openness that differs on
-- some dates, and ten minutes in which the last change can be undone.
ALTER TABLE series ADD COLUMN other_openness_on TEXT;
ALTER TABLE series ADD COLUMN open_to TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN is_extra BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE meeting ADD COLUMN minutes INTEGER CHECK (minutes BETWEEN 5 AND 1440);
ALTER TABLE meeting ADD COLUMN format TEXT CHECK (format IN ('in_person', 'online', 'hybrid'));
ALTER TABLE meeting ADD COLUMN openness TEXT CHECK (openness IN ('open', 'closed'));
ALTER TABLE meeting ADD COLUMN address TEXT;
ALTER TABLE meeting ADD COLUMN how_to_get_in TEXT;
ALTER TABLE meeting ADD COLUMN online_url TEXT;

-- Both days are included.
CREATE TABLE pause (
    id        BIGINT NOT NULL PRIMARY KEY,
    group_id  BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    from_date DATE NOT NULL,
    to_date   DATE NOT NULL,
    words     TEXT NOT NULL,
    made_at   TIMESTAMP NOT NULL,
    CHECK (from_date <= to_date)
);
CREATE INDEX pause_group ON pause (group_id);
CREATE INDEX pause_to ON pause (to_date);

-- How the dates of a group stood before the last changes. No name and no answer stands here.
CREATE TABLE dates_before (
    id       BIGINT NOT NULL PRIMARY KEY,
    group_id BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    dates    TEXT NOT NULL,
    revision BIGINT NOT NULL,
    made_at  TIMESTAMP NOT NULL
);
CREATE INDEX dates_before_group ON dates_before (group_id);
CREATE INDEX dates_before_made ON dates_before (made_at);

-- Which kinds there are is said once, in the code that reads them.
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD COLUMN series_id BIGINT REFERENCES series (id) ON DELETE CASCADE;
ALTER TABLE outbox ADD COLUMN pause_id BIGINT REFERENCES pause (id) ON DELETE CASCADE;
ALTER TABLE outbox ADD COLUMN was_zone TEXT;
CREATE INDEX outbox_series ON outbox (series_id);
CREATE INDEX outbox_pause ON outbox (pause_id);
