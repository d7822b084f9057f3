-- Groups decide about more than rules and mandates: what else a proposal would change stands in a text of its own. Which
-- kinds there are is said once, in the code that reads them.
ALTER TABLE proposal DROP CONSTRAINT proposal_what_check;
ALTER TABLE proposal ADD COLUMN detail TEXT;
