/** Many cases that were never played, written in bulk, so that lists are as long as after years. */
import type { Client } from 'pg';
import { TENANT } from './letters.ts';
import { BUSY_DAY } from './questions.ts';

/** Residents who report, so that no one of them reports thousands. */
const RESIDENTS = 5_000;

/**
 * Writes so many issue reports with their events, tasks and clocks over the last two years, spread over the tenant's departments and
 * areas. Every tenth is open: dispatched, being handled or being checked.
 */
export const storeCases = async (owner: Client, cases: number): Promise<void> => {
  await owner.query('SET synchronous_commit = off');
  await owner.query(
    `INSERT INTO people (tenant, id, subject, name) SELECT $1, 'resident-' || n, 'resident-' || n, 'Resident ' || n FROM generate_series(0, $2::int - 1) n`,
    [TENANT, RESIDENTS],
  );
  await owner.query(
    `CREATE TEMP TABLE made AS
     WITH departments AS (
       SELECT u.id, row_number() OVER (ORDER BY u.id) - 1 AS n, count(*) OVER () AS all_, (
         SELECT array_agg(p.id ORDER BY p.id) FROM people p JOIN person_roles r ON r.tenant = p.tenant AND r.person_id = p.id
         WHERE p.tenant = u.tenant AND r.role = 'handler' AND r.unit = u.id) AS handlers
       FROM units u WHERE u.tenant = $1 AND u.kind = 'department'),
     grid AS (
       SELECT a.id, row_number() OVER (ORDER BY a.id) - 1 AS n, count(*) OVER () AS all_, (
         SELECT min(r.person_id) FROM person_roles r WHERE r.tenant = a.tenant AND r.role = 'officer' AND r.area = a.id) AS officer
       FROM areas a WHERE a.tenant = $1)
     SELECT i, 'OLD-IR-' || lpad(i::text, 8, '0') AS id, i % 10 > 0 AS closed,
       CASE WHEN i % 10 > 0 THEN 'closed' ELSE (ARRAY['dispatched', 'handling', 'verifying'])[1 + i / 10 % 3] END AS state,
       d.id AS unit, d.handlers[1 + i / 7 % array_length(d.handlers, 1)] AS handler, g.id AS area, g.officer,
       'resident-' || (i::bigint * 7919) % $3::int AS reporter,
       now() - ($2::int - i) * (interval '730 days' / $2::int) AS at
     FROM generate_series(1, $2::int) i
     JOIN departments d ON d.n = i * 31 % d.all_ JOIN grid g ON g.n = i * 17 % g.all_`,
    [TENANT, cases, RESIDENTS],
  );
  for (const statement of statements) await owner.query(statement, [TENANT]);
  await owner.query(pickups, [BUSY_DAY, PICKUPS]);
  await owner.query('VACUUM ANALYZE');
};

/** What so many pickups of one day hold of its first slot. */
const PICKUPS = 800;
const pickups = `INSERT INTO holds (tenant, resource, slot, case_id, process, title, since, amount)
  SELECT 'tongyu', 'slot:dawn530:' || $1::text || of, i, 'OLD-EX-' || i, 'producePickup', '{"en": "Slot", "zh": "时段"}', now(), amount
  FROM generate_series(1, $2::int) i CROSS JOIN (VALUES ('', 1), (':g', 2500)) what (of, amount)`;

const statements = [
  `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, unit, area, facts, tasks_open, clock_states,
     opened_by, opened_at, updated_at, closed_at, live, due_at, head_hash)
   SELECT id, $1, 'issueReport', 1, 'Rubbish beside stop ' || i, state, closed, CASE WHEN closed THEN 4 ELSE 1 END, unit, area,
     jsonb_build_object('text', repeat('What the resident wrote. ', 12), 'handler', handler, 'reporters', jsonb_build_array(jsonb_build_object('id', reporter))),
     '[]', '{}', reporter, at, at + interval '1 hour', CASE WHEN closed THEN at + interval '2 days' END, NOT closed,
     CASE WHEN NOT closed THEN at + interval '3 days' END, md5(id) || md5(unit)
   FROM made`,
  `INSERT INTO events (case_id, revision, tenant, process, name, action, actor_id, actor_name, role, unit, at, from_state, to_state, input, changes, clocks,
     request_id, request_hash, previous, hash)
   SELECT m.id, e.revision, $1, 'issueReport', e.name, e.action, a.actor, a.actor, e.role, CASE WHEN e.role = 'handler' THEN m.unit END,
     m.at + e.revision * interval '5 hours', NULL, m.state, jsonb_build_object('text', repeat('As it was sent. ', 6)), '{"before": {}, "after": {}}',
     CASE WHEN e.name = 'Verified' THEN jsonb_build_object('handle', jsonb_build_object('dueAt', m.at, 'overdue', i % 20 = 1)) END,
     m.id || ':' || e.revision, md5(m.id), '', md5(m.id) || md5(e.name)
   FROM made m
   CROSS JOIN (VALUES (0, 'Reported', 'start', 'resident'), (1, 'Accepted', 'accept', 'handler'), (2, 'Done', 'done', 'handler'),
     (3, 'Verified', 'verify', 'officer'), (4, 'Rated', 'rate', 'resident')) e (revision, name, action, role)
   CROSS JOIN LATERAL (SELECT CASE e.role WHEN 'handler' THEN m.handler WHEN 'officer' THEN m.officer ELSE m.reporter END AS actor) a
   WHERE m.closed OR e.revision <= 1
   ORDER BY m.at + e.revision * interval '5 hours'`,
  `INSERT INTO clocks (case_id, name, run, tenant, process, budget, ledger, ladder, state, due_at, started_at, stopped_at, calendar_version)
   SELECT id, 'handle', 0, $1, 'issueReport', '{"workingDays": 3}',
     jsonb_build_array(jsonb_build_object('at', ms(at), 'kind', 'start'))
       || CASE WHEN closed THEN jsonb_build_array(jsonb_build_object('at', ms(at) + 9000000, 'kind', 'stop')) ELSE '[]' END,
     '[]', CASE WHEN closed THEN 'stopped' ELSE 'running' END, at + interval '3 days', at, CASE WHEN closed THEN at + interval '150 minutes' END, 1
   FROM made`,
  `INSERT INTO tasks (id, tenant, case_id, process, action, person, role, unit, area, clock, due_at, opened_at, opened_revision, closed_revision, closed_by)
   SELECT gen_random_uuid()::text, $1, m.id, 'issueReport', t.action, CASE WHEN t.action = 'done' THEN m.handler END, t.role, m.unit, m.area, 'handle',
     m.at + interval '3 days', m.at, t.n, CASE WHEN m.closed THEN t.n + 1 END, CASE WHEN m.closed THEN m.handler END
   FROM made m
   JOIN (VALUES (0, 'accept', 'handler', 'dispatched'), (1, 'done', 'handler', 'handling'), (2, 'verify', 'officer', 'verifying')) t (n, action, role, state)
     ON m.closed OR m.state = t.state`,
  `INSERT INTO parties (id, tenant, case_id, role, person, revision) SELECT gen_random_uuid()::text, $1, id, 'reporter', reporter, 0 FROM made`,
];
