-- Ends what a case waits for in a state that it has left. A closed case waits for nothing, and gives up what its people tried, too.
CREATE OR REPLACE FUNCTION end_waits(c jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM hold_waits WHERE case_id = c->>'caseId' AND (standing OR (c->>'closed')::boolean);
END $$;
