-- A pause that the group has decided is not a facilitator's to end.
ALTER TABLE pause ADD COLUMN is_rest BOOLEAN NOT NULL DEFAULT FALSE;

-- A group that has closed: what it says to its members, and until when they can read it.
CREATE TABLE ending (
    group_id   BIGINT NOT NULL PRIMARY KEY REFERENCES groups (id) ON DELETE CASCADE,
    farewell   TEXT NOT NULL,
    keeps      TEXT NOT NULL,
    closed_at  TIMESTAMP NOT NULL,
    kept_until TIMESTAMP NOT NULL
);
-- Whoever reads how a group stands asks what it has decided and nobody has carried out.
CREATE INDEX proposal_to_carry_out ON proposal (deadline) WHERE carried_out_at IS NULL;
