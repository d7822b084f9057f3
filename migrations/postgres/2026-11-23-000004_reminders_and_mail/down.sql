DROP TABLE mail_log;
DROP TABLE outbox;
DROP TABLE reminder_choice;
