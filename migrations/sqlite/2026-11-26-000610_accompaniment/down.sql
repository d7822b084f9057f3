DROP TABLE accompaniment;
