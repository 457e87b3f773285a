-- Erasures that were confirmed are done for all tenants: one is claimed that nobody is at. What was claimed five minutes ago and isn't done is
-- claimed again.
CREATE OR REPLACE FUNCTION claim_erasure() RETURNS TABLE (tenant text, id text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE erasures e SET claimed_at = now()
  FROM (SELECT v.tenant, v.id FROM erasures v WHERE v.state = 'confirmed' AND (v.claimed_at IS NULL OR v.claimed_at < now() - interval '5 minutes')
        ORDER BY v.decided_at LIMIT 1 FOR UPDATE SKIP LOCKED) w
  WHERE e.tenant = w.tenant AND e.id = w.id RETURNING w.tenant, w.id
$$;

-- An erasure is done: the journal says of which case or person and how much, and not what.
CREATE OR REPLACE FUNCTION finish_erasure(p jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  e erasures;
BEGIN
  PERFORM set_config('banjie.tenant', p->>'tenant', true);
  UPDATE erasures SET state = 'done', done_at = now(), files = '{}', counts = p->'counts'
    WHERE tenant = p->>'tenant' AND id = p->>'id' AND state = 'confirmed' RETURNING * INTO e;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO data_changes (tenant, request_id, request_hash, actor_id, actor_name, name, subject, before, after)
    VALUES (e.tenant, 'clock:erased:' || e.id, '', e.decided_by, e.decided_by, 'erased', 'erasure:' || e.id, NULL,
      jsonb_build_object('kind', e.kind, 'person', e.person, 'caseId', e.case_id, 'role', e.role, 'reason', e.reason, 'counts', e.counts));
END $$;

-- A tenant whose day has changed since its cases were looked at for their time to be kept.
CREATE OR REPLACE FUNCTION claim_retention_day() RETURNS TABLE (tenant text, day date) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE retention_days s SET claimed_at = now()
  FROM (SELECT v.tenant, tenant_today(v.tenant) AS day FROM retention_days v
        WHERE (v.looked_on IS NULL OR v.looked_on < tenant_today(v.tenant)) AND (v.claimed_at IS NULL OR v.claimed_at < now() - interval '5 minutes')
        ORDER BY v.tenant LIMIT 1 FOR UPDATE SKIP LOCKED) w
  WHERE s.tenant = w.tenant RETURNING w.tenant, w.day
$$;

CREATE OR REPLACE FUNCTION note_retention_day(p_tenant text, p_day date) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE retention_days SET looked_on = greatest(looked_on, p_day), claimed_at = NULL WHERE tenant = p_tenant
$$;

-- A case and what it was merged into, over any number of mergers.
CREATE OR REPLACE FUNCTION goes_on_as(p_case text) RETURNS TABLE (id text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE goes_on(id) AS (
    SELECT p_case
    UNION
    SELECT l.to_case FROM links l JOIN goes_on g ON l.from_case = g.id WHERE l.kind = 'mergedInto' AND l.ended_revision IS NULL)
  SELECT g.id FROM goes_on g
$$;

-- When a case was closed last, or what it was merged into; nothing as long as one of them isn't over.
CREATE OR REPLACE FUNCTION closed_last(p_case text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN bool_and(c.closed AND NOT c.live) THEN max(c.closed_at) END FROM goes_on_as(p_case) g JOIN cases c ON c.id = g.id
$$;


-- How far an erasure of many cases has come.
CREATE OR REPLACE FUNCTION note_erasure(p_id text, p_through text, p_counts jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE erasures SET through = p_through, counts = p_counts, claimed_at = now() WHERE tenant = current_setting('banjie.tenant', true) AND id = p_id AND state = 'confirmed'
$$;

-- The time of a case to be kept is over: it is erased at once. A case that goes on after all is looked at on another day.
CREATE OR REPLACE FUNCTION ask_retention(p jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO erasures (tenant, id, kind, case_id, reason, state, asked_by, decided_by, decided_at, claimed_at)
    VALUES (p->>'tenant', p->>'id', 'retention', p->>'caseId', p->>'reason', 'confirmed', p->>'by', p->>'by', now(), now())
$$;
CREATE OR REPLACE FUNCTION leave_retention(p_id text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE erasures SET state = 'refused', refusal = 'The case goes on, or is held.' WHERE tenant = current_setting('banjie.tenant', true) AND id = p_id AND state = 'confirmed'
$$;
