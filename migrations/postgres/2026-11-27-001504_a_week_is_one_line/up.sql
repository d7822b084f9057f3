-- A week as it was released is one line, the very one that the journal beside the database keeps. What stood in columns and in three
-- more tables is written into it.
DROP TRIGGER released_week_is_frozen ON released_week;
ALTER TABLE released_week ADD COLUMN line TEXT NOT NULL DEFAULT '';
UPDATE released_week SET line = 'withheld ' || to_char(drawn_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' '
    || (SELECT slug FROM programme WHERE id = programme_id) || ' ' || to_char(week, 'YYYY-MM-DD') || ' .'
WHERE is_withheld;
UPDATE released_week SET line = 'released ' || to_char(drawn_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' '
    || (SELECT slug FROM programme WHERE id = programme_id) || ' ' || to_char(week, 'YYYY-MM-DD') || ' '
    || groups_passing || '/' || groups_there
    || coalesce((SELECT string_agg(' ' || kind || ':' || cell || ':' || noised, '')
        FROM figure WHERE released_week_id = released_week.id), '')
    || coalesce((SELECT string_agg(' meetings:' || cell || ':' || cancelled || '/' || planned, '')
        FROM week_meetings WHERE released_week_id = released_week.id), '')
    || coalesce((SELECT string_agg(' groups:' || fact || ':' || group_count, '')
        FROM week_groups WHERE released_week_id = released_week.id), '')
    || ' .'
WHERE NOT is_withheld;
DROP TABLE figure;
DROP TABLE week_meetings;
DROP TABLE week_groups;
ALTER TABLE released_week
    ALTER COLUMN line DROP DEFAULT,
    DROP COLUMN groups_passing,
    DROP COLUMN groups_there,
    DROP COLUMN is_withheld,
    DROP COLUMN drawn_at;
CREATE TRIGGER released_week_is_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON released_week FOR EACH STATEMENT EXECUTE FUNCTION is_frozen();
