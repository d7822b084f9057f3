DROP TABLE ballots;
DROP TABLE voice;
DROP TABLE elector;
DROP TABLE proposal;
