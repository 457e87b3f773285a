-- Those who stand in today for any of these people, in this role, or in all where none is named.
CREATE OR REPLACE FUNCTION deputies(p_tenant text, p_people text[], p_role text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT DISTINCT d.deputy FROM deputyships d, tenant_today(p_tenant) AS day
  WHERE d.tenant = p_tenant AND d.person = ANY (p_people) AND (p_role IS NULL OR d.roles = '{}' OR p_role = ANY (d.roles))
    AND day BETWEEN d.valid_from AND d.until AND (d.ended_on IS NULL OR d.ended_on > day)
$$;
