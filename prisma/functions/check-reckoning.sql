-- What acts share and a change of the calendar or of the staff takes alone, so that no act is recorded by what has just changed. A shared lock
-- on rows would write to them in every act.
CREATE OR REPLACE FUNCTION reckoning_lock(p_tenant text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT hashtextextended('reckoning ' || p_tenant, 0) $$;

CREATE OR REPLACE FUNCTION lock_reckoning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(reckoning_lock(NEW.tenant));
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER calendar_changes BEFORE INSERT OR UPDATE ON calendars FOR EACH ROW EXECUTE FUNCTION lock_reckoning();

-- Refuses with BJ004 a transition that was reckoned by a calendar, limits or a staff that have changed since.
CREATE OR REPLACE FUNCTION check_reckoning(r jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := r#>>'{context,tenant}';
  known record;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(reckoning_lock(t));
  -- Version 0 means no calendar, or no staff. Roles begin and end with a day.
  SELECT (now() AT TIME ZONE n.zone)::date AS day, coalesce((SELECT version FROM calendars WHERE tenant = t), 0) AS calendar,
         coalesce((SELECT version FROM staff_versions WHERE tenant = t), 0) AS staff
    INTO known FROM tenants n WHERE n.id = t;
  IF (r->>'calendarVersion')::int <> known.calendar OR (r#>>'{staff,version}')::int <> known.staff OR (r#>>'{staff,day}')::date <> known.day
    OR (r ? 'limits' AND limits_on(t, r#>>'{context,process}', known.day) <> r->'limits') THEN
    RAISE EXCEPTION 'calendar, limits or staff changed' USING ERRCODE = 'BJ004';
  END IF;
END $$;
