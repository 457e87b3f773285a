-- The relay works for all tenants: it may claim what waits to leave, and nothing else. What was claimed a minute ago and has neither
-- left nor failed is claimed again: its delivery workflow has a fixed id, so that a second start is rejected.
CREATE OR REPLACE FUNCTION claim_outbox(p_limit int) RETURNS TABLE (id text, tenant text, channel text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE outbox o SET handed_at = now()
  FROM (SELECT w.id FROM outbox w
        WHERE w.delivered_at IS NULL AND w.kept_at IS NULL AND w.failure IS NULL AND w.channel <> 'inbox' AND (w.handed_at IS NULL OR w.handed_at < now() - interval '1 minute')
        ORDER BY w.at LIMIT p_limit FOR UPDATE SKIP LOCKED) w
  WHERE o.id = w.id RETURNING o.id, o.tenant, o.channel
$$;
REVOKE ALL ON FUNCTION claim_outbox(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_outbox(int) TO banjie_app;
