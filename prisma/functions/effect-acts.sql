-- The effect `acts`: acts on other cases, which the relay does from the outbox.
CREATE OR REPLACE FUNCTION effect_acts(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
    SELECT gen_random_uuid()::text, c->>'tenant', c->>'caseId', (c->>'revision')::int, c->>'process', 'act', a->>'action', a->>'on', a->'input',
           (c->>'at')::timestamptz
    FROM jsonb_array_elements(items) a;
END $$;
