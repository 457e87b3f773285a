-- Has events sent to a webhook again, those behind a place in the record; says how many, and where the last of them stands.
CREATE OR REPLACE FUNCTION replay_webhook(p jsonb) RETURNS jsonb LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH hook AS (SELECT * FROM webhooks WHERE tenant = current_setting('banjie.tenant', true) AND id = p->>'id' AND active),
  again AS (
    SELECT e.* FROM events e JOIN hook h ON h.tenant = e.tenant
    WHERE (e.tx, e.seq) > ((p->>'tx')::bigint, (p->>'seq')::bigint) AND (h.events = '{}' OR e.name = ANY (h.events))
    ORDER BY e.tx, e.seq LIMIT (p->>'most')::int),
  put AS (
    INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
    SELECT gen_random_uuid()::text, a.tenant, a.case_id, a.revision, a.process, 'webhook', a.name, p->>'id', '{}', a.at FROM again a)
  SELECT jsonb_build_object('events', count(*), 'tx', (array_agg(tx::text ORDER BY tx DESC, seq DESC))[1],
                            'seq', (array_agg(seq::text ORDER BY tx DESC, seq DESC))[1]) FROM again
$$;
