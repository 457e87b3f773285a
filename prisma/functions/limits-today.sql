-- The numbers, budgets and ladders a tenant has set for a process, as of a day.
CREATE OR REPLACE FUNCTION limits_on(p_tenant text, p_process text, p_day date) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(name, value), '{}') FROM (
    SELECT DISTINCT ON (name) name, value FROM limits
    WHERE tenant = p_tenant AND process = p_process AND valid_from <= p_day ORDER BY name, valid_from DESC) l
$$;

-- The same as of today.
CREATE OR REPLACE FUNCTION limits_today(p_tenant text, p_process text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT limits_on(p_tenant, p_process, tenant_today(p_tenant))
$$;
