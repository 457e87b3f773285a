/** Exports as lines: for spreadsheets, and for programs. */
import { stringify } from 'csv-stringify/sync';
import type { Exported } from './exported.ts';

type Pages = AsyncIterable<readonly Exported[]>;

const COLUMNS: readonly (keyof Exported)[] = [
  ...([
    'at',
    'outcome',
    'caseId',
    'process',
    'revision',
    'event',
    'action',
    'person',
    'name',
    'role',
    'actingFor',
    'emergency',
  ] as const),
  ...(['unit', 'fromState', 'toState', 'late', 'code'] as const),
];

/** With a byte order mark for the Chinese, and no cell that would be a formula. */
export async function* asCsv(pages: Pages): AsyncGenerator<string> {
  let first = true;
  for await (const page of pages) {
    const rows = page.map((row) => ({ ...row, late: row.late === null ? '' : row.late ? 'yes' : 'no' }));
    const options = { columns: [...COLUMNS], record_delimiter: 'windows', escape_formulas: true } as const;
    yield stringify(rows, { ...options, header: first, bom: first });
    first = false;
  }
}

export async function* asJsonLines(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
}
