-- Tells the administrators, once for each year, that due times fall into a year whose holidays aren't entered.
CREATE OR REPLACE FUNCTION tell_of_arrangement(c jsonb, p_year text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
BEGIN
  IF EXISTS (SELECT 1 FROM holders(t, 'admin', NULL, NULL) h JOIN outbox o ON o.tenant = t AND o.person = h.id
             WHERE o.notice = 'arrangementMissing' AND o.params->>'year' = p_year) THEN RETURN; END IF;
  PERFORM lock_resource(t, 'arrangement:' || p_year);
  INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, person, locale, params, at)
    SELECT gen_random_uuid()::text, t, c->>'caseId', (c->>'revision')::int, c->>'process', 'inbox', 'arrangementMissing', h.id, h.locale,
           jsonb_build_object('year', p_year), (c->>'at')::timestamptz
    FROM holders(t, 'admin', NULL, NULL) h
    WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.tenant = t AND o.person = h.id AND o.notice = 'arrangementMissing' AND o.params->>'year' = p_year);
END $$;
