-- What waits to leave for all tenants together, for whoever watches over the house: how much of each kind, since when, and how many ways are paused.
CREATE OR REPLACE FUNCTION outbox_figures() RETURNS TABLE (channel text, waiting double precision, oldest double precision, paused double precision)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH waits AS (
    SELECT split_part(way, ':', 1) AS channel, count(*) AS waiting, extract(epoch FROM now() - min(at)) AS oldest FROM waiting_messages GROUP BY 1),
  paused AS (SELECT split_part(name, ':', 1) AS channel, count(*) AS paused FROM message_channels WHERE paused_at IS NOT NULL GROUP BY 1)
  SELECT channel, coalesce(waiting, 0), greatest(coalesce(oldest, 0), 0), coalesce(paused, 0)
  FROM (VALUES ('email'), ('sms'), ('webhook'), ('act'), ('payment')) k(channel) LEFT JOIN waits USING (channel) LEFT JOIN paused USING (channel)
$$;
