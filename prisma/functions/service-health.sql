-- What keeps acts and messages from their way: open cases of which a step of a clock is five minutes late, up to a hundred, and seconds for which a
-- message that is due hasn't been taken out of the outbox. What a paused channel or an earlier message holds back isn't due.
CREATE OR REPLACE FUNCTION service_health() RETURNS TABLE (late int, unsent int) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*)::int FROM (SELECT FROM clocks k JOIN cases c ON c.id = k.case_id
            WHERE k.next_step_at < now() - interval '5 minutes' AND c.live ORDER BY k.next_step_at LIMIT 100) l),
         coalesce((SELECT extract(epoch FROM now() - w.next_at)::int FROM waiting_messages w
            WHERE w.next_at < now() - interval '1 minute'
              AND NOT EXISTS (SELECT 1 FROM message_channels c WHERE c.tenant = w.tenant AND c.name = w.way AND c.paused_at IS NOT NULL)
              AND NOT EXISTS (SELECT 1 FROM waiting_messages e
                WHERE e.case_id = w.case_id AND e.channel = w.channel AND e.address = w.address AND e.revision < w.revision)
            ORDER BY w.next_at LIMIT 1), 0)
$$;
