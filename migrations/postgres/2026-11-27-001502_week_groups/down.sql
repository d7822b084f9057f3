DROP TABLE week_groups;
