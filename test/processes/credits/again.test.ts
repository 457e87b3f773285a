import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xiaoshan } from '../../../prisma/seed/xiaoshan.ts';
import { creditCorrectionPackage } from '../../../processes/credit-correction.ts';
import { mentorPairingPackage } from '../../../processes/mentor-pairing.ts';
import { bundleWorkflows } from '../../../workers/workflow-bundle.ts';
import { caseOf, type House, openHouse } from '../../kernel/house.ts';
import { faultsOfRecord } from '../../kernel/record-check.ts';
import { afterMidnight } from '../../servers/after-midnight.ts';
import { person } from '../academy-house.ts';

const packages = [mentorPairingPackage, creditCorrectionPackage];

/** With a record that always runs twice, as it does when a worker dies between the writing and the saying so. */
let house: House;
let stopWorker: () => Promise<void>;
/** Cases whose record was asked to write, in order. */
const written: string[] = [];
afterMidnight();
beforeAll(async () => {
  house = await openHouse({
    packages,
    data: xiaoshan,
    worker: false,
    around: ({ record, ...others }) => ({
      ...others,
      record: async (transition) => {
        written.push(transition.next.id);
        await record(transition);
        return record(transition);
      },
    }),
  });
  stopWorker = await house.newWorker();
});
afterAll(async () => {
  await stopWorker?.();
  await house?.close();
});

const act = async (who: string, action: string, id: string, input: object = {}) => {
  const answer = await house.act(person(who), action, id, input);
  expect(answer, `${action} by ${who}`).toMatchObject({ kind: 'done' });
};
const begin = async (mentor: string, mentee: string): Promise<string> => {
  const id = caseOf(await house.start(person('sheng-lan'), { mentor, mentee, purpose: 'Archives' }));
  await act(mentor, 'acceptAsMentor', id);
  await act(mentee, 'acceptAsMentee', id);
  await act(mentor, 'setGoals', id, { goals: ['Find every file'] });
  await act(mentee, 'sign', id, { version: 1 });
  return id;
};
const log = (who: string, id: string) =>
  act(who, 'logSession', id, { at: new Date(Date.now() - 10 * 60_000).toISOString(), minutes: 10, topic: 'Shelves' });

/** All that the ledger says, line by line and account by account. */
const ledger = async () => ({
  lines: await house.sql(
    `SELECT case_id, revision, rule, from_owner, to_owner, amount::int, asked::int, reverses FROM ledger_lines ORDER BY case_id, revision, rule, to_owner`,
  ),
  accounts: await house.sql(`SELECT owner, balance::int FROM accounts ORDER BY owner`),
  caps: await house.sql(`SELECT * FROM ledger_caps ORDER BY 1, 2`),
});
const balances = async (...people: readonly string[]) => {
  const { accounts } = (await ledger()) as { accounts: { owner: string; balance: number }[] };
  return people.map((id) => accounts.find(({ owner }) => owner === `person:${id}`)?.balance ?? 0);
};
/** How a session and its diligence are written down. */
const SESSION = 3;

const standing = async (id: string) =>
  (await house.sql<{ state: string; revision: number }>(`SELECT state, revision FROM cases WHERE id = $1`, [id]))[0];

/** Sets the workflow of a case back to its first task: all that came after is sent to it and done again. */
const setBack = async (id: string) => {
  const { runId } = await house.temporal.workflow.getHandle(id).describe();
  const history = await house.temporal.workflow.getHandle(id).fetchHistory();
  const first = history.events?.find(({ workflowTaskCompletedEventAttributes: done }) => done);
  await house.temporal.workflowService.resetWorkflowExecution({
    namespace: house.temporal.options.namespace,
    workflowExecution: { workflowId: id, runId },
    reason: 'To be done again',
    workflowTaskFinishEventId: first?.eventId ?? null,
    requestId: `again-${id}`,
  });
};

describe('credits, when a case is gone through again,', () => {
  let id: string;
  beforeAll(async () => {
    id = await begin('mentor-01', 'trainee-01');
    await log('mentor-01', id);
    await act('trainee-01', 'confirmSession', id, { session: 1 });
  }, 60_000);

  it('are given once, though every record runs twice', async () => {
    expect(await balances('mentor-01', 'trainee-01')).toEqual([SESSION, SESSION]);
    expect((await ledger()).lines).toHaveLength(4);
  });

  it('stay as they are when another worker goes on from the history', async () => {
    const before = await ledger();
    await stopWorker();
    stopWorker = await house.newWorker();
    await act('sheng-lan', 'replaceMentor', id, { mentor: 'mentor-02', reason: 'Moved' });
    expect(await ledger()).toEqual(before);
  });

  it('stay as they are when its whole history is replayed', async () => {
    const before = await ledger();
    const history = await house.temporal.workflow.getHandle(id).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: await bundleWorkflows(packages) }, history, id);
    expect(await ledger()).toEqual(before);
  });

  it('stay as they are when its workflow is set back to the beginning and done again', async () => {
    const before = await ledger();
    const was = await standing(id);
    const count = () => written.filter((one) => one === id).length;
    const counted = count();
    await setBack(id);
    await act('mentor-02', 'acceptReplacement', id);
    // The record was asked once more for what it had written, and for the new act.
    expect(count()).toBeGreaterThan(counted + 1);
    expect(await ledger()).toEqual(before);
    expect(await standing(id)).toEqual({ state: 'active', revision: (was?.revision ?? 0) + 1 });
  });

  it('go on from the record when its workflow is lost', async () => {
    const before = await ledger();
    await house.temporal.workflow.getHandle(id).terminate('Lost');
    await act('trainee-01', 'endEarly', id, { reason: 'A new post' });
    expect(await standing(id)).toMatchObject({ state: 'ended' });
    expect(await ledger()).toEqual(before);
    const other = await begin('mentor-01', 'trainee-01');
    await log('trainee-01', other);
    await house.temporal.workflow.getHandle(other).terminate('Lost');
    await act('mentor-01', 'confirmSession', other, { session: 1 });
    expect(await balances('mentor-01', 'trainee-01')).toEqual([2 * SESSION, 2 * SESSION]);
  });

  it('are taken back once, and its closed case gives and takes nothing more', async () => {
    const [line] = await house.sql<{ id: string }>(
      `SELECT id FROM ledger_lines WHERE case_id = $1 AND kind = 'session' AND to_owner = 'person:trainee-01'`,
      [id],
    );
    const correction = house.dealing('creditCorrection');
    const taken = caseOf(await correction.start(person('sheng-lan'), { takeBack: line?.id, reason: 'Nobody met' }));
    const before = await ledger();
    expect(await balances('trainee-01')).toEqual([2 * SESSION - 2]);
    for (const one of [id, taken]) {
      await setBack(one);
      const history = await house.temporal.workflow.getHandle(one).fetchHistory();
      await Worker.runReplayHistory({ workflowBundle: await bundleWorkflows(packages) }, history, one);
    }
    expect(await ledger()).toEqual(before);
    const sum = `SELECT sum(balance)::int AS sum FROM accounts WHERE asset = 'credits'`;
    expect(await house.sql(sum)).toEqual([{ sum: 0 }]);
    expect(await faultsOfRecord(house)).toEqual([]);
  });
});
