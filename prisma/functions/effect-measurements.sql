-- The effect `measurements`: values of series, each {"series", "points": [[epoch ms, value], …]}. What the case has already stays as it is.
CREATE OR REPLACE FUNCTION effect_measurements(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO measurements (case_id, series, at, value, tenant, revision)
    SELECT c->>'caseId', s->>'series', to_timestamp((p->>0)::float8 / 1000), (p->>1)::float8, c->>'tenant', (c->>'revision')::int
    FROM jsonb_array_elements(items) s, jsonb_array_elements(s->'points') p
  ON CONFLICT DO NOTHING;
END $$;
