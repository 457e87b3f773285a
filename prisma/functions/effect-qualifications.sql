-- The effect `qualifications`: what people may do by training.
CREATE OR REPLACE FUNCTION effect_qualifications(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO qualifications (tenant, id, person, kind, valid_from, until, source)
    SELECT c->>'tenant', gen_random_uuid()::text, q->>'person', q->>'kind', (q->>'from')::date, (q->>'until')::date, c->>'caseId'
    FROM jsonb_array_elements(items) q;
END $$;
