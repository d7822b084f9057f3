DROP TABLE answer;
DROP TABLE meeting;
DROP TABLE series_source;
DROP TABLE series;
