-- The last day on which the rule gives a date, so that lists need not look at what is over. NULL: it has no end, or it is not known.
ALTER TABLE series ADD COLUMN last_on DATE;
UPDATE series SET last_on = to_date(substring(rule from 'UNTIL=([0-9]{8})'), 'YYYYMMDD') WHERE rule LIKE '%UNTIL=%';
UPDATE series SET last_on = start_local::date WHERE rule = 'ONCE';
CREATE INDEX series_last ON series (last_on);
