-- Writes the clocks that a transition changes, and notes the steps of ladders that it is the answer to.
CREATE OR REPLACE FUNCTION write_clocks(c jsonb, p_clocks jsonb, p_fired jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text := c->>'tenant';
  c_id text := c->>'caseId';
BEGIN
  INSERT INTO clocks (case_id, name, run, tenant, process, budget, ledger, ladder, state, due_at, next_step, next_step_at, started_at, stopped_at,
                      calendar_version, "inner")
    SELECT c_id, k->>'name', (k->>'run')::int, t, c->>'process', k->'budget', k->'ledger', k->'ladder', k->>'state',
           (k->>'dueAt')::timestamptz, (k->>'nextStep')::int, (k->>'nextStepAt')::timestamptz, (k->>'startedAt')::timestamptz,
           (k->>'stoppedAt')::timestamptz, (k->>'calendarVersion')::int,
           coalesce((k->>'inner')::boolean, false)
    FROM jsonb_array_elements(p_clocks) k
  ON CONFLICT (case_id, name, run) DO UPDATE SET
    budget = excluded.budget, ledger = excluded.ledger, state = excluded.state, due_at = excluded.due_at, next_step = excluded.next_step,
    next_step_at = excluded.next_step_at, stopped_at = excluded.stopped_at, calendar_version = excluded.calendar_version;
  IF jsonb_typeof(p_fired) = 'array' THEN
    INSERT INTO clock_steps (case_id, name, run, percent, tenant, revision)
      SELECT c_id, f->>'name', (f->>'run')::int, (f->>'percent')::int, t, (c->>'revision')::int
      FROM jsonb_array_elements(p_fired) f;
  END IF;
END $$;
