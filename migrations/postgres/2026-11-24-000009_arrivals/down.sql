DROP TABLE arrival;
