-- The last day on which the rule gives a date, so that lists need not look at what is over. NULL: it has no end, or it is not known.
ALTER TABLE series ADD COLUMN last_on DATE;
UPDATE series SET last_on = substr(rule, instr(rule, 'UNTIL=') + 6, 4) || '-' || substr(rule, instr(rule, 'UNTIL=') + 10, 2)
    || '-' || substr(rule, instr(rule, 'UNTIL=') + 12, 2)
WHERE instr(rule, 'UNTIL=') > 0;
UPDATE series SET last_on = date(start_local) WHERE rule = 'ONCE';
CREATE INDEX series_last ON series (last_on);
