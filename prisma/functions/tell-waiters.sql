-- Tells those who wait for a resource that it is free, as soon as no case but their own holds it in the time that they wait for, or there is
-- enough of it left. Who tried hears once; who stands by hears
-- again whenever somebody else has had it meanwhile. Who tried and stands by with their role hears of it as the latter.
CREATE OR REPLACE FUNCTION tell_waiters(p_tenant text, p_resource text, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  w record;
BEGIN
  FOR w IN
    WITH free AS (
      SELECT q.case_id, q.recipient FROM hold_waits q
      WHERE q.tenant = p_tenant AND q.resource = p_resource AND NOT q.told
        AND CASE WHEN q.most IS NULL THEN NOT EXISTS (SELECT 1 FROM holds h WHERE h.tenant = p_tenant AND h.resource = p_resource
          AND h.case_id <> q.case_id AND spans_meet(h.from_at, h.until_at, q.from_at, q.until_at))
        ELSE most_taken(p_tenant, p_resource, q.from_at, q.until_at, q.case_id) + q.amount <= q.most END),
    gone AS (
      DELETE FROM hold_waits q USING free f
      WHERE q.tenant = p_tenant AND q.resource = p_resource AND q.case_id = f.case_id AND q.recipient = f.recipient AND NOT q.standing
      RETURNING q.case_id, q.recipient, q.title),
    kept AS (
      UPDATE hold_waits q SET told = true FROM free f
      WHERE q.tenant = p_tenant AND q.resource = p_resource AND q.case_id = f.case_id AND q.recipient = f.recipient AND q.standing
      RETURNING q.case_id, q.recipient, q.title),
    d AS (
      SELECT q.recipient, q.title, c.id, c.revision, c.process, c.unit, c.area
      FROM (SELECT * FROM gone UNION ALL SELECT * FROM kept) q JOIN cases c ON c.id = q.case_id)
    SELECT * FROM d WHERE NOT EXISTS (
      SELECT 1 FROM d o CROSS JOIN LATERAL holders(p_tenant, o.recipient->>'role', o.unit, o.area) h
      WHERE o.id = d.id AND h.id = d.recipient->>'person')
  LOOP
    PERFORM put_notices(p_tenant, w.id, w.revision, w.process, w.unit, w.area, p_at, jsonb_build_array(jsonb_build_object(
      'to', w.recipient, 'notice', 'free', 'params', jsonb_build_object('resourceEn', w.title->>'en', 'resourceZh', w.title->>'zh'))));
  END LOOP;
END $$;
