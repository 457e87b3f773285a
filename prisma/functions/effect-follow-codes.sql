-- The effect `follow_codes`: the case has a new code to follow it with, derived from this number; the old one holds no more.
CREATE OR REPLACE FUNCTION effect_follow_codes(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases SET follow_run = follow_run + 1 WHERE id = c->>'caseId';
END $$;
