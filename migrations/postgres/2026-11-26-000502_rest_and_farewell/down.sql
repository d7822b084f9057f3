DROP INDEX proposal_to_carry_out;
DROP TABLE ending;
ALTER TABLE pause DROP COLUMN is_rest;
