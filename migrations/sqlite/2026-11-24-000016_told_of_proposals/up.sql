-- Who may take part is told what was proposed: the message goes with the proposal.
ALTER TABLE outbox ADD COLUMN proposal_id BIGINT REFERENCES proposal (id) ON DELETE CASCADE;
CREATE INDEX outbox_proposal ON outbox (proposal_id);
