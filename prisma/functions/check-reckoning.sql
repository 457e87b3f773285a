-- Refuses with BJ004 a transition whose clocks were reckoned by a calendar or by limits that have changed since.
CREATE OR REPLACE FUNCTION check_reckoning(r jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := r->>'tenant';
BEGIN
  IF r ? 'calendarVersion' THEN
    PERFORM 1 FROM calendars WHERE tenant = t AND version = (r->>'calendarVersion')::int FOR SHARE;
    -- Version 0 means no calendar.
    IF NOT FOUND AND ((r->>'calendarVersion')::int > 0 OR EXISTS (SELECT 1 FROM calendars WHERE tenant = t)) THEN
      RAISE EXCEPTION 'calendar changed' USING ERRCODE = 'BJ004';
    END IF;
  END IF;
  IF r ? 'limits' AND limits_today(t, r#>>'{case,process}') <> r->'limits' THEN
    RAISE EXCEPTION 'limits changed' USING ERRCODE = 'BJ004';
  END IF;
END $$;
