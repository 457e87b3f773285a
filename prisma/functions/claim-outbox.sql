-- The relays work for all tenants: they may claim what is due to leave, and nothing else. What was claimed comes due again when the lease is
-- over, for its relay may have died. In a relay each way out has room for so many at once, less those that are under way there. A way that
-- paused by itself lets one try pass when its time has come. A webhook hears of a case in its order, and so does another case on which it acts:
-- what is later waits until the earlier one has left or was given up.
CREATE OR REPLACE FUNCTION claim_outbox(p_limit int, p_each int, p_taken jsonb, p_lease interval)
RETURNS TABLE (id text, tenant text, way text, tries int, tried_for double precision) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  -- From one way to the next by the index, however much waits on each.
  WITH RECURSIVE ways AS (
    (SELECT w.tenant, w.way FROM waiting_messages w ORDER BY 1, 2 LIMIT 1)
    UNION ALL
    SELECT n.tenant, n.way FROM ways l CROSS JOIN LATERAL (
      SELECT w.tenant, w.way FROM waiting_messages w WHERE (w.tenant, w.way) > (l.tenant, l.way) ORDER BY 1, 2 LIMIT 1) n),
  probed AS (
    UPDATE message_channels c SET next_try_at = now() + p_lease FROM ways l
    WHERE l.tenant = c.tenant AND l.way = c.name AND c.next_try_at <= now()
      AND EXISTS (SELECT 1 FROM waiting_messages w WHERE w.tenant = c.tenant AND w.way = c.name AND w.next_at <= now())
    RETURNING c.tenant, c.name),
  passable AS (SELECT * FROM (
    SELECT l.tenant, l.way, p_each - coalesce((p_taken->>(l.tenant || '/' || l.way))::int, 0) AS room
    FROM ways l LEFT JOIN message_channels c ON c.tenant = l.tenant AND c.name = l.way WHERE c.paused_at IS NULL
    UNION ALL SELECT p.tenant, p.name, 1 FROM probed p) all_ways ORDER BY random()),
  due AS MATERIALIZED (
    SELECT d.id, p.way FROM passable p CROSS JOIN LATERAL (
      SELECT w.id FROM waiting_messages w WHERE w.tenant = p.tenant AND w.way = p.way AND w.next_at <= now()
        AND (w.channel NOT IN ('webhook', 'act') OR NOT EXISTS (
          SELECT 1 FROM waiting_messages e
          WHERE e.case_id = w.case_id AND e.channel = w.channel AND e.address = w.address AND e.revision < w.revision AND e.tenant = w.tenant))
      ORDER BY w.next_at LIMIT greatest(p.room, 0) FOR UPDATE SKIP LOCKED) d
    LIMIT p_limit)
  UPDATE outbox o SET next_at = now() + p_lease, tries = o.tries + 1, tried_at = coalesce(o.tried_at, now())
  FROM due d WHERE o.id = d.id
  RETURNING o.id, o.tenant, d.way, o.tries, (extract(epoch FROM now() - o.tried_at) * 1000)::double precision
$$;
