/** Thousands of reports at once, as if they had come in over a year. Written by SQL, for paging alone: they have no workflows. */
import type { Office } from './office.ts';

/** Reports written; a third of them is closed, a fifth of the open ones has no due time, and many share their moments. */
export const MANY = 6000;

/** What such a report knows: little, and nothing that the rules ask for is missing. */
const facts = {
  category: { code: 'rubbish', title: { en: 'Dumped rubbish', zh: '暴露垃圾' }, handle: { workingDays: 2 }, anonymous: false },
  ...{ reporters: [], workedOn: [], objections: [], extensions: [], ratings: [], meetings: [] },
  ...{ dispatch: null, handler: null, question: null, extensionAsked: null, suspensionAsked: null, suspendedUntil: null },
  ...{ result: null, ending: null, points: null, rejection: null, merged: null, closedAt: null, handedOver: null },
  ...{ rework: 0, reopenings: 0, leaderToAssign: false, firstDispatchAt: null },
};

export const fillWithCases = async ({ sql }: Office): Promise<void> => {
  const number = `'FS-IR-20250101-' || lpad(n::text, 6, '0')`;
  const closed = '(n % 3 = 0)';
  const due = `CASE WHEN ${closed} OR n % 5 = 0 THEN NULL ELSE timestamptz '2027-01-01' + (n % 40) * interval '1 hour' END`;
  const opened = `timestamptz '2025-01-01' + (n / 7) * interval '3 minutes'`;
  await sql(`INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, unit, area, facts, tasks_open, clock_states,
      opened_by, opened_at, updated_at, closed_at, live, due_at, head_hash)
    SELECT ${number}, 'fushan', 'issueReport', 1, 'Report ' || n, CASE WHEN ${closed} THEN 'closed' ELSE 'handling' END, ${closed}, 1,
      (ARRAY['sanitation', 'urban', 'market', 'traffic'])[1 + n % 4], (ARRAY['fushan-park', 'cangqiao', 'dalongshi'])[1 + n % 3],
      '${JSON.stringify(facts)}', '[]', '{"handle": "running"}',
      'deng-li', ${opened}, ${opened}, CASE WHEN ${closed} THEN ${opened} END, false, ${due}, 'h' || n
    FROM generate_series(1, ${MANY}) n`);
  await sql(`INSERT INTO events (case_id, revision, tenant, process, name, action, actor_id, actor_name, role, at, to_state, input, changes,
      request_id, request_hash, previous, hash, tx)
    SELECT ${number}, r, 'fushan', 'issueReport', CASE r WHEN 0 THEN 'Reported' ELSE 'Accepted' END, 'start', 'deng-li', 'Deng', 'courier',
      ${opened}, 'handling', '{}', '{}', 'bulk-' || n || '-' || r, '', '', repeat('0', 64), n
    FROM generate_series(1, ${MANY}) n, generate_series(0, 1) r`);
  await sql(`INSERT INTO tasks (id, tenant, case_id, process, action, role, unit, area, clock, due_at, opened_at, opened_revision)
    SELECT 'task-' || n, 'fushan', ${number}, 'issueReport', 'done', 'handler', (ARRAY['sanitation', 'urban', 'market', 'traffic'])[1 + n % 4],
      'fushan-park', 'handle', ${due}, ${opened}, 1
    FROM generate_series(1, ${MANY}) n WHERE NOT ${closed}`);
  await sql(`INSERT INTO clocks (case_id, name, run, tenant, process, budget, ledger, ladder, state, due_at, started_at, calendar_version)
    SELECT ${number}, 'handle', 0, 'fushan', 'issueReport', '{"workingDays": 2}',
      jsonb_build_array(jsonb_build_object('at', ms(${opened}), 'kind', 'start')), '[]', 'running', ${due}, ${opened}, 1
    FROM generate_series(1, ${MANY}) n`);
  await sql(`INSERT INTO parties (id, tenant, case_id, role, name, phone, revision)
    SELECT 'party-' || n, 'fushan', ${number}, 'reporter', 'Reporter ' || n, '13900000000', 0 FROM generate_series(1, ${MANY}) n`);
  await sql(`INSERT INTO case_texts (case_id, revision, kind, tenant, actor, text, pairs)
    SELECT id, 0, 'title', tenant, opened_by, lower(title), pairs_of(lower(title)) FROM cases WHERE title LIKE 'Report %'`);
  await sql(`INSERT INTO attachments (case_id, sha256, tenant, revision, mime, bytes)
    SELECT ${number}, repeat('a', 64), 'fushan', 0, 'image/jpeg', 1 FROM generate_series(1, ${MANY}) n`);
  await sql(`INSERT INTO links (id, tenant, from_case, to_case, kind, since_revision)
    SELECT 'link-' || n, 'fushan', ${number}, 'FS-IR-20250101-' || lpad((n + 1)::text, 6, '0'), 'mergedInto', 1
    FROM generate_series(1, ${MANY - 1}, 2) n`);
  await sql('ANALYZE');
};
