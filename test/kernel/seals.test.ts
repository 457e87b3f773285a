import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAct, sendOpening } from '../../activities/acting/send.ts';
import { commandSeals } from '../../activities/seals.ts';
import { ACT, type ActRequest, type ActResult } from '../../workflows/kernel/contract.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';
import { faultsOfRecord } from './record-check.ts';
import { seals } from './village-seals.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const opened = async () => caseOf(await house.start(resident('anna'), { hall: nextRequest(), purpose: 'Feast' }));
const remark = (actor: Actor, text = 'A word.') => ({
  action: 'remark',
  actor,
  input: { text },
  reference: undefined,
  requestId: nextRequest(),
  requestHash: '',
  seen: 0,
});
/** As somebody who reaches Temporal's port would send it. */
const sendPastTheApi = (caseId: string, request: ActRequest): Promise<ActResult> =>
  house.temporal.workflow.getHandle(caseId).executeUpdate<ActResult, [ActRequest]>(ACT, { args: [request] });
const revisionOf = async (id: string) =>
  (await house.sql<{ revision: number }>('SELECT revision FROM cases WHERE id = $1', [id]))[0]?.revision;

const mallory: Actor = { id: 'mallory', name: 'Mallory', grants: [{ role: 'warden' }, { role: 'admin' }] };
const unsealed = { kind: 'refused', refusal: { code: 'kernel.unsealed' } };

describe('an act that comes past the API', () => {
  it('is refused without a seal, and noted', async () => {
    const id = await opened();
    expect(await sendPastTheApi(id, { ...remark(mallory), seal: '' })).toMatchObject(unsealed);
    expect(await revisionOf(id)).toBe(0);
    expect(await house.sql('SELECT actor_id, code FROM attempts WHERE case_id = $1', [id])).toEqual([
      { actor_id: 'mallory', code: 'kernel.unsealed' },
    ]);
  });

  it('is refused with a seal of another key, another case, other words or another person', async () => {
    const [id, other] = [await opened(), await opened()];
    const request = remark(warden('wang'));
    const of = { tenant: 'village', caseId: id, process: 'hallBooking' };
    const sealed = seals.ofCommand({ ...of, ...request });
    for (const [caseId, forged] of [
      [id, { ...request, seal: commandSeals(['Some other key.']).ofCommand({ ...of, ...request }) }],
      [other, { ...request, seal: sealed }],
      [id, { ...request, input: { text: 'Other words.' }, seal: sealed }],
      [id, { ...request, actor: mallory, seal: sealed }],
      [id, { ...request, actor: { ...request.actor, name: 'Somebody else' }, seal: sealed }],
      [id, { ...request, actor: { ...request.actor, grants: [{ role: 'warden' }, { role: 'admin' }] }, seal: sealed }],
      [id, { ...request, action: 'grant', reference: { wardens: [] }, seal: sealed }],
      [id, { ...request, requestId: nextRequest(), seal: sealed }],
    ] as const)
      expect(await sendPastTheApi(caseId, forged)).toMatchObject(unsealed);
    expect(await sendPastTheApi(id, { ...request, seal: sealed })).toMatchObject({ kind: 'done', revision: 1 });
    expect(await revisionOf(other)).toBe(0);
  });

  it('is refused in the name of a clock and of another case', async () => {
    const id = await opened();
    for (const name of ['clock:answer', 'case:V-HB-1'])
      expect(
        await sendPastTheApi(id, {
          ...remark({ id: name, name, grants: [{ role: name }, { role: 'case' }, { role: 'warden' }] }),
          seal: '',
        }),
      ).toMatchObject(unsealed);
  });

  it('opens no case either', async () => {
    const forger = { ...house.world, seals: commandSeals(['Some other key.']) };
    const { action: _, seen: __, ...command } = remark(resident('anna'));
    const caseId = `forged-${nextRequest()}`;
    const opening = {
      ...command,
      kind: 'new',
      tenant: 'village',
      caseId,
      rulesVersion: 1,
      input: { hall: 'H', purpose: 'P' },
    } as const;
    expect(await sendOpening(forger, 'hallBooking', opening)).toMatchObject(unsealed);
    expect(await revisionOf(caseId)).toBeUndefined();
  });
});

describe('an act of this house', () => {
  it('holds by the key that held before as well, and by no older one', () => {
    const command = { tenant: 'village', caseId: 'V-1', process: 'hallBooking', ...remark(warden('wang')) };
    const [old, both, later] = [commandSeals(['old']), commandSeals(['new', 'old']), commandSeals(['new'])];
    const by = (seal: string) => [old, both, later].map((one) => one.isOfCommand(seal, command));
    expect(by(old.ofCommand(command))).toEqual([true, true, false]);
    expect(by(both.ofCommand(command))).toEqual([false, true, true]);
  });

  it('is refused where its person has lost the role since it was sent', async () => {
    const id = await opened();
    await house.sql(`UPDATE person_roles SET ended_on = CURRENT_DATE WHERE person_id = 'wei'`);
    try {
      const to = { process: 'hallBooking', tenant: 'village', caseId: id, live: true };
      const answer = await sendAct(house.world, to, remark(warden('wei')));
      expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'kernel.wrongRole' } });
      expect(answer).toMatchObject({ refusal: { en: expect.stringContaining('any more') } });
      expect(await sendAct(house.world, to, remark(mallory))).toMatchObject({ refusal: { code: 'kernel.wrongRole' } });
      expect(await revisionOf(id)).toBe(0);
    } finally {
      await house.sql(`UPDATE person_roles SET ended_on = NULL WHERE person_id = 'wei'`);
    }
    expect(await house.act(warden('wei'), 'remark', id, { text: 'I am back.' })).toMatchObject({ kind: 'done' });
    expect(await faultsOfRecord(house)).toEqual([]);
  });
});
