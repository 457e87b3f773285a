-- What became of messages that a relay has claimed on one way out: `delivered`; `kept`, because no transport is connected; `again`, after a pause;
-- `givenUp`, tried for long enough; `undeliverable` by its own fault; `returned`, for another relay. What another relay has claimed since is left
-- to it, unless it was delivered. Five messages in a row that fail at their first try pause the way; then one is tried now and then, and the first
-- that gets through opens the way again. Says whether it was `paused` or `resumed`.
CREATE OR REPLACE FUNCTION note_deliveries(p_tenant text, p_way text, p_results jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c message_channels;
  failed int;
  why text;
  got boolean := p_results @> '[{"outcome": "delivered"}]';
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  UPDATE outbox o SET
    delivered_at = CASE r.outcome WHEN 'delivered' THEN now() END,
    kept_at = CASE r.outcome WHEN 'kept' THEN now() END,
    given_up_at = CASE WHEN r.outcome IN ('givenUp', 'undeliverable') THEN now() END,
    failure = CASE WHEN r.outcome = 'returned' THEN o.failure ELSE r.failure END,
    next_at = CASE r.outcome WHEN 'again' THEN now() + r.pause * interval '1 millisecond' WHEN 'returned' THEN now() ELSE o.next_at END,
    tries = CASE r.outcome WHEN 'returned' THEN o.tries - 1 ELSE o.tries END
  FROM jsonb_to_recordset(p_results) r(id text, tries int, outcome text, failure text, pause double precision)
  WHERE o.tenant = p_tenant AND o.id = r.id AND o.delivered_at IS NULL
    AND (r.outcome = 'delivered' OR o.tries = r.tries AND o.kept_at IS NULL AND o.given_up_at IS NULL);

  -- Acts on other cases don't leave the house.
  IF p_way = 'act' THEN RETURN NULL; END IF;
  SELECT * INTO c FROM message_channels WHERE tenant = p_tenant AND name = p_way FOR UPDATE;
  SELECT count(*), (array_agg(x->>'failure' ORDER BY at DESC))[1] INTO failed, why
    FROM jsonb_array_elements(p_results) WITH ORDINALITY e(x, at)
    WHERE x->>'outcome' IN ('again', 'givenUp') AND ((x->>'tries')::int = 1 OR c.paused_at IS NOT NULL)
      AND at > coalesce((SELECT max(g.at) FROM jsonb_array_elements(p_results) WITH ORDINALITY g(y, at) WHERE y->>'outcome' = 'delivered'), 0);
  IF c.paused_by IS NOT NULL OR failed = 0 AND NOT (got AND coalesce(c.failures, 0) > 0) THEN RETURN NULL; END IF;
  IF got THEN c.failures := 0; END IF;
  c.failures := coalesce(c.failures, 0) + failed;
  IF got AND c.paused_at IS NOT NULL OR c.failures < 5 THEN
    INSERT INTO message_channels (tenant, name, failures, failure) VALUES (p_tenant, p_way, c.failures, why)
      ON CONFLICT (tenant, name) DO UPDATE SET failures = excluded.failures, failure = excluded.failure, paused_at = NULL, next_try_at = NULL;
    RETURN CASE WHEN c.paused_at IS NOT NULL THEN 'resumed' END;
  END IF;
  -- A minute, then twice as long after each try, up to a quarter of an hour.
  IF c.paused_at IS NULL THEN c.failures := 5; END IF;
  INSERT INTO message_channels (tenant, name, failures, failure, paused_at, next_try_at)
    VALUES (p_tenant, p_way, c.failures, why, now(), now() + interval '1 minute')
    ON CONFLICT (tenant, name) DO UPDATE SET failures = excluded.failures, failure = excluded.failure, paused_at = coalesce(message_channels.paused_at, now()),
      next_try_at = now() + least(interval '15 minutes', interval '1 minute' * 2 ^ least(excluded.failures - 5, 10));
  RETURN CASE WHEN c.paused_at IS NULL THEN 'paused' END;
END $$;
