-- The same tasks, with those of people who have left given to their role.
CREATE OR REPLACE FUNCTION tasks_without_leavers(p_tenant text, p_tasks jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM people p WHERE p.tenant = p_tenant AND p.ended_on IS NOT NULL
      AND p.id = ANY (ARRAY(SELECT x->>'person' FROM jsonb_array_elements(p_tasks) x))) THEN
    RETURN p_tasks;
  END IF;
  RETURN (SELECT jsonb_agg(CASE WHEN x ? 'role' AND p.id IS NOT NULL THEN x - 'person' ELSE x END ORDER BY n)
    FROM jsonb_array_elements(p_tasks) WITH ORDINALITY q(x, n)
    LEFT JOIN people p ON p.tenant = p_tenant AND p.id = x->>'person' AND p.ended_on <= tenant_today(p_tenant));
END $$;
