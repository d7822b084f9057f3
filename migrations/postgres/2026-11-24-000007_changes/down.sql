DELETE FROM outbox WHERE kind NOT IN ('reminder', 'confirm_email', 'recover', 'hello_welcomed', 'hello_declined',
    'hello_waiting', 'meeting_moved', 'meeting_cancelled', 'moved_up');
ALTER TABLE outbox DROP COLUMN was_zone;
ALTER TABLE outbox DROP COLUMN pause_id;
ALTER TABLE outbox DROP COLUMN series_id;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('reminder', 'confirm_email', 'recover', 'hello_welcomed', 'hello_declined',
    'hello_waiting', 'meeting_moved', 'meeting_cancelled', 'moved_up'));
ALTER TABLE meeting DROP COLUMN online_url;
ALTER TABLE meeting DROP COLUMN how_to_get_in;
ALTER TABLE meeting DROP COLUMN address;
ALTER TABLE meeting DROP COLUMN openness;
ALTER TABLE meeting DROP COLUMN format;
ALTER TABLE meeting DROP COLUMN minutes;
ALTER TABLE meeting DROP COLUMN is_extra;
ALTER TABLE series DROP COLUMN open_to;
ALTER TABLE series DROP COLUMN other_openness_on;
DROP TABLE dates_before;
DROP TABLE pause;
