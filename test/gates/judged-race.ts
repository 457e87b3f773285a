/** What has to be true of fifty who do the same at once. */
import type { AnyRule } from '../../workflows/kernel/process.ts';
import type { Act, Answer, GateHouse } from './house.ts';

export const CALLERS = 50;

export type EventRow = { action: string; from_state: string; to_state: string };

/** What is wrong with the answers of a race, and how many were done. */
export const judge = (rule: AnyRule, answers: readonly Answer[], events: readonly EventRow[], action: string) => {
  const done = answers.filter(({ __typename }) => __typename === 'ActionDone');
  const made = events.filter((event) => event.action === action);
  const moved = made.filter(({ from_state, to_state }) => from_state !== to_state && !rule.from.includes(to_state as never));
  const silent = answers.filter(({ __typename, message, issues }) => __typename !== 'ActionDone' && !message && !issues?.length);
  // Whoever has handed a case on may not see it any more.
  const failed = answers.filter(({ __typename, code }) => __typename === 'Error' && code !== 'NOT_FOUND');
  return {
    done,
    wrong: [
      ...(done.length === made.length ? [] : [`${done.length} were told it was done, and ${made.length} events say so`]),
      ...(moved.length > 0 && made.length > 1 ? [`it has moved the case, and was done ${made.length} times`] : []),
      ...(done.length === 0 ? [`nobody has done it: ${JSON.stringify(answers[0])}`] : []),
      ...(silent.length > 0 ? [`${silent.length} weren’t told why not`] : []),
      ...failed.slice(0, 1).map(({ code, message }) => `${failed.length} failed, such as with ${code}: ${message}`),
    ],
  };
};

export const revisionOf = async ({ office }: GateHouse, { caseId }: Act): Promise<number> =>
  (await office.sql<{ revision: number }>(`SELECT revision FROM cases WHERE id = $1`, [caseId]))[0]?.revision ?? -1;

/** What has happened to a case since this revision. */
export const eventsAfter = ({ office }: GateHouse, { caseId }: Act, revision: number): Promise<EventRow[]> =>
  office.sql(`SELECT action, from_state, to_state FROM events WHERE case_id = $1 AND revision > $2 ORDER BY revision`, [
    caseId,
    revision,
  ]);
