import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAct } from '../../activities/acting/send.ts';
import { kernelActivities } from '../../activities/kernel-activities.ts';
import { newest } from '../../activities/process-package.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { recoverCase } from '../../workers/recovery/recover-case.ts';
import type { ActRequest } from '../../workflows/kernel/contract.ts';
import { decideAny, eventOf } from '../../workflows/kernel/own-acts.ts';
import { isRefusal } from '../../workflows/kernel/process.ts';
import { caseAfter, transitionOf } from '../../workflows/kernel/transition.ts';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';
import { faultsOfRecord } from './record-check.ts';
import { seals, secrets } from './village-seals.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

/** A worker was killed between the record and its answer: the act is recorded, and its workflow knows nothing of it. */
const recordBehindItsBack = async (caseId: string, request: Request, facts: Record<string, unknown> = {}) => {
  const activities = kernelActivities(house.record, [hallBookingPackage], { seals, secrets });
  const head = await activities.readHead({ tenant: 'village', caseId });
  const process = newest(hallBookingPackage);
  const now = Date.now();
  const decision = decideAny([process], head.current, { ...request, now });
  if (isRefusal(decision)) throw new Error(decision.en);
  const outcome = { ...decision.outcome, facts };
  const step = {
    before: head.current,
    decision: { ...decision, outcome },
    request: { ...request, seal: sealed(caseId, request) },
    event: eventOf(process, request.action),
    now,
  };
  expect(await activities.record(transitionOf(process, caseAfter(process, step), step, head))).toMatchObject({
    kind: 'recorded',
  });
};

type Request = Omit<ActRequest, 'seen' | 'expectedRevision' | 'seal'>;
const sealed = (caseId: string, request: Request): string =>
  seals.ofCommand({ tenant: 'village', caseId, process: newest(hallBookingPackage).name, ...request });
const remark = (text: string): Request => ({
  action: 'remark',
  actor: warden('wang'),
  input: { text },
  reference: undefined,
  requestId: nextRequest(),
  requestHash: 'of this remark',
});

const opened = async () => caseOf(await house.start(resident('anna'), { hall: nextRequest(), purpose: 'Feast' }));

describe('a turn that was recorded and then lost with its worker', () => {
  it('is gone on from by acts that come in another order', async () => {
    const id = await opened();
    for (const text of ['One.', 'Two.']) await recordBehindItsBack(id, remark(text));
    const requestId = nextRequest();
    expect(await house.act(warden('wei'), 'remark', id, { text: 'Three.' }, requestId)).toMatchObject({
      kind: 'done',
      revision: 3,
    });
    expect(await house.act(warden('wei'), 'remark', id, { text: 'Three.' }, requestId)).toMatchObject({ replayed: true });
    expect(await house.act(warden('wang'), 'grant', id)).toMatchObject({ kind: 'done', revision: 4 });
    expect(await faultsOfRecord(house)).toEqual([]);
  });

  it('counts as it was recorded, not as it is judged again', async () => {
    const id = await opened();
    const lost = remark('One.');
    await recordBehindItsBack(id, lost, { purpose: 'As recorded' });
    const to = { process: 'hallBooking', tenant: 'village', caseId: id, live: true };
    expect(await sendAct(house.world, to, { ...lost, seen: 0 })).toMatchObject({ kind: 'done', revision: 1 });
    expect(await house.act(warden('wei'), 'grant', id)).toMatchObject({ kind: 'done', revision: 2 });
    expect(await house.sql(`SELECT facts->>'purpose' AS purpose FROM cases WHERE id = $1`, [id])).toEqual([
      { purpose: 'As recorded' },
    ]);
    expect(await faultsOfRecord(house)).toEqual([]);
  });

  it('is read from the record when an act comes that was sent by who saw it there', async () => {
    const grant: Request = { ...remark(''), action: 'grant', input: {}, reference: { wardens: [] } };
    for (const expectedRevision of [undefined, 1]) {
      const id = await opened();
      await recordBehindItsBack(id, { ...grant, requestId: nextRequest() });
      expect(await house.act(resident('anna'), 'giveBack', id, {}, nextRequest(), expectedRevision)).toMatchObject({
        kind: 'done',
        revision: 2,
      });
    }
    expect(await faultsOfRecord(house)).toEqual([]);
  });

  it('is found by a look at all open cases, which begins its workflow again from the record', async () => {
    const id = await opened();
    await recordBehindItsBack(id, remark('One.'));
    const services = { pool: house.record, temporal: house.temporal, taskQueue: house.world.taskQueue };
    const look = () => recoverCase(services, { process: 'hallBooking', tenant: 'village', caseId: id }, { overdue: false });
    // It may be on its way still.
    expect(await look()).toBeUndefined();
    await house.sql(`UPDATE cases SET updated_at = updated_at - interval '2 minutes' WHERE id = $1`, [id]);
    expect(await look()).toMatchObject({ kind: 'behind', revision: 1 });
    expect(await house.act(warden('wei'), 'grant', id, {}, nextRequest(), 1)).toMatchObject({ kind: 'done', revision: 2 });
  });
});
