-- The day it is for a tenant.
CREATE OR REPLACE FUNCTION tenant_today(p_tenant text) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (now() AT TIME ZONE zone)::date FROM tenants WHERE id = p_tenant
$$;
