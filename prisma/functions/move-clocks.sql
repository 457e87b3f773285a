-- Writes the due times of open clocks after a new calendar, with an entry for each case that moved; gives their number. The people whom a case
-- concerns hear of the clocks that were promised to them: `p_promised` has their names by process.
CREATE OR REPLACE FUNCTION move_clocks(p_tenant text, p_version int, p_actor text, p_clocks jsonb, p_promised jsonb) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  told record;
BEGIN
  CREATE TEMP TABLE moved ON COMMIT DROP AS
    SELECT k.case_id, k.name, k.run, k.due_at AS before, (c->>'dueAt')::timestamptz AS after, (c->>'nextStepAt')::timestamptz AS next_step_at
    FROM jsonb_array_elements(p_clocks) c JOIN clocks k ON k.tenant = p_tenant AND k.case_id = c->>'caseId' AND k.name = c->>'name' AND k.run = (c->>'run')::int;
  -- Cases first, as whoever records an act has them, so that neither waits for the other in a ring.
  PERFORM 1 FROM cases c WHERE c.id IN (SELECT m.case_id FROM moved m) ORDER BY c.id FOR UPDATE;
  UPDATE clocks k SET due_at = m.after, next_step_at = m.next_step_at, calendar_version = p_version
    FROM moved m WHERE k.case_id = m.case_id AND k.name = m.name AND k.run = m.run;
  DELETE FROM moved m WHERE m.before IS NOT DISTINCT FROM m.after;
  INSERT INTO clock_moves (id, tenant, case_id, actor_id, version, clocks)
    SELECT gen_random_uuid()::text, p_tenant, m.case_id, p_actor, p_version,
           jsonb_agg(jsonb_build_object('name', m.name, 'run', m.run, 'before', m.before, 'after', m.after) ORDER BY m.name)
    FROM moved m GROUP BY m.case_id;
  UPDATE tasks t SET due_at = m.after FROM moved m WHERE t.tenant = p_tenant AND t.case_id = m.case_id AND t.clock = m.name AND t.closed_revision IS NULL;
  UPDATE cases c SET due_at = o.due_at, next_step_at = o.next_step_at
    FROM (SELECT k.case_id, min(k.due_at) FILTER (WHERE NOT k."inner") AS due_at, min(k.next_step_at) AS next_step_at FROM clocks k
          WHERE k.state <> 'stopped' AND k.case_id IN (SELECT m.case_id FROM moved m) GROUP BY k.case_id) o
    WHERE c.id = o.case_id;
  FOR told IN SELECT c.*, jsonb_agg(jsonb_build_object('to', jsonb_build_object('party', pa.role), 'notice', 'dueMoved',
      'channels', p_promised->c.process->'channels', 'params', jsonb_build_object('before', mark(x.before), 'after', mark(x.after)))) AS notices
    FROM moved x JOIN cases c ON c.id = x.case_id JOIN (SELECT DISTINCT case_id, role FROM parties) pa ON pa.case_id = c.id
    WHERE p_promised->c.process->'clocks' ? x.name AND x.before IS NOT NULL AND x.after IS NOT NULL GROUP BY c.id
  LOOP
    PERFORM put_notices(p_tenant, told.id, told.revision, told.process, told.unit, told.area, now(), told.notices);
  END LOOP;
  RETURN (SELECT count(DISTINCT m.case_id) FROM moved m);
END $$;
