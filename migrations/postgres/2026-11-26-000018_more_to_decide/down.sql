UPDATE proposal SET what = 'words', about_id = NULL WHERE what NOT IN ('words', 'rule', 'mandate', 'take_back');
ALTER TABLE proposal DROP COLUMN detail;
ALTER TABLE proposal ADD CONSTRAINT proposal_what_check CHECK (what IN ('words', 'rule', 'mandate', 'take_back'));
