-- The effect `links`: ties of a case to others. Each item has `op`: link or unlink.
CREATE OR REPLACE FUNCTION effect_links(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF items @> '[{"op": "unlink"}]' THEN
    UPDATE links SET ended_revision = (c->>'revision')::int FROM jsonb_array_elements(items) l
      WHERE l->>'op' = 'unlink' AND from_case = c->>'caseId' AND to_case = l->>'to' AND kind = l->>'as' AND ended_revision IS NULL;
  END IF;
  IF items @> '[{"op": "link"}]' THEN
    INSERT INTO links (id, tenant, from_case, to_case, kind, since_revision)
      SELECT gen_random_uuid()::text, c->>'tenant', c->>'caseId', l->>'to', l->>'as', (c->>'revision')::int
      FROM jsonb_array_elements(items) l WHERE l->>'op' = 'link';
  END IF;
END $$;
