-- The effect `badges`: revokes what was given by the case, and tells the holders.
-- With `unlessPassedIn`, the hash of a result, those who have passed in it keep theirs.
CREATE OR REPLACE FUNCTION effect_badges(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  passed text[] := coalesce((SELECT array_agg(line->>'person') FROM snapshots, jsonb_array_elements(content::jsonb->'people') line
    WHERE tenant = c->>'tenant' AND sha256 = items->0->>'unlessPassedIn' AND (line->>'passed')::boolean), '{}');
BEGIN
  PERFORM lock_resource(c->>'tenant', 'badges');
  PERFORM put_notices(c->>'tenant', c->>'caseId', (c->>'revision')::int, c->>'process', c->>'unit', c->>'area', (c->>'at')::timestamptz,
      jsonb_build_array(jsonb_build_object('to', jsonb_build_object('person', b.person), 'notice', 'badgeRevoked',
        'params', jsonb_build_object('year', b.year, 'reason', items->0->>'reason'))))
    FROM badges b WHERE b.tenant = c->>'tenant' AND b.case_id = c->>'caseId' AND b.revoked_at IS NULL AND b.person <> ALL (passed);
  UPDATE badges SET revoked_at = (c->>'at')::timestamptz, revoked_by = c->>'actor', reason = items->0->>'reason'
    WHERE tenant = c->>'tenant' AND case_id = c->>'caseId' AND revoked_at IS NULL AND person <> ALL (passed);
END $$;
