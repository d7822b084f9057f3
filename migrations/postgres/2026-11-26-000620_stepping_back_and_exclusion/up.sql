-- A member steps back for a time: by their own word, or by that of two others, of whom the second is still awaited while it
-- has not begun. Who has reported what happened is known as long as it lasts, so that they do not decide about it.
CREATE TABLE step_back (
    id            BIGINT NOT NULL PRIMARY KEY,
    membership_id BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    from_at       TIMESTAMP,
    until_at      TIMESTAMP NOT NULL,
    is_ordered    BOOLEAN NOT NULL,
    ordered_by_id BIGINT REFERENCES membership (id) ON DELETE SET NULL,
    reporter_id   BIGINT REFERENCES membership (id) ON DELETE SET NULL
);
CREATE INDEX step_back_by_membership ON step_back (membership_id);
CREATE INDEX step_back_by_ordered_by ON step_back (ordered_by_id);
CREATE INDEX step_back_by_reporter ON step_back (reporter_id);

-- Somebody is offered to stand between two members: another member, or somebody from outside whom the two know. What it is
-- about stands nowhere.
CREATE TABLE mediation (
    id            BIGINT NOT NULL PRIMARY KEY,
    group_id      BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    asked_by_id   BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    about_id      BIGINT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
    mediator_id   BIGINT REFERENCES membership (id) ON DELETE CASCADE,
    about_says    BOOLEAN,
    mediator_says BOOLEAN,
    made_at       TIMESTAMP NOT NULL
);
CREATE INDEX mediation_by_group ON mediation (group_id);
CREATE INDEX mediation_by_asked_by ON mediation (asked_by_id);
CREATE INDEX mediation_by_about ON mediation (about_id);
CREATE INDEX mediation_by_mediator ON mediation (mediator_id);

-- Why a group is asked about a person, and what that person says to it, sealed; for those who decide and the one concerned,
-- and for nobody afterwards.
CREATE TABLE grounds (
    proposal_id       BIGINT NOT NULL PRIMARY KEY REFERENCES proposal (id) ON DELETE CASCADE,
    words             BYTEA NOT NULL,
    reply             BYTEA,
    mediation_offered BOOLEAN NOT NULL,
    in_danger         BOOLEAN NOT NULL
);

-- A group has decided to exclude a member: a suspension, until it is final or they are back.
CREATE TABLE exclusion (
    membership_id BIGINT NOT NULL PRIMARY KEY REFERENCES membership (id) ON DELETE CASCADE,
    proposal_id   BIGINT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
    appeal_id     BIGINT REFERENCES proposal (id) ON DELETE SET NULL,
    decided_at    TIMESTAMP NOT NULL,
    months        INTEGER NOT NULL
);
CREATE INDEX exclusion_by_proposal ON exclusion (proposal_id);
CREATE INDEX exclusion_by_appeal ON exclusion (appeal_id);

-- What remains of it: until that day somebody does not come in by the open door. Not why, and not what they were called.
CREATE TABLE shut_door (
    id        BIGINT NOT NULL PRIMARY KEY,
    group_id  BIGINT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    person_id BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    until_on  DATE NOT NULL
);
CREATE INDEX shut_door_by_group ON shut_door (group_id);
CREATE INDEX shut_door_by_person ON shut_door (person_id);
