-- Refuses with BJ004 a transition that was reckoned by a calendar, limits or a staff that have changed since.
CREATE OR REPLACE FUNCTION check_reckoning(r jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := r#>>'{context,tenant}';
BEGIN
  IF r ? 'calendarVersion' THEN
    PERFORM 1 FROM calendars WHERE tenant = t AND version = (r->>'calendarVersion')::int FOR SHARE;
    -- Version 0 means no calendar.
    IF NOT FOUND AND ((r->>'calendarVersion')::int > 0 OR EXISTS (SELECT 1 FROM calendars WHERE tenant = t)) THEN
      RAISE EXCEPTION 'calendar changed' USING ERRCODE = 'BJ004';
    END IF;
  END IF;
  IF r ? 'limits' AND limits_today(t, r#>>'{context,process}') <> r->'limits' THEN
    RAISE EXCEPTION 'limits changed' USING ERRCODE = 'BJ004';
  END IF;
  IF r ? 'staff' THEN
    -- A shared lock on the row would write to it in every act.
    PERFORM pg_advisory_xact_lock_shared(staff_lock(t));
    PERFORM 1 FROM staff_versions WHERE tenant = t AND version = (r#>>'{staff,version}')::int;
    -- Version 0 means no staff. Roles begin and end with a day.
    IF NOT FOUND AND ((r#>>'{staff,version}')::int > 0 OR EXISTS (SELECT 1 FROM staff_versions WHERE tenant = t))
      OR (r#>>'{staff,day}')::date <> tenant_today(t) THEN
      RAISE EXCEPTION 'staff changed' USING ERRCODE = 'BJ004';
    END IF;
  END IF;
END $$;
