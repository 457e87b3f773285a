/** The town made ready, and a round begun whose worker is killed while its visits open. */
import type { Callers } from '../moved/caller.ts';
import { eventually } from '../moved/eventually.ts';
import { expect } from '../moved/expectation.ts';
import { enterFirm, enterPeople } from '../moved/register.ts';
import { ENDED, OF_SAMPLE, type Plan } from './plan.ts';
import { ADMIN, LEADER, type Round, type Visit, visits } from './round.ts';

/** Visits that are open when the worker is killed. */
const KILLED_AT = 100;
const PER_OFFICER = 8;
/** Milliseconds of real time; cases of the worker that was killed wait until another has them. */
const PATIENCE = 600_000;

export const makeReady = async (callers: Callers, { agents, officers, planned, from }: Plan): Promise<void> => {
  await enterPeople(callers, ADMIN, 'officer', officers);
  await enterPeople(
    callers,
    ADMIN,
    'firmAgent',
    agents.map((id, n) => ({ id, name: `经办${n + 1}` })),
  );
  await Promise.all(
    planned.map(async ({ firm, grid }) => {
      await enterFirm(callers, ADMIN, firm);
      await callers.change(ADMIN, 'setTableRow', {
        ...{ table: 'firmOfficers', key: firm.code, value: { grid }, validFrom: from },
      });
    }),
  );
};

export const plannedRound = async (callers: Callers, { from, to }: Plan): Promise<string> =>
  (await callers.start('visitRound', LEADER, { title: '春季走访', from, to, scope: 'all', questions: ['订单如何？'] })).id;

/** Begins it; one worker of two is killed when so many visits are open, and what it had in hand goes on. */
export const openAll = async (round: Round): Promise<readonly Visit[]> => {
  const { house, callers, id, plan, tally } = round;
  const wanted = plan.planned.length + OF_SAMPLE - ENDED;
  const worker = await house.startWorker();
  await callers.act('visitRound.begin', LEADER, id);
  const many = async (least: number) => {
    const all = await visits(round);
    return all.length >= least ? all : undefined;
  };
  const before = await eventually(() => many(KILLED_AT), `${KILLED_AT} visits should open.`, PATIENCE);
  await worker.kill();
  tally.add('workers killed');
  tally.add('visits open when it was killed', before.length);
  const all = await eventually(() => many(wanted), `${wanted} visits should open, also when a worker is killed.`, PATIENCE);
  expect(all.length === wanted, `${wanted} firms are to be visited, and ${all.length} visits were opened.`);
  expect(new Set(all.map(({ facts }) => facts.firm.code)).size === wanted, 'A firm has two visits of one round.');
  for (const [officer, own] of Map.groupBy(all, ({ facts }) => facts.officer?.id))
    expect(own.length <= PER_OFFICER, `${officer} has ${own.length} visits, and ${PER_OFFICER} are the most.`);
  return all;
};
