-- Ends what a case waits for in a state that it has left. A closed case waits for nothing, and gives up what its people tried, too; workflows
-- that wait for its end hear of it from the outbox.
CREATE OR REPLACE FUNCTION end_waits(c jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM hold_waits WHERE case_id = c->>'caseId' AND (standing OR (c->>'closed')::boolean);
  IF (c->>'closed')::boolean THEN
    WITH told AS (DELETE FROM case_waits WHERE case_id = c->>'caseId' RETURNING workflow)
    INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
      SELECT gen_random_uuid()::text, c->>'tenant', c->>'caseId', (c->>'revision')::int, c->>'process', 'workflow', 'closed', workflow, '{}',
             (c->>'at')::timestamptz
      FROM told;
  END IF;
END $$;
