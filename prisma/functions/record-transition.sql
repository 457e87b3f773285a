-- Writes one transition, whole or not at all. Run twice or late, it changes nothing and says so.
-- Errors: BJ003 the requestId belongs to another act, BJ004 the calendar, the limits or the staff have changed
-- (check_reckoning), and those of the effects.
-- An act touches a few rows by their keys, whatever it is: its statements are planned once in a connection, and never to read a whole table
-- because that was small when they were planned. What this function calls runs under the same settings.
-- The owner writes, whom row-level security doesn't bind: its condition would cost time in each statement, and be looked up by a tenant's
-- index, through all of the tenant's rows, where a table has no statistics yet. So each statement names the tenant, or a case that
-- was found in it; and where a key is enough, the tenant is named in a way for which there is no index.
CREATE OR REPLACE FUNCTION record_transition(r jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  -- What the functions of effects are given beside their items.
  c jsonb := r->'context';
  t text := c->>'tenant';
  -- Kept with the event and covered by its hash: what is written here comes from it.
  wr jsonb := r->'wrote';
  k jsonb := wr->'case';
  e jsonb := r->'event';
  c_id text := c->>'caseId';
  rev int := (c->>'revision')::int;
  at_ timestamptz := (c->>'at')::timestamptz;
  effects jsonb := wr->'effects';
  clocks_moved boolean := jsonb_typeof(wr->'clocks') = 'array';
  next_step timestamptz;
  items jsonb;
  wrong jsonb;
BEGIN
  PERFORM set_config('banjie.tenant', t, true);

  -- Before any row of the case is locked: a change of the calendar locks the calendar first and the cases after it.
  PERFORM check_reckoning(r);

  -- A wrong code is counted under the lock of its case, and nothing else is written.
  IF r ? 'codes' THEN
    PERFORM 1 FROM cases WHERE id = c_id AND revision = rev - 1 AND tenant || '' = t AND head_hash = e->>'previous' FOR UPDATE;
    IF FOUND THEN wrong := wrong_code(c, r->'codes'); END IF;
    IF wrong IS NOT NULL THEN RETURN jsonb_build_object('kind', 'refused', 'code', 'BJ030', 'detail', wrong); END IF;
  END IF;

  IF rev = 0 THEN
    INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, unit, area, facts, tasks_open, named, gone,
                       hands, clock_states, opened_by, opened_at, updated_at, closed_at, live, due_at, next_step_at, head_hash, sealed)
    VALUES (c_id, t, c->>'process', (k->>'rulesVersion')::int, k->>'title', c->>'state', (c->>'closed')::boolean, 0, c->>'unit', c->>'area',
            r->'facts', k->'tasks', ARRAY(SELECT jsonb_array_elements_text(k->'named')), k->'gone', k->'hands', k->'clocks', k->>'openedBy', at_, at_,
            CASE WHEN (c->>'closed')::boolean THEN at_ END, (k->>'live')::boolean, (r->>'dueAt')::timestamptz, (r->>'nextStepAt')::timestamptz, e->>'hash', (k->>'sealed')::boolean)
    ON CONFLICT (id) DO NOTHING RETURNING next_step_at INTO next_step;
  ELSE
    UPDATE cases SET
      rules_version = (k->>'rulesVersion')::int, title = coalesce(k->>'title', title), state = c->>'state', closed = (c->>'closed')::boolean,
      revision = rev, unit = c->>'unit', area = c->>'area', facts = r->'facts', tasks_open = k->'tasks',
      named = ARRAY(SELECT jsonb_array_elements_text(k->'named')), gone = k->'gone', hands = k->'hands', clock_states = k->'clocks',
      updated_at = at_, closed_at = CASE WHEN (c->>'closed')::boolean THEN coalesce(CASE WHEN closed THEN closed_at END, at_) END,
      live = (k->>'live')::boolean, head_hash = e->>'hash', sealed = (k->>'sealed')::boolean,
      due_at = CASE WHEN clocks_moved THEN (r->>'dueAt')::timestamptz ELSE due_at END,
      next_step_at = CASE WHEN clocks_moved THEN (r->>'nextStepAt')::timestamptz ELSE next_step_at END
    WHERE id = c_id AND revision = rev - 1 AND tenant || '' = t AND head_hash = e->>'previous' AND state = c->>'fromState'
    RETURNING next_step_at INTO next_step;
  END IF;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind',
      CASE WHEN EXISTS (SELECT 1 FROM events WHERE case_id = c_id AND revision = rev AND tenant || '' = t AND request_id = c->>'requestId')
      THEN 'again' ELSE 'behind' END);
  END IF;

  INSERT INTO events (case_id, revision, tenant, process, name, action, actor_id, actor_name, role, capacity, unit, at, from_state, to_state, reason,
                      confidential, input, reference, changes, clocks, wrote, request_id, request_hash, previous, salt, hash, signature)
  VALUES (c_id, rev, t, c->>'process', e->>'name', e->>'action', c->>'actor', e->>'actorName', e->>'role', NULLIF(e->'capacity', 'null'), e->>'unit', at_, c->>'fromState',
          c->>'state', e->>'reason', coalesce((e->>'confidential')::boolean, false), coalesce(e->'input', '{}'), e->'reference', e->'changes', e->'clocks', wr,
          c->>'requestId', e->>'requestHash', e->>'previous', e->>'salt', e->>'hash', e->>'signature')
  ON CONFLICT (tenant, request_id) DO NOTHING;
  IF NOT FOUND THEN RAISE EXCEPTION 'requestId used' USING ERRCODE = 'BJ003'; END IF;
  -- Nobody signed in, followers, clocks and other cases hold no role that could have ended.
  IF strpos(c->>'actor', ':') = 0 AND c->>'actor' <> 'anonymous' AND NOT (CASE WHEN jsonb_typeof(e->'capacity') = 'object' THEN may_act_as(c, e, (r#>>'{staff,day}')::date)
    ELSE EXISTS (SELECT 1 FROM person_roles h WHERE h.tenant = t AND h.person_id = c->>'actor' AND h.role = e->>'role'
      AND h.valid_from <= (r#>>'{staff,day}')::date AND (h.ended_on IS NULL OR h.ended_on > (r#>>'{staff,day}')::date)) END) THEN
    RAISE EXCEPTION 'role not held' USING ERRCODE = 'BJ009';
  END IF;

  IF clocks_moved THEN PERFORM write_clocks(c, wr->'clocks', wr->'fired'); END IF;
  PERFORM write_tasks(c, k->'tasks', clocks_moved);
  IF r ? 'provisional' THEN PERFORM tell_of_arrangement(c, r->>'provisional'); END IF;
  IF r ? 'texts' THEN PERFORM keep_texts(c, r->'texts'); END IF;
  INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
    SELECT gen_random_uuid()::text, t, c_id, rev, c->>'process', 'webhook', e->>'name', w.id, '{}', at_
    FROM webhooks w WHERE w.tenant = t AND w.active AND (w.events = '{}' OR e->>'name' = ANY (w.events));

  -- In the order in which they come: the recorder has sorted them, so that all transitions lock in the same order. The kinds that Banjie ships
  -- are called by name, the frequent ones first, for plans that are made once in a connection.
  IF c->>'fromState' IS DISTINCT FROM c->>'state' OR (c->>'closed')::boolean THEN
    IF NOT effects @> '[{"kind": "holds"}]' THEN PERFORM end_waits(c); END IF;
  END IF;
  FOR i IN 0 .. jsonb_array_length(effects) - 1 LOOP
    items := effects->i->'items';
    CASE effects->i->>'kind'
      WHEN 'notices' THEN PERFORM put_notices(t, c_id, rev, c->>'process', c->>'unit', c->>'area', at_, items);
      WHEN 'attachments' THEN PERFORM effect_attachments(c, items);
      WHEN 'holds' THEN PERFORM effect_holds(c, items);
      WHEN 'ledger' THEN PERFORM effect_ledger(c, items);
      WHEN 'parties' THEN PERFORM effect_parties(c, items);
      WHEN 'links' THEN PERFORM effect_links(c, items);
      WHEN 'acts' THEN PERFORM effect_acts(c, items);
      WHEN 'opening' THEN PERFORM effect_opening(c, items);
      WHEN 'qualifications' THEN PERFORM effect_qualifications(c, items);
      WHEN 'bookings' THEN PERFORM effect_bookings(c, items);
      WHEN 'knowledge' THEN PERFORM effect_knowledge(c, items);
      WHEN 'measurements' THEN PERFORM effect_measurements(c, items);
      WHEN 'payments' THEN PERFORM effect_payments(c, items);
      WHEN 'codes' THEN PERFORM effect_codes(c, items);
      ELSE EXECUTE format('SELECT %I($1, $2)', 'effect_' || (effects->i->>'kind')) USING c, items;
    END CASE;
  END LOOP;

  RETURN jsonb_build_object('kind', 'recorded', 'hash', e->>'hash', 'nextStepAt', ms(next_step));
END $$;
