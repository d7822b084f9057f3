-- A week as it was released is one line, the very one that the journal beside the database keeps. What stood in columns and in three
-- more tables is written into it.
DROP TRIGGER released_week_update;
ALTER TABLE released_week ADD COLUMN line TEXT NOT NULL DEFAULT '';
UPDATE released_week SET line = 'withheld ' || replace(substr(drawn_at, 1, 19), ' ', 'T') || 'Z '
    || (SELECT slug FROM programme WHERE id = programme_id) || ' ' || week || ' .'
WHERE is_withheld;
UPDATE released_week SET line = 'released ' || replace(substr(drawn_at, 1, 19), ' ', 'T') || 'Z '
    || (SELECT slug FROM programme WHERE id = programme_id) || ' ' || week || ' ' || groups_passing || '/' || groups_there
    || coalesce((SELECT group_concat(' ' || kind || ':' || cell || ':' || noised, '')
        FROM figure WHERE released_week_id = released_week.id), '')
    || coalesce((SELECT group_concat(' meetings:' || cell || ':' || cancelled || '/' || planned, '')
        FROM week_meetings WHERE released_week_id = released_week.id), '')
    || coalesce((SELECT group_concat(' groups:' || fact || ':' || group_count, '')
        FROM week_groups WHERE released_week_id = released_week.id), '')
    || ' .'
WHERE NOT is_withheld;
DROP TABLE figure;
DROP TABLE week_meetings;
DROP TABLE week_groups;
ALTER TABLE released_week DROP COLUMN groups_passing;
ALTER TABLE released_week DROP COLUMN groups_there;
ALTER TABLE released_week DROP COLUMN is_withheld;
ALTER TABLE released_week DROP COLUMN drawn_at;
CREATE TRIGGER released_week_update BEFORE UPDATE ON released_week BEGIN SELECT RAISE(ABORT, 'what is released is frozen'); END;
