-- By what cases are found: each pair of characters that stand together, which serves Chinese, letters and numbers alike.
CREATE OR REPLACE FUNCTION pairs_of(p_text text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT one || next), '{}')
  FROM (SELECT c AS one, lead(c) OVER (ORDER BY at) AS next FROM unnest(string_to_array(p_text, NULL)) WITH ORDINALITY x(c, at)) p WHERE next IS NOT NULL
$$;

-- Keeps what an act says.
CREATE OR REPLACE FUNCTION keep_texts(c jsonb, p_texts jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_texts (case_id, revision, kind, tenant, actor, text, pairs)
    SELECT c->>'caseId', (c->>'revision')::int, x->>'kind', c->>'tenant', c->>'actor', string_agg(x->>'text', E'\n'), pairs_of(string_agg(x->>'text', E'\n'))
    FROM jsonb_array_elements(p_texts) x GROUP BY x->>'kind';
END $$;

-- Numbers of cases that say one of these texts: in their title, in what somebody wrote (for staff of the case, and for whoever wrote it), or
-- in what is personal (for those whose role needs it), names and numbers of people with an account among it. The owner looks, in the
-- tenant that is named: row-level security would keep a plain role from the index.
CREATE OR REPLACE FUNCTION find_cases(p jsonb) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH sought AS (SELECT x AS text, pairs_of(x) AS pairs FROM jsonb_array_elements_text(p->'texts') x),
  found AS (
    SELECT t.case_id, t.kind, t.actor FROM sought s JOIN case_texts t ON t.pairs @> s.pairs AND strpos(t.text, s.text) > 0
      WHERE t.tenant = current_setting('banjie.tenant', true)
    UNION ALL
    SELECT pa.case_id, 'personal', NULL FROM people pe JOIN parties pa ON pa.tenant = pe.tenant AND pa.person = pe.id
      WHERE pe.tenant = current_setting('banjie.tenant', true) AND jsonb_array_length(p->'scopes') > 0
        AND EXISTS (SELECT 1 FROM sought s WHERE strpos(lower(pe.name), s.text) > 0 OR strpos(lower(coalesce(pe.email, '')), s.text) > 0
          OR strpos(regexp_replace(coalesce(pe.phone, ''), '\D', '', 'g'), s.text) > 0))
  SELECT DISTINCT c.id FROM found f JOIN cases c ON c.id = f.case_id
  WHERE (f.kind = 'title' OR f.actor = p->>'person' OR EXISTS (
      SELECT 1 FROM jsonb_array_elements(p->'scopes') s WHERE s->'processes' ? c.process AND (f.kind = 'words' OR (s->>'personal')::boolean)
        AND (s->'units' IS NULL OR s->'units' ? c.unit) AND (s->'areas' IS NULL OR s->'areas' ? c.area)))
    -- What was said on a sealed case is found by whoever said it.
    AND (f.actor = p->>'person' OR NOT c.sealed)
    AND (p->'process' IS NULL OR p->'process' ? c.process)
    AND (p->>'from' IS NULL OR c.opened_at >= (p->>'from')::timestamptz) AND (p->>'before' IS NULL OR c.opened_at < (p->>'before')::timestamptz)
  LIMIT (p->>'most')::int
$$;
