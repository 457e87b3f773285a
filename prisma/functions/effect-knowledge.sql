-- The effect `knowledge`: questions with their answers, in place of those that the case has kept before and of those that they replace.
CREATE OR REPLACE FUNCTION effect_knowledge(c jsonb, items jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE knowledge_entries SET retired_at = (c->>'at')::timestamptz
    WHERE tenant = c->>'tenant' AND retired_at IS NULL
      AND (source_case = c->>'caseId' OR id IN (SELECT x->>'replaces' FROM jsonb_array_elements(items) x));
  INSERT INTO knowledge_entries (tenant, id, question, answer, topic, source_case, valid_from)
    SELECT c->>'tenant', gen_random_uuid()::text, x->>'question', x->>'answer', x->>'topic', c->>'caseId', (c->>'at')::timestamptz
    FROM jsonb_array_elements(items) x;
END $$;
