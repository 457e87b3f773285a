-- The effect `holds`: what cases compete for. Each item has `op`: hold, release, standBy or needsFree.
-- Refuses with BJ001 what another case holds, and with BJ005 what as many cases share as may.
CREATE OR REPLACE FUNCTION effect_holds(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  c_id text := c->>'caseId';
  at_ timestamptz := (c->>'at')::timestamptz;
  takes boolean := items @> '[{"op": "hold"}]';
  frees boolean := items @> '[{"op": "release"}]';
  stands_by boolean := items @> '[{"op": "standBy"}]';
  refused jsonb;
BEGIN
  -- Cases that compete for a resource pass here one after another, always in the same order, so that they never wait for each other in a ring.
  PERFORM lock_resource(t, x) FROM (SELECT DISTINCT i->>'resource' FROM jsonb_array_elements(items) i ORDER BY 1) q(x);
  IF takes OR items @> '[{"op": "needsFree"}]' THEN
    SELECT jsonb_build_object('resource', o.resource, 'title', o.title, 'caseId', o.case_id, 'process', o.process) INTO refused
      FROM jsonb_array_elements(items) i JOIN holds o ON o.tenant = t AND o.resource = i->>'resource' AND o.case_id <> c_id
      WHERE i->>'op' = 'needsFree' OR i->>'op' = 'hold' AND (o.slot = '' OR NOT coalesce((i->>'shared')::boolean, false))
      ORDER BY o.resource, o.since LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'held' USING ERRCODE = 'BJ001', DETAIL = refused::text; END IF;
  END IF;
  IF items @? '$[*].most' THEN
    SELECT jsonb_build_object('resource', i->>'resource', 'title', i->'title', 'most', (i->>'most')::int) INTO refused
      FROM jsonb_array_elements(items) i
      WHERE i->>'op' = 'hold' AND i ? 'most' AND (i->>'most')::int <=
        (SELECT count(*) FROM holds o WHERE o.tenant = t AND o.resource = i->>'resource' AND o.case_id <> c_id) LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'full' USING ERRCODE = 'BJ005', DETAIL = refused::text; END IF;
  END IF;

  IF takes THEN
    INSERT INTO holds (tenant, resource, slot, case_id, process, title, since)
      SELECT t, i->>'resource', CASE WHEN (i->>'shared')::boolean THEN c_id ELSE '' END, c_id, c->>'process', i->'title', at_
      FROM jsonb_array_elements(items) i WHERE i->>'op' = 'hold'
      ON CONFLICT (tenant, resource, slot) DO NOTHING;
  END IF;
  IF frees THEN
    DELETE FROM holds WHERE case_id = c_id AND resource IN (SELECT i->>'resource' FROM jsonb_array_elements(items) i WHERE i->>'op' = 'release');
  END IF;
  IF takes THEN
    -- Who was told that it is free waits again.
    UPDATE hold_waits SET told = false
      WHERE tenant = t AND told AND case_id <> c_id
        AND resource IN (SELECT i->>'resource' FROM jsonb_array_elements(items) i WHERE i->>'op' = 'hold');
  END IF;
  -- After the locks, which every act that tells of a resource takes before these rows.
  IF stands_by OR c->>'fromState' IS DISTINCT FROM c->>'state' OR (c->>'closed')::boolean THEN PERFORM end_waits(c); END IF;
  IF stands_by THEN
    INSERT INTO hold_waits (tenant, resource, case_id, recipient, title, standing)
      SELECT t, i->>'resource', c_id, w, i->'title', true
      FROM jsonb_array_elements(items) i, jsonb_array_elements(i->'notify') w WHERE i->>'op' = 'standBy'
      ON CONFLICT (tenant, resource, case_id, recipient) DO UPDATE SET title = excluded.title, standing = true, told = false;
  END IF;
  IF stands_by OR frees THEN
    PERFORM tell_waiters(t, x, at_)
      FROM (SELECT DISTINCT i->>'resource' FROM jsonb_array_elements(items) i WHERE i->>'op' IN ('standBy', 'release')) q(x);
  END IF;
END $$;
