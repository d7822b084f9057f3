DROP TABLE acceptance;
DROP TABLE agreement_version;
