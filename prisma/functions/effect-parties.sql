-- The effect `parties`: people whom a case concerns, each in the language they use.
CREATE OR REPLACE FUNCTION effect_parties(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO parties (id, tenant, case_id, role, person, name, phone, email, locale, revision)
    SELECT gen_random_uuid()::text, c->>'tenant', c->>'caseId', p->>'role', p->>'person', p->>'name', p->>'phone', p->>'email',
           coalesce(p->>'locale', (SELECT locale FROM people WHERE tenant = c->>'tenant' AND id = p->>'person'), 'zh'), (c->>'revision')::int
    FROM jsonb_array_elements(items) p;
END $$;
