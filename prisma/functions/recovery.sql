-- Which database this is: a restored one, or one that another machine has taken over, is another. Where a provider doesn't show its control
-- file, a copy in another database is still told apart.
CREATE OR REPLACE FUNCTION incarnation() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  db text := (SELECT d.oid::text FROM pg_database d WHERE d.datname = current_database());
BEGIN
  RETURN format('%s-%s-%s', (SELECT system_identifier FROM pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8), db);
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR object_not_in_prerequisite_state THEN
  RETURN db;
END $$;

-- Asks for a look at all open cases, which the next worker program to see it does.
CREATE OR REPLACE FUNCTION ask_recovery() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE house SET asked_at = clock_timestamp() WHERE asked_at IS NULL OR asked_at <= coalesce(began_at, '-infinity')
$$;

-- Begins a look where one is due: it was asked for, this database is another than that of the last look, or a program ended in the middle of one.
CREATE OR REPLACE FUNCTION begin_recovery() RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH begun AS (UPDATE house SET began_at = clock_timestamp(), ended_at = NULL, counts = '{}'
    WHERE asked_at > coalesce(began_at, '-infinity') OR began_at IS NOT NULL AND ended_at IS NULL OR incarnation IS DISTINCT FROM incarnation()
    RETURNING 1)
  SELECT EXISTS (SELECT FROM begun)
$$;

-- How far a look has come, and whether that was all.
CREATE OR REPLACE FUNCTION note_look(p_counts jsonb, p_ended boolean) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE house SET counts = p_counts, ended_at = CASE WHEN p_ended THEN clock_timestamp() END,
    incarnation = CASE WHEN p_ended THEN incarnation() ELSE house.incarnation END
$$;

-- Open cases of all tenants whose next step should have been taken so many seconds ago, the longest first.
CREATE OR REPLACE FUNCTION overdue_cases(p_late int, p_except text[], p_limit int) RETURNS TABLE (id text, tenant text, process text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.tenant, c.process FROM clocks k JOIN cases c ON c.id = k.case_id
  WHERE k.next_step_at < now() - make_interval(secs => p_late) AND k.case_id <> ALL (p_except) AND c.live
  GROUP BY c.id ORDER BY min(k.next_step_at) LIMIT p_limit
$$;

-- Cases of all tenants that have a workflow, in batches.
CREATE OR REPLACE FUNCTION live_cases(p_after text, p_limit int) RETURNS TABLE (id text, tenant text, process text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.tenant, c.process FROM cases c WHERE c.id > p_after AND c.live ORDER BY c.id LIMIT p_limit
$$;

-- What the record says of cases whose workflows have gone as far as the event with this hash: `known` is its revision, nothing where there is
-- no such event. What was recorded within the last minute may be on its way to the workflow still.
CREATE OR REPLACE FUNCTION compare_heads(p_heads jsonb) RETURNS TABLE (id text, tenant text, process text, live boolean, revision int, known int, fresh boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.tenant, c.process, c.live, c.revision, e.revision, c.updated_at > now() - interval '1 minute'
  FROM jsonb_array_elements(p_heads) h JOIN cases c ON c.id = h->>'id' LEFT JOIN events e ON e.case_id = c.id AND e.hash = h->>'hash'
$$;

-- Notes in the journal of their tenants what was done about workflows that weren't as the record has it.
CREATE OR REPLACE FUNCTION note_recoveries(p jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO data_changes (tenant, request_id, request_hash, actor_id, actor_name, name, subject, after)
    SELECT t.id, 'clock:recovery:' || gen_random_uuid(), '', 'clock:recovery', 'recovery', 'recovered', 'case:' || (r->>'caseId'), r - 'tenant'
    FROM jsonb_array_elements(p) r JOIN tenants t ON t.id = r->>'tenant'
$$;

-- The number that a start was given is another case's: it is given a later one, after so many that are passed over.
CREATE OR REPLACE FUNCTION pass_over_number(p_tenant text, p_request text, p_case text, p_many int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- Its parts from the end: the tenant's code may have a dash in it.
  parts text[] := regexp_match(p_case, '^(.+)-([^-]+)-(\d{8})-\d+$');
  n int;
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  PERFORM 1 FROM start_requests WHERE tenant = p_tenant AND request_id = p_request AND case_id = p_case FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM cases WHERE id = p_case) THEN RETURN; END IF;
  UPDATE case_numbers SET last = last + p_many WHERE tenant = p_tenant AND code = parts[2] AND day = parts[3] RETURNING last INTO n;
  UPDATE start_requests SET case_id = format('%s-%s-%s-%s', parts[1], parts[2], parts[3], lpad(n::text, greatest(4, length(n::text)), '0'))
    WHERE tenant = p_tenant AND request_id = p_request;
END $$;
