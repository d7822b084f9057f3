DROP INDEX outbox_contact;
ALTER TABLE outbox DROP COLUMN contact_id;
DROP TABLE contact_message;
DROP TABLE contact;
DROP TABLE block;
DROP TABLE look;
DROP INDEX membership_reach_one;
ALTER TABLE membership DROP COLUMN reach_one_id;
ALTER TABLE membership DROP COLUMN reach;
