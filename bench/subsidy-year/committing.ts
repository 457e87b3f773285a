/** How money is set aside: whoever stands within the budget by the order of submission has it, in whichever order the officers try. */

import { expect } from '../moved/expectation.ts';
import { untilSettled } from '../moved/settled.ts';
import { readLines } from './money.ts';
import { applications, applicationsIn, GRANT, type Year } from './year.ts';

const OFFICERS = ['chai-jing', 'weng-bo'] as const;
/** Beyond the money, so many are tried and refused each time; the first time all are. */
const BEYOND = 20;

/** Tries for all who wait, in an order by chance; exactly those have it for whom there is money. Gives their number. */
export const commitAll = async (year: Year, why: string): Promise<number> => {
  const { callers, chance, house, tally } = year;
  await untilSettled(house);
  const waiting = await applicationsIn(year, 'approved');
  const { free } = await readLines(year);
  const carried = Math.min(waiting.length, Math.floor(free / GRANT));
  const first = tally.of('rounds of commitments') === 0;
  const tried = chance('commit', why).some(
    waiting.slice(0, first ? undefined : carried + BEYOND),
    first ? waiting.length : Math.min(waiting.length, carried + BEYOND),
  );
  tally.add('rounds of commitments');
  const done = await Promise.all(
    tried.map(async ({ id }, n) => {
      const answer = await callers.tryAct('subsidyApplication.commit', OFFICERS[n % 2] as string, id);
      if (answer.kind === 'done') return id;
      expect(
        answer.kind === 'refused' && answer.reason === 'budgetShort',
        `The commitment for ${id} should be refused as budgetShort, and was answered ${JSON.stringify(answer)}.`,
      );
      tally.add('refused: budgetShort');
      return undefined;
    }),
  );
  const committed = new Set(done.filter((id) => id !== undefined));
  const due = waiting.slice(0, carried);
  const passedOver = due.find(({ id }) => !committed.has(id));
  expect(
    committed.size === carried && passedOver === undefined,
    `${why}: the budget carries ${carried} more, ${committed.size} were committed, and ${passedOver?.id ?? 'nobody'} was passed over.`,
  );
  tally.add('commitments', committed.size);
  await checkOrder(year, why);
  return committed.size;
};

/** Nobody waits who was submitted before somebody who has money by now, and no money is left that would do for one more. */
const checkOrder = async (year: Year, why: string): Promise<void> => {
  const { rows } = await year.house.owner.query<{ id: string }>(
    `SELECT c.id FROM cases c WHERE c.tenant = $1 AND c.process = 'subsidyApplication' AND c.state = 'approved'
       AND EXISTS (SELECT FROM cases o JOIN ledger_lines l ON l.case_id = o.id AND l.rule = 'commit' WHERE o.tenant = c.tenant
         AND (o.facts->>'submittedAt')::numeric > (c.facts->>'submittedAt')::numeric)`,
    [year.house.tenant],
  );
  expect(rows.length === 0, `${why}: ${rows[0]?.id} waits, though one that was submitted later has had money.`);
  const { free } = await readLines(year);
  const waits = (await applications(year)).some(({ state }) => state === 'approved');
  expect(!waits || free < GRANT, `${why}: ${free} cents are free, and somebody waits for ${GRANT}.`);
};
