-- Tells the administrators, once for each year, that due times fall into a year whose holidays aren't entered.
CREATE OR REPLACE FUNCTION tell_of_arrangement(c jsonb, p_year text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
BEGIN
  -- Of two acts that come to it at once, the second looks again when the first has told them.
  FOR look IN 1 .. 2 LOOP
    IF EXISTS (SELECT 1 FROM holders(t, 'admin', NULL, NULL) h JOIN outbox o ON o.tenant = t AND o.person = h.id
               WHERE o.notice = 'arrangementMissing' AND o.params->>'year' = p_year) THEN RETURN; END IF;
    IF look = 1 THEN PERFORM lock_resource(t, 'arrangement:' || p_year); END IF;
  END LOOP;
  PERFORM put_notices(t, c->>'caseId', (c->>'revision')::int, c->>'process', NULL, NULL, (c->>'at')::timestamptz, jsonb_build_array(
    jsonb_build_object('to', jsonb_build_object('role', 'admin'), 'notice', 'arrangementMissing', 'params', jsonb_build_object('year', p_year))));
END $$;
