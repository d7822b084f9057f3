-- For how many days the word of a group holds that it still meets: its own choice.
ALTER TABLE groups ADD COLUMN confirm_within_days INTEGER NOT NULL DEFAULT 90
    CHECK (confirm_within_days IN (30, 60, 90, 180));
