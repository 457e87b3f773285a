-- The relay works for all tenants: it may claim one whose day has changed since its staff was last looked at, and nothing else. What was
-- claimed five minutes ago and isn't done is claimed again.
CREATE OR REPLACE FUNCTION claim_staff_day() RETURNS TABLE (tenant text, since date, day date) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE staff_versions s SET claimed_at = now()
  FROM (SELECT v.tenant, v.looked_on, tenant_today(v.tenant) AS day FROM staff_versions v
        WHERE (v.looked_on IS NULL OR v.looked_on < tenant_today(v.tenant)) AND (v.claimed_at IS NULL OR v.claimed_at < now() - interval '5 minutes')
        ORDER BY v.tenant LIMIT 1 FOR UPDATE SKIP LOCKED) w
  WHERE s.tenant = w.tenant RETURNING w.tenant, w.looked_on, w.day
$$;

-- The work of a tenant's cases lies with those who are there on this day.
CREATE OR REPLACE FUNCTION note_staff_day(p_tenant text, p_day date) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE staff_versions SET looked_on = greatest(looked_on, p_day), claimed_at = NULL WHERE tenant = p_tenant
$$;
