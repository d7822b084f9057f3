-- Where a meeting is, in 100,000ths of a degree, so that both databases keep the same number. Both or none. A private home
-- has none.
ALTER TABLE series ADD COLUMN latitude INTEGER CHECK (latitude BETWEEN -9000000 AND 9000000);
ALTER TABLE series ADD COLUMN longitude INTEGER CHECK (longitude BETWEEN -18000000 AND 18000000);
