/** So that a notice of seven working days can be told in one sitting: the town's rule is changed for the while, and put back. */
import { dueAt } from '../../../activities/calendar/clock.ts';
import { type Row, readRow, setRow } from '../administering.ts';
import { clockFace } from '../case-record.ts';
import { ADMIN, AUDITOR, type Town } from './cast.ts';

const RULE = { table: 'noticeRules', key: 'subsidyApplication' } as const;
const USUAL = { days: 7, least: 5 };

/** Plays with notices that wait for nobody; whatever happens, the rule is put back. */
export const withoutWaiting = async (town: Town, play: () => Promise<void>): Promise<void> => {
  const { day, name, say } = town;
  const set = (value: object) => setRow(town, ADMIN, { row: { ...RULE, value } satisfies Row, day: day() });
  const found = (await readRow(town, ADMIN, RULE))?.value as typeof USUAL | undefined;
  // A telling that was broken off by force may have left it.
  const before = found && found.days > 0 ? found : USUAL;
  say(`What the town pays is public for ${before.days} working days first; from now on until ${await endOf(town, before.days)}.`);
  say(`So that the end is told today, ${name(ADMIN)}, the administrator, sets the rule to none for as long as this is told.`);
  await set({ days: 0, least: 0 });
  try {
    await play();
  } finally {
    await set(before);
    say(`${name(ADMIN)} puts the rule back: notices of subsidies are public for ${before.days} working days again.`);
  }
};

/** When a notice would end that began now. */
const endOf = async ({ ask }: Town, workingDays: number): Promise<string> => {
  const { calendar } = await ask(AUDITOR, '{ calendar }');
  const end = dueAt(calendar, { workingDays, end: 'midnight' }, [{ at: Date.now(), kind: 'start' }]) ?? Number.NaN;
  return `the end of ${clockFace(calendar.zone)(new Date(end - 1).toISOString()).slice(0, 10)}`;
};
