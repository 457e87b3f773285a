-- Messages to people: on the channels that their process names, or else in the inbox, and on those the tenant has added; on none that it
-- has muted.
CREATE OR REPLACE FUNCTION put_notices(p_tenant text, p_case text, p_revision int, p_process text, p_unit text, p_area text, p_at timestamptz, p_notices jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  n jsonb;
  -- What was promised when it was said: the clocks may move later, and the message doesn't.
  promised jsonb := coalesce((SELECT jsonb_object_agg(k.name, k.due_at) FROM (
    SELECT DISTINCT ON (name) name, due_at FROM clocks WHERE case_id = p_case ORDER BY name, run DESC) k), '{}');
BEGIN
  FOR i IN 0 .. jsonb_array_length(p_notices) - 1 LOOP
    n := p_notices->i;
    INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, person, address, locale, params, due, at)
      SELECT gen_random_uuid()::text, p_tenant, p_case, p_revision, p_process, ch, n->>'notice', w.id,
             CASE ch WHEN 'email' THEN w.email WHEN 'sms' THEN w.phone END, w.locale, coalesce(n->'params', '{}'), promised, p_at
      FROM recipients(p_tenant, p_case, p_unit, p_area, n->'to') w,
        (SELECT coalesce(d, t.channel) FROM jsonb_array_elements_text(coalesce(n->'channels', '["inbox"]')) d
          FULL JOIN (SELECT channel, muted FROM notice_templates
            WHERE tenant = p_tenant AND process = p_process AND notice = n->>'notice') t ON t.channel = d
          WHERE t.muted IS NOT TRUE) c(ch)
      WHERE CASE ch WHEN 'email' THEN w.email IS NOT NULL WHEN 'sms' THEN w.phone IS NOT NULL ELSE w.id IS NOT NULL END;
  END LOOP;
END $$;
