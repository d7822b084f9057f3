DROP TABLE report_word;
DROP TABLE report;
