-- What was counted on some days, without reading all that was ever counted in a series.
CREATE INDEX tally_day ON tally (series_id, day);
