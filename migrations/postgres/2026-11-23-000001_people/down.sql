DROP TABLE one_time_link;
DROP TABLE recovery_code;
DROP TABLE sign_in;
DROP TABLE person;
DROP TABLE installation;
