import type { House } from './house.ts';

/** What is written of a case, in the order in which it can be taken away. */
const TABLES = [
  'case_texts',
  'outbox',
  'hold_waits',
  'holds',
  'tasks',
  'clock_steps',
  'clocks',
  'links',
  'parties',
  'events',
] as const;

/** Notes how the record has a case; the function it gives sets the record back to that, as a restored database would have it. */
export const setBackLater = async (house: House, caseId: string): Promise<() => Promise<void>> => {
  const rowsOf = async (table: string): Promise<string> => {
    const column = table === 'links' ? 'from_case' : table === 'cases' ? 'id' : 'case_id';
    const [row] = await house.sql<{ rows: unknown }>(
      `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') AS rows FROM ${table} t WHERE ${column} = $1`,
      [caseId],
    );
    return JSON.stringify(row?.rows);
  };
  const before = new Map<string, string>();
  for (const table of [...TABLES, 'cases']) before.set(table, await rowsOf(table));
  return async () => {
    for (const table of TABLES)
      await house.sql(`DELETE FROM ${table} WHERE ${table === 'links' ? 'from_case' : 'case_id'} = $1`, [caseId]);
    await house.sql(
      `UPDATE cases c SET state = b.state, closed = b.closed, revision = b.revision, facts = b.facts, tasks_open = b.tasks_open, named = b.named,
         gone = b.gone, clock_states = b.clock_states, updated_at = b.updated_at, closed_at = b.closed_at, live = b.live, due_at = b.due_at,
         next_step_at = b.next_step_at, head_hash = b.head_hash
       FROM jsonb_populate_recordset(null::cases, $1) b WHERE c.id = b.id`,
      [before.get('cases')],
    );
    for (const table of TABLES.toReversed()) {
      const columns = await house.sql<{ name: string }>(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped`,
        [table],
      );
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      await house.sql(`INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(null::${table}, $1)`, [
        before.get(table),
      ]);
    }
  };
};

/** Sets the record back to before a case was opened. */
export const forget = async (house: House, caseId: string): Promise<void> => {
  for (const table of TABLES)
    await house.sql(`DELETE FROM ${table} WHERE ${table === 'links' ? 'from_case' : 'case_id'} = $1`, [caseId]);
  await house.sql(`DELETE FROM cases WHERE id = $1`, [caseId]);
  await house.sql(`DELETE FROM start_requests WHERE case_id = $1`, [caseId]);
};
