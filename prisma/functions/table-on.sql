-- The rows of one of the tenant's tables as of a day, today unless another is named.
CREATE OR REPLACE FUNCTION table_on(p_table text, p_day date DEFAULT NULL) RETURNS TABLE (key text, value jsonb) LANGUAGE sql STABLE AS $$
  SELECT key, value FROM (
    SELECT DISTINCT ON (key) key, value, retired FROM table_rows
    WHERE tenant = current_setting('banjie.tenant', true) AND table_name = p_table
      AND valid_from <= coalesce(p_day, tenant_today(current_setting('banjie.tenant', true)))
    ORDER BY key, valid_from DESC) r
  WHERE NOT retired
$$;
