-- The members are told which mandate somebody has taken: the message goes with the mandate.
ALTER TABLE outbox ADD COLUMN mandate_id BIGINT REFERENCES mandate (id) ON DELETE CASCADE;
CREATE INDEX outbox_mandate ON outbox (mandate_id);
