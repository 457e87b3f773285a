-- Ends what a case waits for: a case waits on only while it stays in its state and names nothing else, and a closed case waits for nothing.
CREATE OR REPLACE FUNCTION end_waits(c jsonb, others boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF others OR c->>'fromState' IS DISTINCT FROM c->>'state' OR (c->>'closed')::boolean THEN
    DELETE FROM hold_waits WHERE case_id = c->>'caseId' AND (standing OR (c->>'closed')::boolean);
  END IF;
END $$;
