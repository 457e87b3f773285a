-- What Prisma has no words for: partial indexes, checks, row-level security, and the functions by which the record is written.

CREATE INDEX cases_due ON cases (tenant, due_at) WHERE NOT closed;
CREATE INDEX tasks_of_role ON tasks (tenant, role, due_at) WHERE closed_revision IS NULL AND person IS NULL;
CREATE INDEX tasks_of_person ON tasks (tenant, person, due_at) WHERE closed_revision IS NULL AND person IS NOT NULL;
CREATE INDEX tasks_due ON tasks (tenant, due_at) WHERE closed_revision IS NULL;
CREATE INDEX outbox_waiting ON outbox (at) WHERE delivered_at IS NULL AND failure IS NULL AND channel <> 'inbox';
CREATE UNIQUE INDEX links_once ON links (from_case, to_case, kind) WHERE ended_revision IS NULL;
CREATE INDEX units_path ON units (tenant, path text_pattern_ops);
CREATE INDEX ledger_lines_until ON ledger_lines (tenant, asset, until) WHERE until IS NOT NULL;
-- Nothing is left of a line only where a cap has cut all of it.
ALTER TABLE ledger_lines ADD CONSTRAINT ledger_amount CHECK ((amount > 0 OR amount = 0 AND asked > 0) AND from_owner <> to_owner);
ALTER TABLE ledger_caps ADD CONSTRAINT ledger_cap CHECK (used >= 0);

-- Rights. The record is only ever added to; the plain role can't change an event, a ledger line or an attempt.
GRANT USAGE ON SCHEMA public TO banjie_app;
DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO banjie_app', current_database()); END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO banjie_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO banjie_app;
REVOKE UPDATE, DELETE ON events, ledger_lines, attempts, clock_steps, clock_moves, data_changes, snapshots, badges, badge_keys FROM banjie_app;
-- What was signed stays; it can only be revoked.
GRANT UPDATE (revoked_at, revoked_by, reason) ON badges TO banjie_app;
REVOKE DELETE ON cases, accounts, clocks, ledger_caps, knowledge_entries FROM banjie_app;
REVOKE INSERT, UPDATE, DELETE ON tenants FROM banjie_app;
DO $$ BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM banjie_app; END IF;
END $$;

-- Tenants are kept apart by the database itself: a row is visible only while the transaction names its tenant.
DO $$
DECLARE
  t text;
BEGIN
  FOR t IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name = 'tenant'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (tenant = (SELECT current_setting(''banjie.tenant'', true))) WITH CHECK (tenant = (SELECT current_setting(''banjie.tenant'', true)))',
      t);
  END LOOP;
END $$;

