DROP TABLE narrative;
