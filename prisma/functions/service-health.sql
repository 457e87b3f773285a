-- What keeps acts and messages from their way: open cases of which a step of a clock is five minutes late, up to a hundred, and seconds that the oldest message
-- has waited to be taken out of the outbox.
CREATE OR REPLACE FUNCTION service_health() RETURNS TABLE (late int, unsent int) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*)::int FROM (SELECT FROM clocks k JOIN cases c ON c.id = k.case_id
            WHERE k.next_step_at < now() - interval '5 minutes' AND c.live ORDER BY k.next_step_at LIMIT 100) l),
         coalesce((SELECT extract(epoch FROM now() - o.at)::int FROM outbox o
            WHERE o.delivered_at IS NULL AND o.kept_at IS NULL AND o.failure IS NULL AND o.channel <> 'inbox' AND o.handed_at IS NULL ORDER BY o.at LIMIT 1), 0)
$$;
