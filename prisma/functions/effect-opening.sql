-- The effect `opening`: cases that a case opens, which the relay does from the outbox. Their address is the action by which the case hears of a refusal.
CREATE OR REPLACE FUNCTION effect_opening(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
    SELECT gen_random_uuid()::text, c->>'tenant', c->>'caseId', (c->>'revision')::int, c->>'process', 'open', o->>'process', o->>'refused', o->'input',
           (c->>'at')::timestamptz
    FROM jsonb_array_elements(items) o;
END $$;
