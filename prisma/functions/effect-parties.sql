-- The effect `parties`: people whom a case concerns, each in the language they use; `op: end` ends the part of somebody in a role, and
-- `op: change` says how somebody is reached now; the number and the address that they had hear of it.
CREATE OR REPLACE FUNCTION effect_parties(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE parties pa SET ended_revision = (c->>'revision')::int FROM jsonb_array_elements(items) p
    WHERE p->>'op' = 'end' AND pa.case_id = c->>'caseId' AND pa.person IS NOT DISTINCT FROM p->>'person' AND pa.role = p->>'role' AND pa.ended_revision IS NULL;
  INSERT INTO parties (id, tenant, case_id, role, person, name, phone, email, locale, revision)
    SELECT gen_random_uuid()::text, c->>'tenant', c->>'caseId', p->>'role', p->>'person', p->>'name', p->>'phone', p->>'email',
           coalesce(p->>'locale', (SELECT locale FROM people WHERE tenant = c->>'tenant' AND id = p->>'person'), 'zh'), (c->>'revision')::int
    FROM jsonb_array_elements(items) p WHERE p->>'op' IS NULL;
  IF items @> '[{"op": "change"}]' THEN
    INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, locale, params, at)
      SELECT gen_random_uuid()::text, c->>'tenant', c->>'caseId', (c->>'revision')::int, c->>'process', was.channel, p->>'told', was.address, pa.locale,
             '{}', (c->>'at')::timestamptz
      FROM jsonb_array_elements(items) p
      JOIN parties pa ON pa.case_id = c->>'caseId' AND pa.role = p->>'role' AND pa.person IS NOT DISTINCT FROM p->>'person'
      CROSS JOIN LATERAL (VALUES ('sms', pa.phone, p->>'phone'), ('email', pa.email, p->>'email')) was(channel, address, becomes)
      WHERE p->>'op' = 'change' AND was.address <> was.becomes;
    UPDATE parties SET name = coalesce(p->>'name', name), phone = coalesce(p->>'phone', phone), email = coalesce(p->>'email', email)
      FROM jsonb_array_elements(items) p
      WHERE p->>'op' = 'change' AND case_id = c->>'caseId' AND role = p->>'role' AND person IS NOT DISTINCT FROM p->>'person';
  END IF;
END $$;
