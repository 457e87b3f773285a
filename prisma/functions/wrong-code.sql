-- Compares the codes that an act gives with those of its case, whose row is locked by now, and counts a wrong one, once for each act. Answers which
-- one is wrong, and nothing where all are right. What is tried on one that holds no more is counted as well.
CREATE OR REPLACE FUNCTION wrong_code(c jsonb, given jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  one jsonb;
  kept case_codes;
BEGIN
  FOR one IN SELECT jsonb_array_elements(given) LOOP
    SELECT * INTO kept FROM case_codes WHERE case_id = c->>'caseId' AND purpose = one->>'purpose' FOR UPDATE;
    IF NOT FOUND OR kept.used_at IS NOT NULL OR kept.tried >= kept.tries OR kept.until <= (c->>'at')::timestamptz OR NOT one->'hashes' ? kept.hash THEN
      UPDATE case_codes SET tried = tried + 1, last_try = c->>'requestId'
        WHERE case_id = c->>'caseId' AND purpose = one->>'purpose' AND last_try IS DISTINCT FROM c->>'requestId';
      RETURN jsonb_build_object('purpose', one->'purpose');
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
