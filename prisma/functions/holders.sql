-- Everybody who holds a role on a case: in the whole tenant, or bound to its unit (or one above it) or its area.
CREATE OR REPLACE FUNCTION holders(p_tenant text, p_role text, p_unit text, p_area text)
RETURNS TABLE (id text, email text, phone text, locale text) LANGUAGE sql STABLE AS $$
  SELECT p.id, p.email, p.phone, p.locale
  FROM tenant_today(p_tenant) AS day, people p
  WHERE p.tenant = p_tenant AND (p.ended_on IS NULL OR p.ended_on > day) AND p.id IN (
    SELECT r.person_id FROM person_roles r
    WHERE r.tenant = p_tenant AND r.role = p_role AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)
      -- A path holds the ids of a unit and of all above it. With the unit ends what is bound to it.
      AND (r.unit IS NULL OR r.unit = ANY (ARRAY(SELECT a.id FROM units u JOIN units a ON a.tenant = u.tenant AND a.id = ANY (string_to_array(u.path, '/'))
        WHERE u.tenant = p_tenant AND u.id = p_unit AND (a.ended_on IS NULL OR a.ended_on > day))))
      AND (r.area IS NULL OR r.area = p_area))
$$;
