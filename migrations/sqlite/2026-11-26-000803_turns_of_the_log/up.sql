-- Of the lines of one second, which came after which.
ALTER TABLE group_log ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
