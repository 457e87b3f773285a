-- Closes the tasks of a case that are not among these any more, and opens those that are new. After its clocks, whose due times they have.
CREATE OR REPLACE FUNCTION write_tasks(c jsonb, p_tasks jsonb, p_clocks_moved boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c_id text := c->>'caseId';
  rev int := (c->>'revision')::int;
  opened int;
BEGIN
  IF rev > 0 THEN
    UPDATE tasks SET closed_revision = rev, closed_by = c->>'actor'
      WHERE case_id = c_id AND closed_revision IS NULL
        AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(p_tasks) x
          WHERE x->>'action' = tasks.action AND x->>'person' IS NOT DISTINCT FROM tasks.person AND x->>'role' IS NOT DISTINCT FROM tasks.role
            AND tasks.unit IS NOT DISTINCT FROM c->>'unit' AND tasks.area IS NOT DISTINCT FROM c->>'area'
            AND x->>'group' IS NOT DISTINCT FROM tasks.group_key AND x->>'fellFrom' IS NOT DISTINCT FROM tasks.fell_from
            AND x->>'clock' IS NOT DISTINCT FROM tasks.clock AND coalesce(x->'except', '[]') = to_jsonb(tasks.except_people));
  END IF;
  INSERT INTO tasks (id, tenant, case_id, process, action, person, role, unit, area, group_key, fell_from, except_people, clock, due_at, opened_at, opened_revision)
    SELECT gen_random_uuid()::text, c->>'tenant', c_id, c->>'process', x->>'action', x->>'person', x->>'role', c->>'unit', c->>'area', x->>'group',
           x->>'fellFrom', ARRAY(SELECT jsonb_array_elements_text(x->'except')), x->>'clock',
           (SELECT k.due_at FROM clocks k WHERE k.case_id = c_id AND k.name = x->>'clock' ORDER BY k.run DESC LIMIT 1),
           (c->>'at')::timestamptz, rev
    FROM jsonb_array_elements(p_tasks) x
    WHERE NOT EXISTS (SELECT 1 FROM tasks o
        WHERE o.case_id = c_id AND o.closed_revision IS NULL AND x->>'action' = o.action AND x->>'person' IS NOT DISTINCT FROM o.person
          AND x->>'role' IS NOT DISTINCT FROM o.role AND x->>'group' IS NOT DISTINCT FROM o.group_key
          AND x->>'fellFrom' IS NOT DISTINCT FROM o.fell_from AND x->>'clock' IS NOT DISTINCT FROM o.clock
          AND coalesce(x->'except', '[]') = to_jsonb(o.except_people));
  GET DIAGNOSTICS opened = ROW_COUNT;
  -- Tasks that stay open follow their clock.
  IF p_clocks_moved AND opened < jsonb_array_length(p_tasks) THEN
    UPDATE tasks SET due_at = k.due_at FROM clocks k
      WHERE tasks.case_id = c_id AND tasks.closed_revision IS NULL AND tasks.opened_revision < rev AND k.case_id = c_id AND k.name = tasks.clock
        AND k.run = (SELECT max(run) FROM clocks WHERE case_id = c_id AND name = tasks.clock)
        AND tasks.due_at IS DISTINCT FROM k.due_at;
  END IF;
END $$;
