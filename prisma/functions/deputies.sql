-- Whether a deputyship holds on a day: the deputy then has an office of their own, in whatever way they could have lost it.
CREATE OR REPLACE FUNCTION stands_in(d deputyships, p_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_day BETWEEN d.valid_from AND d.until AND (d.ended_on IS NULL OR d.ended_on > p_day)
    AND EXISTS (SELECT 1 FROM people p JOIN person_roles o ON o.tenant = p.tenant AND o.person_id = p.id
      LEFT JOIN units u ON u.tenant = o.tenant AND u.id = o.unit
      WHERE p.tenant = d.tenant AND p.id = d.deputy AND (p.ended_on IS NULL OR p.ended_on > p_day) AND o.role = ANY (d.offices)
        AND o.valid_from <= p_day AND (o.ended_on IS NULL OR o.ended_on > p_day) AND (u.ended_on IS NULL OR u.ended_on > p_day))
$$;

-- Those who stand in today for any of these people, in this role, or in all where none is named.
CREATE OR REPLACE FUNCTION deputies(p_tenant text, p_people text[], p_role text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT DISTINCT d.deputy FROM deputyships d, tenant_today(p_tenant) AS day
  WHERE d.tenant = p_tenant AND d.person = ANY (p_people) AND (p_role IS NULL OR d.roles = '{}' OR p_role = ANY (d.roles))
    AND stands_in(d, day)
$$;
