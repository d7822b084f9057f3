-- What was adopted and could not be carried out any more, because what it was about had changed meanwhile.
ALTER TABLE proposal ADD COLUMN did_not_fit BOOLEAN NOT NULL DEFAULT FALSE;
