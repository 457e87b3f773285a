/** Whether the record of a run is whole: every act once, every chain of hashes unbroken, no run of a case with too long a history. */
import { historyLengths } from '../../test/kernel/history-lengths.ts';
import type { Callers } from './caller.ts';
import { expect } from './expectation.ts';
import type { House } from './house.ts';

/** History events that a run may have. */
const MOST_EVENTS = 250;
/** Chains asked for in one question. */
const TOGETHER = 20;

/** Events of people are the acts that were done, each under its own requestId and in revisions without a gap; what the register says is no act. */
const checkActs = async ({ owner, tenant }: House, { commands }: Callers): Promise<{ cases: number; events: number }> => {
  const { rows } = await owner.query<{ cases: number; events: number; acts: number; gaps: string[] | null }>(
    `SELECT (SELECT count(*) FROM cases WHERE tenant = $1)::int AS cases, count(*)::int AS events,
       count(*) FILTER (WHERE actor_id NOT LIKE 'clock:%' AND actor_id NOT LIKE 'case:%'
         AND action NOT IN ('endSubject', 'renameSubject'))::int AS acts,
       (SELECT array_agg(c.id) FROM cases c WHERE c.tenant = $1
         AND c.revision + 1 <> (SELECT count(*) FROM events e WHERE e.case_id = c.id)) AS gaps
     FROM events WHERE tenant = $1`,
    [tenant],
  );
  const { cases, events, acts, gaps } = rows[0] as (typeof rows)[number];
  expect(gaps === null, `Revisions are missing, or there are too many, in ${gaps?.slice(0, 5).join(', ')}.`);
  expect(acts === commands.length, `${commands.length} acts were answered as done, and ${acts} are on record.`);
  return { cases, events };
};

const caseIds = async ({ owner, tenant }: House): Promise<readonly { id: string; process: string }[]> =>
  (await owner.query<{ id: string; process: string }>('SELECT id, process FROM cases WHERE tenant = $1 ORDER BY id', [tenant]))
    .rows;

/** Has the API compute every chain again, asked by somebody who sees the whole record; gives their number. */
const checkChains = async (house: House, callers: Callers, auditor: string): Promise<number> => {
  const ids = (await caseIds(house)).map(({ id }) => id);
  const parts = Array.from({ length: Math.ceil(ids.length / TOGETHER) }, (_, n) => ids.slice(n * TOGETHER, (n + 1) * TOGETHER));
  const verdicts = await Promise.all(
    parts.map(async (part) =>
      Object.values(
        await callers.ask(
          auditor,
          `{ ${part.map((id, n) => `v${n}: verifyRecord(caseId: "${id}") { caseId intact why }`).join(' ')} }`,
        ),
      ),
    ),
  );
  const broken = (verdicts.flat() as { caseId: string; intact: boolean; why: string }[]).find(({ intact }) => !intact);
  expect(broken === undefined, `The chain of ${broken?.caseId} is broken: ${broken?.why}`);
  return ids.length;
};

export type HistoryFigures = {
  readonly process: string;
  readonly cases: number;
  readonly runs: number;
  readonly mean: number;
  readonly most: number;
};

/** History events of the runs of every case, by process. */
const readHistories = async (house: House): Promise<readonly HistoryFigures[]> => {
  const lengths = new Map<string, { cases: number; runs: number[] }>();
  const tooLong: string[] = [];
  const left = [...(await caseIds(house))];
  const read = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { id, process } = next;
      const of = lengths.get(process) ?? { cases: 0, runs: [] };
      lengths.set(process, of);
      of.cases += 1;
      const runs = await historyLengths(house.temporal, id);
      if (Math.max(...runs) > MOST_EVENTS) tooLong.push(`${id} (${Math.max(...runs)})`);
      of.runs.push(...runs);
    }
  };
  await Promise.all(Array.from({ length: 8 }, read));
  expect(
    tooLong.length === 0,
    `${MOST_EVENTS} history events are allowed, and ${tooLong.length} cases have a run with more: ${tooLong.slice(0, 20).join(', ')}.`,
  );
  return [...lengths]
    .map(([process, { cases, runs }]) => ({
      process,
      cases,
      runs: runs.length,
      mean: runs.reduce((sum, one) => sum + one, 0) / runs.length,
      most: Math.max(...runs),
    }))
    .sort((one, other) => one.process.localeCompare(other.process));
};

/** Seconds of the moved clock by which what a clock does may be late: the worker has its turn when other work lets it. */
const MOST_LATE = 60;

/** What clocks did at the end of their time was done then: their number, and the seconds by which the latest was late. */
const checkClocks = async ({ owner, tenant }: House): Promise<{ fired: number; latest: number }> => {
  const { rows } = await owner.query<{ fired: number; latest: number; which: string | null; early: number }>(
    `WITH late AS (SELECT s.case_id, extract(epoch FROM e.at - k.due_at)::float8 AS seconds
       FROM clock_steps s JOIN events e ON e.case_id = s.case_id AND e.revision = s.revision
       JOIN clocks k ON k.case_id = s.case_id AND k.name = s.name AND k.run = s.run
       WHERE s.tenant = $1 AND s.percent = 100)
     SELECT count(*)::int AS fired, coalesce(max(seconds), 0) AS latest, coalesce(min(seconds), 0) AS early,
       (SELECT case_id FROM late ORDER BY seconds DESC LIMIT 1) AS which FROM late`,
    [tenant],
  );
  const { fired, latest, which, early } = rows[0] as (typeof rows)[number];
  expect(early >= 0, `A clock fired ${-early} s before its time.`);
  expect(latest <= MOST_LATE, `A clock of ${which} fired ${latest.toFixed(0)} s after its time, and ${MOST_LATE} are allowed.`);
  return { fired, latest };
};

/** Checks the whole record; gives the lengths of histories, and what to say about the rest. */
export const checkRecord = async (
  house: House,
  callers: Callers,
  auditor: string,
): Promise<{ histories: readonly HistoryFigures[]; lines: readonly string[] }> => {
  const { cases, events } = await checkActs(house, callers);
  const chains = await checkChains(house, callers, auditor);
  const { fired, latest } = await checkClocks(house);
  const histories = await readHistories(house);
  const { commands, repeats, foundDone, sentAgain } = callers;
  return {
    histories,
    lines: [
      `Record: ${cases} cases, ${events} events, ${commands.length} acts of people each there once; ${chains} chains of hashes whole`,
      `Repeats: ${repeats()} acts were sent twice and done once, and ${foundDone()} were found done; ${sentAgain()} acts and questions without an answer in time were sent again`,
      `Clocks: ${fired} ran to their end, and what follows was done ${latest.toFixed(1)} s later at most`,
      `Histories: no run of a case has more than ${MOST_EVENTS} events`,
    ],
  };
};
