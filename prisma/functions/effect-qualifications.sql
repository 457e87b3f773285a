-- The effect `qualifications`: what people may do by training. Each item has `op`: qualify or disqualify.
CREATE OR REPLACE FUNCTION effect_qualifications(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF items @> '[{"op": "qualify"}]' THEN
    INSERT INTO qualifications (tenant, id, person, kind, valid_from, until, source)
      SELECT c->>'tenant', gen_random_uuid()::text, q->>'person', q->>'kind', (q->>'from')::date, (q->>'until')::date, c->>'caseId'
      FROM jsonb_array_elements(items) q WHERE q->>'op' = 'qualify';
  END IF;
  IF items @> '[{"op": "disqualify"}]' THEN
    UPDATE qualifications q SET revoked_on = tenant_today(c->>'tenant') FROM jsonb_array_elements(items) d
      WHERE d->>'op' = 'disqualify' AND q.tenant = c->>'tenant' AND q.person = d->>'person' AND q.kind = d->>'kind' AND q.revoked_on IS NULL;
  END IF;
END $$;
