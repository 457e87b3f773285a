-- The effect `holds`: what cases compete for. Each item has `op`: hold, release, standBy or needsFree.
-- Refuses with BJ001 what another case holds, and with BJ005 where more would be taken at some instant than there is.
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
  IF frees THEN
    DELETE FROM holds WHERE case_id = c_id AND resource IN (SELECT i->>'resource' FROM jsonb_array_elements(items) i WHERE i->>'op' = 'release');
  END IF;
  IF takes OR items @> '[{"op": "needsFree"}]' THEN
    SELECT jsonb_build_object('resource', o.resource, 'title', o.title, 'caseId', o.case_id, 'process', o.process, 'wanted', i->'during')
           || jsonb_strip_nulls(jsonb_build_object('from', ms(o.from_at), 'until', ms(o.until_at))) INTO refused
      FROM jsonb_array_elements(items) i JOIN holds o ON o.tenant = t AND o.resource = i->>'resource' AND o.case_id <> c_id
      WHERE i->>'op' = 'needsFree' OR i->>'op' = 'hold' AND (left(o.slot, 1) IN ('', '@') OR NOT coalesce((i->>'shared')::boolean, false))
        AND spans_meet(o.from_at, o.until_at, moment_of(i#>'{during,from}'), moment_of(i#>'{during,until}'))
      ORDER BY o.resource, o.since LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'held' USING ERRCODE = 'BJ001', DETAIL = refused::text; END IF;
  END IF;

  IF items @? '$[*].during' THEN
    -- What a closed case had of it in a time that is over is in nobody's way.
    DELETE FROM holds h USING cases k
      WHERE h.tenant = t AND h.resource IN (SELECT i->>'resource' FROM jsonb_array_elements(items) i WHERE i->>'op' = 'hold') AND h.until_at <= at_
        AND k.id = h.case_id AND k.closed;
  END IF;
  IF takes THEN
    -- What is let go behind it in the same act isn't taken. Who holds something already keeps since when, and changes how much and until when.
    INSERT INTO holds AS o (tenant, resource, slot, case_id, process, title, since, amount, from_at, until_at)
      SELECT DISTINCT ON (i->>'resource', slot) t, i->>'resource', slot, c_id, c->>'process', i->'title', at_,
        coalesce((i->>'amount')::int, 1), moment_of(i#>'{during,from}'), moment_of(i#>'{during,until}')
      FROM jsonb_array_elements(items) WITH ORDINALITY q(i, n), concat(CASE WHEN (i->>'shared')::boolean THEN c_id END, '@' || (i#>>'{during,from}'),
          CASE WHEN (i->>'shared')::boolean THEN '#' || (i->>'group') END) slot
      WHERE i->>'op' = 'hold' AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(items) WITH ORDINALITY l(j, m)
        WHERE m > n AND j->>'op' = 'release' AND j->>'resource' = i->>'resource')
      ORDER BY i->>'resource', slot, n DESC
      ON CONFLICT (tenant, resource, slot) DO UPDATE SET amount = excluded.amount, until_at = excluded.until_at
        WHERE o.case_id = c_id AND (o.amount <> excluded.amount OR o.until_at IS DISTINCT FROM excluded.until_at);
    IF items @? '$[*].most' THEN
      SELECT jsonb_build_object('resource', i->>'resource', 'title', i->'title', 'most', (i->>'most')::int, 'amount', i->'amount', 'wanted', i->'during',
          'taken', most_taken(t, i->>'resource', moment_of(i#>'{during,from}'), moment_of(i#>'{during,until}'), c_id)) INTO refused
        FROM jsonb_array_elements(items) i
        WHERE i->>'op' = 'hold' AND i ? 'most' AND (i->>'most')::int <
          most_taken(t, i->>'resource', moment_of(i#>'{during,from}'), moment_of(i#>'{during,until}'), NULL) LIMIT 1;
      IF FOUND THEN RAISE EXCEPTION 'full' USING ERRCODE = 'BJ005', DETAIL = refused::text; END IF;
    END IF;
    -- Who was told that it is free waits again.
    UPDATE hold_waits w SET told = false FROM jsonb_array_elements(items) i
      WHERE w.tenant = t AND w.told AND w.case_id <> c_id AND i->>'op' = 'hold' AND w.resource = i->>'resource'
        AND spans_meet(w.from_at, w.until_at, moment_of(i#>'{during,from}'), moment_of(i#>'{during,until}'));
  END IF;
  -- After the locks, which every act that tells of a resource takes before these rows.
  IF stands_by OR c->>'fromState' IS DISTINCT FROM c->>'state' OR (c->>'closed')::boolean THEN PERFORM end_waits(c); END IF;
  IF stands_by THEN
    INSERT INTO hold_waits (tenant, resource, case_id, recipient, title, standing, from_at, until_at, amount, most)
      SELECT t, i->>'resource', c_id, w, i->'title', true, moment_of(i#>'{during,from}'), moment_of(i#>'{during,until}'),
        coalesce((i->>'amount')::int, 1), (i->>'most')::int
      FROM jsonb_array_elements(items) i, jsonb_array_elements(i->'notify') w WHERE i->>'op' = 'standBy'
      ON CONFLICT (tenant, resource, case_id, recipient) DO UPDATE SET title = excluded.title, standing = true, told = false,
        from_at = excluded.from_at, until_at = excluded.until_at, amount = excluded.amount, most = excluded.most;
  END IF;
  IF stands_by OR frees THEN
    PERFORM tell_waiters(t, x, at_)
      FROM (SELECT DISTINCT i->>'resource' FROM jsonb_array_elements(items) i WHERE i->>'op' IN ('standBy', 'release')) q(x);
  END IF;
END $$;
