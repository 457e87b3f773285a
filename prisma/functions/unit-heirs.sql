-- Units that were dissolved, each with the one that has its work today: its successor by the table `unitSuccessors`, or the successor of that
-- one where it was dissolved, too.
CREATE OR REPLACE FUNCTION unit_heirs() RETURNS TABLE (unit text, heir text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE today AS (SELECT tenant_today(current_setting('banjie.tenant', true)) AS day),
  gone AS (SELECT u.id, s.value->>'successor' AS successor FROM today, table_on('unitSuccessors') s JOIN units u ON u.id = s.key
    WHERE u.tenant = current_setting('banjie.tenant', true) AND u.ended_on <= day),
  line(unit, heir) AS (SELECT id, successor FROM gone UNION SELECT l.unit, g.successor FROM line l JOIN gone g ON g.id = l.heir)
  SELECT l.unit, l.heir FROM today, line l JOIN units u ON u.id = l.heir
  WHERE u.tenant = current_setting('banjie.tenant', true) AND (u.ended_on IS NULL OR u.ended_on > day)
$$;
