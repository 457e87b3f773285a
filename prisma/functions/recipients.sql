-- Whom a notice on a case is for: one person, the holders of a role, whoever follows a case with a code,
-- or the parties of a kind (those who act for a firm or household that is one), also those of cases merged into it. Whoever stands in for them hears it too, where it is of their office: no
-- party's messages, and a person's where work of the case waits for them.
CREATE OR REPLACE FUNCTION recipients(p_tenant text, p_case text, p_unit text, p_area text, p_to jsonb)
RETURNS TABLE (id text, email text, phone text, locale text) LANGUAGE plpgsql STABLE AS $$
DECLARE
  family text[] := ARRAY[p_case];
BEGIN
  IF p_to ? 'person' THEN
    RETURN QUERY SELECT p.id, p.email, p.phone, p.locale FROM people p WHERE p.tenant = p_tenant AND (p.id = p_to->>'person'
      OR (p.ended_on IS NULL OR p.ended_on > tenant_today(p_tenant)) AND p.id IN (SELECT deputies(p_tenant, ARRAY[p_to->>'person'], NULL))
        AND EXISTS (SELECT 1 FROM tasks t WHERE t.case_id = p_case AND t.person = p_to->>'person' AND t.closed_revision IS NULL)
        AND NOT EXISTS (SELECT 1 FROM parties a WHERE a.case_id = p_case AND a.person = p_to->>'person'));
  ELSIF p_to ? 'role' THEN
    RETURN QUERY WITH h AS (SELECT * FROM holders(p_tenant, p_to->>'role', coalesce(p_to->>'unit', p_unit), p_area))
      SELECT h.id, h.email, h.phone, h.locale FROM h
      UNION
      SELECT p.id, p.email, p.phone, p.locale FROM people p
        WHERE p.tenant = p_tenant AND p_to->>'role' NOT IN ('admin', 'auditor') AND (p.ended_on IS NULL OR p.ended_on > tenant_today(p_tenant))
          AND p.id IN (SELECT deputies(p_tenant, ARRAY(SELECT h.id FROM h), p_to->>'role'));
  ELSIF p_to ? 'follows' THEN
    RETURN QUERY SELECT pa.person, pa.email, pa.phone, pa.locale FROM parties pa
      WHERE pa.case_id = p_to->>'follows' AND pa.tenant || '' = p_tenant AND pa.role = p_to->>'party' AND pa.person IS NULL AND pa.ended_revision IS NULL;
  ELSE
    IF EXISTS (SELECT 1 FROM links l WHERE l.to_case = p_case AND l.kind = 'mergedInto' AND l.ended_revision IS NULL) THEN
      family := ARRAY(SELECT m.id FROM merged_into(p_case) m);
    END IF;
    RETURN QUERY SELECT DISTINCT pa.person, coalesce(pa.email, pe.email), coalesce(pa.phone, pe.phone), pa.locale
      FROM parties pa LEFT JOIN people pe ON pe.tenant = p_tenant AND pe.id = pa.person
      WHERE pa.case_id = ANY (family) AND pa.role = p_to->>'party' AND pa.ended_revision IS NULL AND strpos(coalesce(pa.person, ''), ':') = 0
      -- A firm or a household is told by those who act for it.
      UNION
      SELECT pe.id, pe.email, pe.phone, pe.locale
      FROM parties pa JOIN agents a ON a.tenant = p_tenant AND a.kind || ':' || a.key = pa.person JOIN people pe ON pe.tenant = a.tenant AND pe.id = a.person_id
        CROSS JOIN tenant_today(p_tenant) AS day
      WHERE pa.case_id = ANY (family) AND pa.role = p_to->>'party' AND pa.ended_revision IS NULL
        AND a.valid_from <= day AND (a.ended_on IS NULL OR a.ended_on > day) AND (pe.ended_on IS NULL OR pe.ended_on > day)
        AND (a.scope = '{}' OR (SELECT c.process FROM cases c WHERE c.id = pa.case_id) = ANY (a.scope));
  END IF;
END $$;
