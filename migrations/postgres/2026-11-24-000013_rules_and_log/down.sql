DROP TABLE group_log;
DROP TABLE agreement_rule;
