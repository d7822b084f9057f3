DROP TABLE offer;
DROP TABLE meeting_words;
DROP TABLE session_leader;
DROP TABLE session;
DROP TABLE plan;
