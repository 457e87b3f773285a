-- Whether somebody has earned less in a year than the evaluation asked of them by which they were given a badge, once `p_less` is taken back.
CREATE OR REPLACE FUNCTION earned_too_little(p_tenant text, p_case text, p_person text, p_year int, p_less int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(amount) FROM ledger_lines WHERE tenant = p_tenant AND asset = 'credits' AND year = p_year AND to_owner = 'person:' || p_person), 0)
    - coalesce((SELECT sum(amount) FROM ledger_lines WHERE tenant = p_tenant AND asset = 'credits' AND year = p_year AND from_owner = 'person:' || p_person
      AND rule NOT LIKE '%:expired'), 0) - p_less < (line->>'required')::int
  FROM cases e JOIN snapshots s ON s.tenant = e.tenant AND s.sha256 = coalesce(e.facts#>>'{final,sha256}', e.facts#>>'{frozen,sha256}'),
    jsonb_array_elements(s.content::jsonb->'people') line
  WHERE e.id = p_case AND line->>'person' = p_person
$$;

-- The effect `badges`: revokes what was given by the case, and tells the holders.
-- With `unlessPassedIn`, the hash of a result, those who have passed in it keep theirs. With `person`, it is about one badge of theirs alone:
-- that of a year in which they have too little once `less` is taken back.
CREATE OR REPLACE FUNCTION effect_badges(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  item jsonb;
  passed text[];
  gone record;
BEGIN
  PERFORM lock_resource(t, 'badges');
  FOR item IN SELECT jsonb_array_elements(items) LOOP
    passed := coalesce((SELECT array_agg(line->>'person') FROM snapshots, jsonb_array_elements(content::jsonb->'people') line
      WHERE tenant = t AND sha256 = item->>'unlessPassedIn' AND (line->>'passed')::boolean), '{}');
    FOR gone IN
      UPDATE badges b SET revoked_at = (c->>'at')::timestamptz, revoked_by = c->>'actor', reason = item->>'reason'
        WHERE b.tenant = t AND b.revoked_at IS NULL AND CASE WHEN item ? 'person'
          THEN b.person = item->>'person' AND b.year = (item->>'year')::int AND earned_too_little(t, b.case_id, b.person, b.year, (item->>'less')::int)
          ELSE b.case_id = c->>'caseId' AND b.person <> ALL (passed) END
        RETURNING b.person, b.year, b.case_id
    LOOP
      PERFORM put_notices(t, e.id, e.revision, e.process, e.unit, e.area, (c->>'at')::timestamptz, jsonb_build_array(jsonb_build_object(
          'to', jsonb_build_object('person', gone.person), 'notice', 'badgeRevoked',
          'params', jsonb_build_object('year', gone.year, 'reason', item->>'reason'))))
        FROM cases e WHERE e.id = gone.case_id;
    END LOOP;
  END LOOP;
END $$;
