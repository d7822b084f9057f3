-- Between these hours on their own clock a person gets no mail that can wait. The same hour twice: at no time.
ALTER TABLE person ADD COLUMN quiet_from INTEGER NOT NULL DEFAULT 21 CHECK (quiet_from BETWEEN 0 AND 23);
ALTER TABLE person ADD COLUMN quiet_to INTEGER NOT NULL DEFAULT 8 CHECK (quiet_to BETWEEN 0 AND 23);
