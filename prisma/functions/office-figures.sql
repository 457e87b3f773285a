-- What an office watches, over all its tenants: open and overdue cases by process, and seconds by which the earliest step of a clock is late.
CREATE OR REPLACE FUNCTION office_figures() RETURNS TABLE (figure text, process text, value float8) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.figure, c.process, f.value::float8
    FROM (SELECT c.process, count(*) AS open, count(*) FILTER (WHERE c.due_at < now()) AS overdue FROM cases c WHERE NOT c.closed GROUP BY c.process) c,
      LATERAL (VALUES ('open', c.open), ('overdue', c.overdue)) f (figure, value)
  UNION ALL
  SELECT 'late', NULL, coalesce((SELECT greatest(extract(epoch FROM now() - k.next_step_at), 0) FROM clocks k JOIN cases c ON c.id = k.case_id
    WHERE k.next_step_at IS NOT NULL AND c.live ORDER BY k.next_step_at LIMIT 1), 0)::float8
$$;