-- A moment in epoch milliseconds, as the kernel counts.
CREATE FUNCTION ms(p timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT round(extract(epoch FROM p) * 1000)::bigint $$;

-- The day it is for a tenant.
CREATE FUNCTION tenant_today(p_tenant text) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (now() AT TIME ZONE zone)::date FROM tenants WHERE id = p_tenant
$$;

-- The numbers, budgets and ladders a tenant has set for a process, as of today.
CREATE FUNCTION limits_today(p_tenant text, p_process text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(name, value), '{}') FROM (
    SELECT DISTINCT ON (name) name, value FROM limits
    WHERE tenant = p_tenant AND process = p_process AND valid_from <= (SELECT tenant_today(p_tenant)) ORDER BY name, valid_from DESC) l
$$;

-- The rows of one of the tenant's tables as of a day, today unless another is named.
CREATE FUNCTION table_on(p_table text, p_day date DEFAULT NULL) RETURNS TABLE (key text, value jsonb) LANGUAGE sql STABLE AS $$
  SELECT key, value FROM (
    SELECT DISTINCT ON (key) key, value, retired FROM table_rows
    WHERE tenant = current_setting('banjie.tenant', true) AND table_name = p_table
      AND valid_from <= coalesce(p_day, tenant_today(current_setting('banjie.tenant', true)))
    ORDER BY key, valid_from DESC) r
  WHERE NOT retired
$$;

-- The case number for a start: the same requestId is given the same number again.
CREATE FUNCTION reserve_case(p_tenant text, p_request text, p_hash text, p_code text)
RETURNS TABLE (case_id text, request_hash text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  n int;
  prefix text;
  p_day text := to_char(tenant_today(p_tenant), 'YYYYMMDD');
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  RETURN QUERY SELECT s.case_id, s.request_hash FROM start_requests s WHERE s.tenant = p_tenant AND s.request_id = p_request;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO case_numbers AS c (tenant, code, day, last) VALUES (p_tenant, p_code, p_day, 1)
    ON CONFLICT (tenant, code, day) DO UPDATE SET last = c.last + 1 RETURNING c.last INTO n;
  SELECT t.code INTO prefix FROM tenants t WHERE t.id = p_tenant;
  INSERT INTO start_requests (tenant, request_id, request_hash, case_id)
    VALUES (p_tenant, p_request, p_hash, format('%s-%s-%s-%s', prefix, p_code, p_day, lpad(n::text, greatest(4, length(n::text)), '0')))
    ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT s.case_id, s.request_hash FROM start_requests s WHERE s.tenant = p_tenant AND s.request_id = p_request;
END $$;

-- Everybody who holds a role on a case: in the whole tenant, or bound to its unit (or one above it) or its area.
CREATE FUNCTION holders(p_tenant text, p_role text, p_unit text, p_area text)
RETURNS TABLE (id text, email text, phone text, locale text) LANGUAGE sql STABLE AS $$
  SELECT p.id, p.email, p.phone, p.locale
  FROM tenant_today(p_tenant) AS day, people p
  WHERE p.tenant = p_tenant AND (p.ended_on IS NULL OR p.ended_on > day) AND p.id IN (
    SELECT r.person_id FROM person_roles r
    WHERE r.tenant = p_tenant AND r.role = p_role AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)
      -- A path holds the ids of a unit and of all above it.
      AND (r.unit IS NULL OR r.unit = ANY (string_to_array((SELECT u.path FROM units u WHERE u.tenant = p_tenant AND u.id = p_unit), '/')))
      AND (r.area IS NULL OR r.area = p_area))
$$;

-- A case and all that were merged into it, over any number of mergers.
CREATE FUNCTION merged_into(p_case text) RETURNS TABLE (id text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE family(id) AS (
    SELECT p_case
    UNION
    SELECT l.from_case FROM links l JOIN family f ON l.to_case = f.id WHERE l.kind = 'mergedInto' AND l.ended_revision IS NULL)
  SELECT id FROM family
$$;

-- Whether somebody has to do with a case in person: they opened it, are a party to it (or to one merged into it), have a task in it,
-- acted on it, or follow it with its code.
CREATE FUNCTION is_mine(p_case text, p_person text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM cases WHERE id = p_case AND opened_by = p_person AND p_person <> 'anonymous')
    OR EXISTS (SELECT 1 FROM parties p JOIN merged_into(p_case) m ON p.case_id = m.id WHERE p.person = p_person)
    OR EXISTS (SELECT 1 FROM tasks WHERE case_id = p_case AND person = p_person AND closed_revision IS NULL)
    OR EXISTS (SELECT 1 FROM events WHERE case_id = p_case AND actor_id = p_person AND p_person <> 'anonymous')
    OR EXISTS (SELECT 1 FROM merged_into(p_case) m WHERE 'follower:' || m.id = p_person)
$$;

-- All that must be known before an act: the case, what this requestId stands for already, and the limits.
CREATE FUNCTION read_act(p_tenant text, p_process text, p_case text, p_request text, p_person text) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  RETURN jsonb_build_object(
    'case', (SELECT to_jsonb(c) FROM cases c WHERE c.id = p_case),
    'mine', p_case IS NOT NULL AND is_mine(p_case, p_person),
    'last', (SELECT jsonb_build_object('name', e.actor_name, 'at', ms(e.at)) FROM events e WHERE e.case_id = p_case ORDER BY e.revision DESC LIMIT 1),
    'event', (SELECT jsonb_build_object('caseId', e.case_id, 'revision', e.revision, 'process', e.process, 'action', e.action, 'requestHash', e.request_hash)
              FROM events e WHERE e.tenant = p_tenant AND e.request_id = p_request),
    'reserved', (SELECT jsonb_build_object('caseId', s.case_id, 'requestHash', s.request_hash) FROM start_requests s WHERE s.tenant = p_tenant AND s.request_id = p_request),
    'limits', limits_today(p_tenant, p_process));
END $$;

-- Whom a notice on a case is for: one person, the holders of a role, or the parties of a kind, also those of cases merged into it.
CREATE FUNCTION recipients(p_tenant text, p_case text, p_unit text, p_area text, p_to jsonb)
RETURNS TABLE (id text, email text, phone text, locale text) LANGUAGE plpgsql STABLE AS $$
DECLARE
  family text[] := ARRAY[p_case];
BEGIN
  IF p_to ? 'person' THEN
    RETURN QUERY SELECT p.id, p.email, p.phone, p.locale FROM people p WHERE p.tenant = p_tenant AND p.id = p_to->>'person';
  ELSIF p_to ? 'role' THEN
    RETURN QUERY SELECT h.id, h.email, h.phone, h.locale FROM holders(p_tenant, p_to->>'role', p_unit, p_area) h;
  ELSE
    IF EXISTS (SELECT 1 FROM links l WHERE l.to_case = p_case AND l.kind = 'mergedInto' AND l.ended_revision IS NULL) THEN
      family := ARRAY(SELECT m.id FROM merged_into(p_case) m);
    END IF;
    RETURN QUERY SELECT DISTINCT pa.person, coalesce(pa.email, pe.email), coalesce(pa.phone, pe.phone), pa.locale
      FROM parties pa LEFT JOIN people pe ON pe.tenant = p_tenant AND pe.id = pa.person
      WHERE pa.case_id = ANY (family) AND pa.role = p_to->>'party';
  END IF;
END $$;

-- Messages to people, on the channels the tenant's templates name; without a template, the inbox.
CREATE FUNCTION put_notices(p_tenant text, p_case text, p_revision int, p_process text, p_unit text, p_area text, p_at timestamptz, p_notices jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  n jsonb;
BEGIN
  FOR i IN 0 .. jsonb_array_length(p_notices) - 1 LOOP
    n := p_notices->i;
    INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, person, address, locale, params, at)
      SELECT gen_random_uuid()::text, p_tenant, p_case, p_revision, p_process, ch, n->>'notice', w.id,
             CASE ch WHEN 'email' THEN w.email WHEN 'sms' THEN w.phone END, w.locale, coalesce(n->'params', '{}'), p_at
      FROM recipients(p_tenant, p_case, p_unit, p_area, n->'to') w,
        -- The channels of the process, those the tenant has added, and none that it has muted.
        (SELECT coalesce(d, t.channel) FROM jsonb_array_elements_text(coalesce(n->'channels', '["inbox"]')) d
          FULL JOIN (SELECT channel, muted FROM notice_templates
            WHERE tenant = p_tenant AND process = p_process AND notice = n->>'notice') t ON t.channel = d
          WHERE t.muted IS NOT TRUE) c(ch)
      WHERE CASE ch WHEN 'email' THEN w.email IS NOT NULL WHEN 'sms' THEN w.phone IS NOT NULL ELSE w.id IS NOT NULL END;
  END LOOP;
END $$;

-- Writes one transition, whole or not at all. Run twice or late, it changes nothing and says so.
-- Errors: BJ001 held by another case, BJ002 a balance or ceiling, BJ003 the requestId stands for another act, BJ004 the calendar is newer,
-- or the limits are others, BJ005 shared by as many as may, BJ006 a line that was taken back already.
-- An act touches a few rows by their keys, whatever it is: its statements are planned once in a connection, and never to read a whole table
-- because that was small when they were planned.
-- The owner writes, whom row-level security doesn't bind: its condition would cost time in each statement, and be looked up by a tenant's
-- index, through all of the tenant's rows, where a table has no statistics yet. So each statement names the tenant, or a case that
-- was found in it; and where a key is enough, the tenant is named in a way for which there is no index.
CREATE FUNCTION record_transition(r jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  t text := r->>'tenant';
  k jsonb := r->'case';
  e jsonb := r->'event';
  c_id text := r#>>'{case,id}';
  rev int := (r->>'revision')::int;
  at_ timestamptz := (r#>>'{event,at}')::timestamptz;
  acc record;
  held jsonb;
  opened int;
  line jsonb;
  room bigint;
  cut record;
  next_step timestamptz;
BEGIN
  PERFORM set_config('banjie.tenant', t, true);

  -- Before any row of the case is locked, for whoever changes the calendar locks the calendar first and the cases after it.
  IF r ? 'calendarVersion' THEN
    PERFORM 1 FROM calendars WHERE tenant = t AND version = (r->>'calendarVersion')::int FOR SHARE;
    -- Version 0 stands for no calendar.
    IF NOT FOUND AND ((r->>'calendarVersion')::int > 0 OR EXISTS (SELECT 1 FROM calendars WHERE tenant = t)) THEN
      RAISE EXCEPTION 'calendar changed' USING ERRCODE = 'BJ004';
    END IF;
  END IF;
  IF r ? 'limits' AND limits_today(t, k->>'process') <> r->'limits' THEN
    RAISE EXCEPTION 'limits changed' USING ERRCODE = 'BJ004';
  END IF;
  -- Work for somebody who has left is work for the role.
  IF EXISTS (SELECT 1 FROM people p WHERE p.tenant = t AND p.ended_on IS NOT NULL
      AND p.id = ANY (ARRAY(SELECT x->>'person' FROM jsonb_array_elements(k->'tasks') x))) THEN
    k := jsonb_set(k, '{tasks}', (SELECT jsonb_agg(CASE WHEN x ? 'role' AND p.id IS NOT NULL THEN x - 'person' ELSE x END ORDER BY n)
      FROM jsonb_array_elements(k->'tasks') WITH ORDINALITY q(x, n)
      LEFT JOIN people p ON p.tenant = t AND p.id = x->>'person' AND p.ended_on <= tenant_today(t)));
  END IF;

  IF rev = 0 THEN
    INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, unit, area, facts, tasks_open, clock_states,
                       opened_by, opened_at, updated_at, closed_at, live, due_at, next_step_at, head_hash)
    VALUES (c_id, t, k->>'process', (k->>'rulesVersion')::int, k->>'title', k->>'state', (k->>'closed')::boolean, 0, k->>'unit', k->>'area',
            k->'facts', k->'tasks', k->'clocks', k->>'openedBy', at_, at_, CASE WHEN (k->>'closed')::boolean THEN at_ END, (k->>'live')::boolean,
            (r->>'dueAt')::timestamptz, (r->>'nextStepAt')::timestamptz, e->>'hash')
    ON CONFLICT (id) DO NOTHING RETURNING next_step_at INTO next_step;
  ELSE
    UPDATE cases SET
      rules_version = (k->>'rulesVersion')::int, title = coalesce(k->>'title', title), state = k->>'state', closed = (k->>'closed')::boolean,
      revision = rev, unit = k->>'unit', area = k->>'area', facts = k->'facts', tasks_open = k->'tasks', clock_states = k->'clocks',
      updated_at = at_, closed_at = CASE WHEN (k->>'closed')::boolean THEN coalesce(CASE WHEN closed THEN closed_at END, at_) END,
      live = (k->>'live')::boolean, head_hash = e->>'hash',
      due_at = CASE WHEN r ? 'clocks' THEN (r->>'dueAt')::timestamptz ELSE due_at END,
      next_step_at = CASE WHEN r ? 'clocks' THEN (r->>'nextStepAt')::timestamptz ELSE next_step_at END
    WHERE id = c_id AND revision = rev - 1 AND tenant || '' = t RETURNING next_step_at INTO next_step;
  END IF;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind',
      CASE WHEN EXISTS (SELECT 1 FROM events WHERE case_id = c_id AND revision = rev AND tenant || '' = t AND request_id = e->>'requestId')
      THEN 'again' ELSE 'behind' END);
  END IF;

  INSERT INTO events (case_id, revision, tenant, process, name, action, actor_id, actor_name, role, unit, at, from_state, to_state, reason,
                      input, reference, changes, clocks, request_id, request_hash, previous, hash)
  VALUES (c_id, rev, t, k->>'process', e->>'name', e->>'action', e->>'actorId', e->>'actorName', e->>'role', e->>'unit', at_, e->>'fromState',
          k->>'state', e->>'reason', coalesce(e->'input', '{}'), e->'reference', e->'changes', e->'clocks', e->>'requestId', e->>'requestHash',
          e->>'previous', e->>'hash')
  ON CONFLICT (tenant, request_id) DO NOTHING;
  IF NOT FOUND THEN RAISE EXCEPTION 'requestId used' USING ERRCODE = 'BJ003'; END IF;

  -- Cases that compete for a resource pass here one after another, always in the same order, so that they never wait for each other in a ring.
  IF r ?| ARRAY['hold', 'needsFree', 'release', 'await'] THEN
    PERFORM lock_resource(t, x) FROM (
      SELECT h->>'resource' FROM jsonb_array_elements(coalesce(r->'hold', '[]')) h
      UNION SELECT a->>'resource' FROM jsonb_array_elements(coalesce(r->'await', '[]')) a
      UNION SELECT jsonb_array_elements_text(coalesce(r->'needsFree', '[]'))
      UNION SELECT jsonb_array_elements_text(coalesce(r->'release', '[]')) ORDER BY 1) q(x);
    SELECT jsonb_build_object('resource', o.resource, 'title', o.title, 'caseId', o.case_id, 'process', o.process) INTO held
      FROM holds o
      LEFT JOIN jsonb_array_elements(coalesce(r->'hold', '[]')) h ON h->>'resource' = o.resource
      WHERE o.tenant = t AND o.case_id <> c_id
        AND (o.resource IN (SELECT jsonb_array_elements_text(coalesce(r->'needsFree', '[]')))
          OR h IS NOT NULL AND (o.slot = '' OR NOT coalesce((h->>'shared')::boolean, false)))
      ORDER BY o.resource, o.since LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'held' USING ERRCODE = 'BJ001', DETAIL = held::text; END IF;
    SELECT jsonb_build_object('resource', h->>'resource', 'title', h->'title', 'most', (h->>'most')::int) INTO held
      FROM jsonb_array_elements(coalesce(r->'hold', '[]')) h
      WHERE h ? 'most' AND (h->>'most')::int <=
        (SELECT count(*) FROM holds o WHERE o.tenant = t AND o.resource = h->>'resource' AND o.case_id <> c_id) LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'full' USING ERRCODE = 'BJ005', DETAIL = held::text; END IF;
    INSERT INTO holds (tenant, resource, slot, case_id, process, title, since)
      SELECT t, h->>'resource', CASE WHEN (h->>'shared')::boolean THEN c_id ELSE '' END, c_id, k->>'process', h->'title', at_
      FROM jsonb_array_elements(coalesce(r->'hold', '[]')) h
      ON CONFLICT (tenant, resource, slot) DO NOTHING;
    DELETE FROM holds WHERE case_id = c_id AND resource IN (SELECT jsonb_array_elements_text(coalesce(r->'release', '[]')));
    -- Who was told that it is free waits again.
    UPDATE hold_waits SET told = false
      WHERE tenant = t AND told AND case_id <> c_id AND resource IN (SELECT h->>'resource' FROM jsonb_array_elements(coalesce(r->'hold', '[]')) h);
  END IF;
  -- After the locks, which whoever tells of a resource has before these rows.
  -- A closed case waits for nothing any more.
  IF e->>'fromState' IS DISTINCT FROM k->>'state' OR (k->>'closed')::boolean OR r ? 'await' THEN
    DELETE FROM hold_waits WHERE case_id = c_id AND (standing OR (k->>'closed')::boolean);
  END IF;
  IF r ?| ARRAY['release', 'await'] THEN
    INSERT INTO hold_waits (tenant, resource, case_id, recipient, title, standing)
      SELECT t, a->>'resource', c_id, w, a->'title', true FROM jsonb_array_elements(coalesce(r->'await', '[]')) a, jsonb_array_elements(a->'notify') w
      ON CONFLICT (tenant, resource, case_id, recipient) DO UPDATE SET title = excluded.title, standing = true, told = false;
    PERFORM tell_waiters(t, x, at_) FROM (
      SELECT jsonb_array_elements_text(coalesce(r->'release', '[]'))
      UNION SELECT a->>'resource' FROM jsonb_array_elements(coalesce(r->'await', '[]')) a) q(x);
  END IF;

  IF r ? 'clocks' THEN
    INSERT INTO clocks (case_id, name, run, tenant, process, budget, ledger, ladder, state, due_at, next_step, next_step_at, started_at, stopped_at, calendar_version)
      SELECT c_id, c->>'name', (c->>'run')::int, t, k->>'process', c->'budget', c->'ledger', c->'ladder', c->>'state', (c->>'dueAt')::timestamptz,
             (c->>'nextStep')::int, (c->>'nextStepAt')::timestamptz, (c->>'startedAt')::timestamptz, (c->>'stoppedAt')::timestamptz, (c->>'calendarVersion')::int
      FROM jsonb_array_elements(r->'clocks') c
    ON CONFLICT (case_id, name, run) DO UPDATE SET
      budget = excluded.budget, ledger = excluded.ledger, state = excluded.state, due_at = excluded.due_at, next_step = excluded.next_step,
      next_step_at = excluded.next_step_at, stopped_at = excluded.stopped_at, calendar_version = excluded.calendar_version;
  END IF;
  IF r ? 'fired' THEN
    INSERT INTO clock_steps (case_id, name, run, percent, tenant, revision)
      SELECT c_id, f->>'name', (f->>'run')::int, (f->>'percent')::int, t, rev FROM jsonb_array_elements(r->'fired') f;
  END IF;

  UPDATE tasks SET closed_revision = rev, closed_by = e->>'actorId'
    WHERE case_id = c_id AND closed_revision IS NULL
      AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(k->'tasks') x
        WHERE x->>'action' = tasks.action AND x->>'person' IS NOT DISTINCT FROM tasks.person AND x->>'role' IS NOT DISTINCT FROM tasks.role
          AND tasks.unit IS NOT DISTINCT FROM k->>'unit' AND tasks.area IS NOT DISTINCT FROM k->>'area'
          AND x->>'group' IS NOT DISTINCT FROM tasks.group_key AND x->>'clock' IS NOT DISTINCT FROM tasks.clock);
  INSERT INTO tasks (id, tenant, case_id, process, action, person, role, unit, area, group_key, clock, due_at, opened_at, opened_revision)
    SELECT gen_random_uuid()::text, t, c_id, k->>'process', x->>'action', x->>'person', x->>'role', k->>'unit', k->>'area', x->>'group', x->>'clock',
           (SELECT c.due_at FROM clocks c WHERE c.case_id = c_id AND c.name = x->>'clock' ORDER BY c.run DESC LIMIT 1), at_, rev
    FROM jsonb_array_elements(k->'tasks') x
    WHERE NOT EXISTS (SELECT 1 FROM tasks o
        WHERE o.case_id = c_id AND o.closed_revision IS NULL AND x->>'action' = o.action AND x->>'person' IS NOT DISTINCT FROM o.person
          AND x->>'role' IS NOT DISTINCT FROM o.role AND x->>'group' IS NOT DISTINCT FROM o.group_key AND x->>'clock' IS NOT DISTINCT FROM o.clock);
  GET DIAGNOSTICS opened = ROW_COUNT;
  -- Tasks that stay open follow their clock.
  IF r ? 'clocks' AND opened < jsonb_array_length(k->'tasks') THEN
    UPDATE tasks SET due_at = c.due_at FROM clocks c
      WHERE tasks.case_id = c_id AND tasks.closed_revision IS NULL AND tasks.opened_revision < rev AND c.case_id = c_id AND c.name = tasks.clock
        AND c.run = (SELECT max(run) FROM clocks WHERE case_id = c_id AND name = tasks.clock)
        AND tasks.due_at IS DISTINCT FROM c.due_at;
  END IF;

  IF r ? 'parties' THEN
    INSERT INTO parties (id, tenant, case_id, role, person, name, phone, email, locale, revision)
      SELECT gen_random_uuid()::text, t, c_id, p->>'role', p->>'person', p->>'name', p->>'phone', p->>'email',
             coalesce(p->>'locale', (SELECT locale FROM people WHERE tenant = t AND id = p->>'person'), 'zh'), rev
      FROM jsonb_array_elements(r->'parties') p;
  END IF;
  IF r ? 'attach' THEN
    INSERT INTO attachments (case_id, sha256, tenant, revision, mime, bytes, width, height, thumbnail, taken_at, place)
      SELECT c_id, a->>'sha256', t, rev, a->>'mime', (a->>'bytes')::int, (a->>'width')::int, (a->>'height')::int, a->>'thumbnail',
             (a->>'takenAt')::timestamptz, a->'place'
      FROM jsonb_array_elements(r->'attach') a
    ON CONFLICT DO NOTHING;
  END IF;
  IF r ? 'unlink' THEN
    UPDATE links SET ended_revision = rev FROM jsonb_array_elements(r->'unlink') l
      WHERE from_case = c_id AND to_case = l->>'to' AND kind = l->>'as' AND ended_revision IS NULL;
  END IF;
  IF r ? 'link' THEN
    INSERT INTO links (id, tenant, from_case, to_case, kind, since_revision)
      SELECT gen_random_uuid()::text, t, c_id, l->>'to', l->>'as', rev FROM jsonb_array_elements(r->'link') l;
  END IF;
  IF r ? 'notify' THEN
    PERFORM put_notices(t, c_id, rev, k->>'process', k->>'unit', k->>'area', at_, r->'notify');
  END IF;
  IF r ? 'acts' THEN
    INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
      SELECT gen_random_uuid()::text, t, c_id, rev, k->>'process', 'act', a->>'action', a->>'on', a->'input', at_ FROM jsonb_array_elements(r->'acts') a;
  END IF;
  IF r ? 'open' THEN
    INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, params, at)
      SELECT gen_random_uuid()::text, t, c_id, rev, k->>'process', 'open', o->>'process', o->'input', at_ FROM jsonb_array_elements(r->'open') o;
  END IF;
  IF r ? 'qualify' THEN
    INSERT INTO qualifications (tenant, id, person, kind, valid_from, until, source)
      SELECT t, gen_random_uuid()::text, q->>'person', q->>'kind', (q->>'from')::date, (q->>'until')::date, c_id FROM jsonb_array_elements(r->'qualify') q;
  END IF;
  IF r ? 'disqualify' THEN
    UPDATE qualifications q SET revoked_on = tenant_today(t) FROM jsonb_array_elements(r->'disqualify') d
      WHERE q.tenant = t AND q.person = d->>'person' AND q.kind = d->>'kind' AND q.revoked_on IS NULL;
  END IF;
  IF r ? 'knowledge' THEN
    UPDATE knowledge_entries SET retired_at = at_ WHERE tenant = t AND source_case = c_id AND retired_at IS NULL;
    INSERT INTO knowledge_entries (tenant, id, question, answer, topic, source_case, valid_from)
      SELECT t, gen_random_uuid()::text, x->>'question', x->>'answer', x->>'topic', c_id, at_ FROM jsonb_array_elements(r->'knowledge') x;
  END IF;
  INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
    SELECT gen_random_uuid()::text, t, c_id, rev, k->>'process', 'webhook', e->>'name', w.id, '{}', at_
    FROM webhooks w WHERE w.tenant = t AND w.active AND (w.events = '{}' OR e->>'name' = ANY (w.events));

  -- Last, for many cases draw on one account, and wait for each other from here to the end.
  IF r ?| ARRAY['credit', 'reverse', 'takeBack', 'expire'] THEN
    -- What takes lines back passes here one after another, so that a line of which two are after is taken back once, and the second is told.
    IF r ?| ARRAY['reverse', 'takeBack', 'expire'] THEN PERFORM lock_resource(t, 'ledger:back'); END IF;
    INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, kind, year, until)
      SELECT gen_random_uuid()::text, t, c_id, rev, l->>'rule', l->>'asset', l->>'from', l->>'to', (l->>'amount')::bigint, at_,
             l->>'kind', (l->>'year')::int, (l->>'until')::date
      FROM jsonb_array_elements(coalesce(r->'credit', '[]')) l WHERE NOT l ? 'cap';
    -- Before any account, and always in the same order: whoever draws on a cap waits for those before, and gets what is left.
    FOR line IN
      SELECT l FROM jsonb_array_elements(coalesce(r->'credit', '[]')) WITH ORDINALITY q(l, n) WHERE l ? 'cap' ORDER BY l#>>'{cap,key}', n
    LOOP
      INSERT INTO ledger_caps (tenant, key, used) VALUES (t, line#>>'{cap,key}', 0) ON CONFLICT DO NOTHING;
      SELECT greatest(0, least((line->>'amount')::bigint, (line#>>'{cap,most}')::bigint - used)) INTO room
        FROM ledger_caps WHERE tenant = t AND key = line#>>'{cap,key}' FOR UPDATE;
      UPDATE ledger_caps SET used = used + room WHERE tenant = t AND key = line#>>'{cap,key}';
      INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, asked, cap, at, kind, year, until)
        VALUES (gen_random_uuid()::text, t, c_id, rev, line->>'rule', line->>'asset', line->>'from', line->>'to', room, (line->>'amount')::bigint,
                line#>>'{cap,key}', at_, line->>'kind', (line->>'year')::int, (line->>'until')::date);
    END LOOP;
    IF r ?| ARRAY['reverse', 'takeBack'] THEN
      IF EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = ANY (ARRAY(SELECT jsonb_array_elements_text(r->'takeBack')))) THEN
        RAISE EXCEPTION 'taken back' USING ERRCODE = 'BJ006';
      END IF;
      INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, reverses, cap, kind, year)
        SELECT gen_random_uuid()::text, t, c_id, rev, l.rule || CASE WHEN l.case_id = c_id THEN ':reversed' ELSE ':' || l.id || ':reversed' END,
               l.asset, l.to_owner, l.from_owner, l.amount, at_, l.id, l.cap, l.kind, l.year
        FROM (
          SELECT * FROM ledger_lines WHERE case_id = c_id AND rule = ANY (ARRAY(SELECT jsonb_array_elements_text(r->'reverse')))
          UNION SELECT * FROM ledger_lines WHERE id = ANY (ARRAY(SELECT jsonb_array_elements_text(r->'takeBack'))) AND tenant || '' = t) l
        WHERE l.reverses IS NULL AND l.amount > 0 AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id);
      -- What is taken back leaves room for others again.
      FOR cut IN
        SELECT l.cap, sum(l.amount)::bigint AS amount FROM ledger_lines l
        WHERE l.case_id = c_id AND l.revision = rev AND l.reverses IS NOT NULL AND l.cap IS NOT NULL GROUP BY l.cap ORDER BY l.cap
      LOOP
        UPDATE ledger_caps SET used = used - cut.amount WHERE tenant = t AND key = cut.cap;
      END LOOP;
    END IF;
    -- What has had its time is taken back without giving room.
    IF r ? 'expire' THEN
      INSERT INTO ledger_lines (id, tenant, case_id, revision, rule, asset, from_owner, to_owner, amount, at, reverses, kind, year)
        SELECT gen_random_uuid()::text, t, c_id, rev, l.rule || ':' || l.id || ':expired', l.asset, l.to_owner, l.from_owner, l.amount, at_, l.id,
               l.kind, l.year
        FROM ledger_lines l
        WHERE l.tenant = t AND l.asset = r#>>'{expire,asset}' AND l.until < (r#>>'{expire,before}')::date AND l.reverses IS NULL AND l.amount > 0
          AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id);
    END IF;
    -- Always in the same order, so that two cases never wait for each other. A reversal may leave a debt; nothing else passes a floor.
    FOR acc IN
      SELECT owner, asset, sum(delta)::bigint AS delta, bool_and(back) AS back FROM (
        SELECT from_owner AS owner, asset, -amount AS delta, reverses IS NOT NULL AS back FROM ledger_lines WHERE case_id = c_id AND revision = rev
        UNION ALL
        SELECT to_owner, asset, amount, reverses IS NOT NULL FROM ledger_lines WHERE case_id = c_id AND revision = rev) d
      GROUP BY owner, asset ORDER BY owner, asset
    LOOP
      INSERT INTO accounts (tenant, owner, asset, floor) VALUES (t, acc.owner, acc.asset, CASE WHEN acc.owner LIKE 'scheme:%' THEN NULL ELSE 0 END)
        ON CONFLICT DO NOTHING;
      UPDATE accounts SET balance = balance + acc.delta
        WHERE tenant = t AND owner = acc.owner AND asset = acc.asset
          AND (acc.delta >= 0 OR acc.back OR floor IS NULL OR balance + acc.delta >= floor)
          AND (acc.delta <= 0 OR acc.back OR ceiling IS NULL OR balance + acc.delta <= ceiling);
      IF NOT FOUND THEN
        RAISE EXCEPTION 'balance' USING ERRCODE = 'BJ002', DETAIL = jsonb_build_object('owner', acc.owner, 'asset', acc.asset, 'amount', acc.delta)::text;
      END IF;
    END LOOP;
  END IF;

  RETURN jsonb_build_object('kind', 'recorded', 'hash', e->>'hash', 'nextStepAt', ms(next_step),
    'tasks', nullif(k->'tasks', r#>'{case,tasks}'));
END $$;
REVOKE ALL ON FUNCTION record_transition(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_transition(jsonb) TO banjie_app;

-- The words by which a text is found. PostgreSQL's own parsers see a Chinese sentence as one word, so that it is cut here: Han characters
-- into overlapping pairs (生育津贴 is 生育, 育津, 津贴), which is what people search by, and letters and digits into words in lower case.
-- A text to be found has its single characters too (p_singles); what is searched for has one only where it stands alone.
CREATE FUNCTION search_words(p_text text, p_singles boolean) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  WITH plain AS (SELECT lower(normalize(p_text, NFKC)) AS line),
    han AS (SELECT m[1] AS run FROM plain, regexp_matches(line, '([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)', 'g') m)
  SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
    SELECT substr(run, i, 2) FROM han, generate_series(1, greatest(1, length(run) - 1)) i
    UNION ALL SELECT substr(run, i, 1) FROM han, generate_series(1, length(run)) i WHERE p_singles
    UNION ALL SELECT m[1] FROM plain, regexp_matches(line, '([a-z0-9à-ÿ]+)', 'g') m) q(word)
$$;
CREATE FUNCTION keep_knowledge_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.question_words := search_words(NEW.question, false);
  NEW.words := search_words(concat_ws(' ', NEW.topic, NEW.question, NEW.answer), true);
  RETURN NEW;
END $$;
CREATE TRIGGER knowledge_words BEFORE INSERT OR UPDATE ON knowledge_entries FOR EACH ROW EXECUTE FUNCTION keep_knowledge_words();

-- What the tenant knows: entries with all of the words, or with at least one. Row-level security would keep a plain role from the index, for
-- it can't know that the comparison of arrays tells nothing of other tenants' rows; so the owner looks, in the tenant that is named.
CREATE FUNCTION find_knowledge(p_words text[], p_all boolean) RETURNS SETOF knowledge_entries
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM knowledge_entries WHERE p_all AND words @> p_words AND retired_at IS NULL AND tenant = current_setting('banjie.tenant', true)
  UNION ALL
  SELECT * FROM knowledge_entries WHERE NOT p_all AND words && p_words AND retired_at IS NULL AND tenant = current_setting('banjie.tenant', true)
$$;
REVOKE ALL ON FUNCTION find_knowledge(text[], boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_knowledge(text[], boolean) TO banjie_app;

-- Keeps a text under the hash of its bytes, once.
CREATE FUNCTION keep_snapshot(p_sha256 text, p_content text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO snapshots (tenant, sha256, content) VALUES (current_setting('banjie.tenant', true), p_sha256, p_content) ON CONFLICT DO NOTHING
$$;

-- Keeps a public key that signs badges, once.
CREATE FUNCTION keep_badge_key(p_kid text, p_jwk jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO badge_keys (tenant, kid, jwk) VALUES (current_setting('banjie.tenant', true), p_kid, p_jwk) ON CONFLICT DO NOTHING
$$;

-- Whoever takes, frees or waits for a resource passes here alone until the end of the transaction.
CREATE FUNCTION lock_resource(p_tenant text, p_resource text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended(p_tenant || ' ' || p_resource, 0))
$$;

-- Tells those who wait for a resource that it is free, as soon as no case but their own holds it. Who tried hears once; who stands by hears
-- again whenever somebody else has had it meanwhile. Who tried and stands by with their role hears of it as the latter.
CREATE FUNCTION tell_waiters(p_tenant text, p_resource text, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  w record;
BEGIN
  FOR w IN
    WITH free AS (
      SELECT q.case_id, q.recipient FROM hold_waits q
      WHERE q.tenant = p_tenant AND q.resource = p_resource AND NOT q.told
        AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.tenant = p_tenant AND h.resource = p_resource AND h.case_id <> q.case_id)),
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

-- Writes the due times of open clocks after a new calendar, with an entry for each case that moved; gives their number.
CREATE FUNCTION move_clocks(p_tenant text, p_version int, p_actor text, p_clocks jsonb) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE moved ON COMMIT DROP AS
    SELECT k.case_id, k.name, k.run, k.due_at AS before, (c->>'dueAt')::timestamptz AS after, (c->>'nextStepAt')::timestamptz AS next_step_at
    FROM jsonb_array_elements(p_clocks) c JOIN clocks k ON k.case_id = c->>'caseId' AND k.name = c->>'name' AND k.run = (c->>'run')::int;
  -- Cases first, as whoever records an act has them, so that neither waits for the other in a ring.
  PERFORM 1 FROM cases c WHERE c.id IN (SELECT m.case_id FROM moved m) ORDER BY c.id FOR UPDATE;
  UPDATE clocks k SET due_at = m.after, next_step_at = m.next_step_at, calendar_version = p_version
    FROM moved m WHERE k.case_id = m.case_id AND k.name = m.name AND k.run = m.run;
  DELETE FROM moved m WHERE m.before IS NOT DISTINCT FROM m.after;
  INSERT INTO clock_moves (id, tenant, case_id, actor_id, version, clocks)
    SELECT gen_random_uuid()::text, p_tenant, m.case_id, p_actor, p_version,
           jsonb_agg(jsonb_build_object('name', m.name, 'run', m.run, 'before', m.before, 'after', m.after) ORDER BY m.name)
    FROM moved m GROUP BY m.case_id;
  UPDATE tasks t SET due_at = m.after FROM moved m WHERE t.case_id = m.case_id AND t.clock = m.name AND t.closed_revision IS NULL;
  UPDATE cases c SET due_at = o.due_at, next_step_at = o.next_step_at
    FROM (SELECT k.case_id, min(k.due_at) AS due_at, min(k.next_step_at) AS next_step_at FROM clocks k
          WHERE k.state = 'running' AND k.case_id IN (SELECT m.case_id FROM moved m) GROUP BY k.case_id) o
    WHERE c.id = o.case_id;
  RETURN (SELECT count(DISTINCT m.case_id) FROM moved m);
END $$;

-- Notes a refused act, and, where another case holds what it wanted, who is to be told when that is free.
-- The lock makes a release that happens at the same time wait until the note is there, or the note see that it is free already.
CREATE FUNCTION record_attempt(p_tenant text, p jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  INSERT INTO attempts (id, tenant, case_id, process, action, actor_id, actor_name, kind, code, message)
  VALUES (gen_random_uuid()::text, p_tenant, p->>'caseId', p->>'process', p->>'action', p->>'actorId', p->>'actorName', p->>'kind', p->>'code', p->>'message');
  IF p ? 'resource' THEN
    PERFORM lock_resource(p_tenant, p->>'resource');
    INSERT INTO hold_waits (tenant, resource, case_id, recipient, title)
      VALUES (p_tenant, p->>'resource', p->>'caseId', jsonb_build_object('person', p->>'actorId'), p->'title') ON CONFLICT DO NOTHING;
    PERFORM tell_waiters(p_tenant, p->>'resource', now());
  END IF;
END $$;

-- The relay works for all tenants: it may claim what waits to leave, and nothing else. What was claimed a minute ago and has neither
-- left nor failed is claimed again: its delivery workflow has a fixed id, so that a second start is rejected.
CREATE FUNCTION claim_outbox(p_limit int) RETURNS TABLE (id text, tenant text, channel text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE outbox o SET handed_at = now()
  FROM (SELECT w.id FROM outbox w
        WHERE w.delivered_at IS NULL AND w.failure IS NULL AND w.channel <> 'inbox' AND (w.handed_at IS NULL OR w.handed_at < now() - interval '1 minute')
        ORDER BY w.at LIMIT p_limit FOR UPDATE SKIP LOCKED) w
  WHERE o.id = w.id RETURNING o.id, o.tenant, o.channel
$$;
-- A parcel has arrived, or is given up with the reason.
CREATE FUNCTION note_delivery(p_tenant text, p_id text, p_failure text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('banjie.tenant', p_tenant, true);
  UPDATE outbox SET delivered_at = CASE WHEN p_failure IS NULL THEN now() END, failure = p_failure WHERE id = p_id AND delivered_at IS NULL;
END $$;
REVOKE ALL ON FUNCTION claim_outbox(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_outbox(int) TO banjie_app;
