-- The relay works for all tenants: it may claim what waits to leave, and nothing else. What was claimed a minute ago and has neither
-- left nor failed is claimed again: its delivery workflow has a fixed id, so that a second start is rejected. A webhook hears of a case
-- in its order, and so does another case on which it acts: what is later waits until the earlier one has left or was given up.
CREATE OR REPLACE FUNCTION claim_outbox(p_limit int) RETURNS TABLE (id text, tenant text, channel text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE outbox o SET handed_at = now()
  FROM (SELECT w.id FROM outbox w
        WHERE w.delivered_at IS NULL AND w.kept_at IS NULL AND w.failure IS NULL AND w.channel <> 'inbox' AND (w.handed_at IS NULL OR w.handed_at < now() - interval '1 minute')
          AND (w.channel NOT IN ('webhook', 'act') OR NOT EXISTS (
            SELECT 1 FROM outbox e WHERE e.case_id = w.case_id AND e.channel = w.channel AND e.address = w.address AND e.revision < w.revision
              AND e.tenant = w.tenant AND e.delivered_at IS NULL AND e.kept_at IS NULL AND e.failure IS NULL))
        ORDER BY w.at LIMIT p_limit FOR UPDATE SKIP LOCKED) w
  WHERE o.id = w.id RETURNING o.id, o.tenant, o.channel
$$;
