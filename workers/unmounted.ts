/** Open cases of processes that this program doesn't know. */
import type { Pool } from 'pg';
import { counted } from './counted.ts';

/** What to say of them; nothing where there are none. */
export const unmountedWords = async (pool: Pool, mounted: readonly string[]): Promise<string | undefined> => {
  const { rows } = await pool.query<{ process: string; open: number }>(
    `SELECT process, value::int AS open FROM office_figures() WHERE figure = 'open' AND process <> ALL ($1) ORDER BY process`,
    [mounted],
  );
  if (rows.length === 0) return undefined;
  const cases = rows.map(({ process, open }) => `${counted(open, 'open case')} of ${process}`).join(', ');
  return `no process is mounted here for ${cases}: mount what is missing in banjie.config.ts, or start Banjie in the folder that has it`;
};
