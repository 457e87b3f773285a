import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendAct } from '../../activities/acting/send.ts';
import { timeSkipping } from '../servers/shared.ts';
import { errandPackage } from './errand/package.ts';
import { holdRecord, untilRecordWaits } from './held-record.ts';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';

let server: TestWorkflowEnvironment;
let house: House;
beforeAll(async () => {
  server = await timeSkipping();
  house = await openHouse({ temporalAddress: server.address as string, packages: [errandPackage] });
});
afterAll(async () => {
  await house?.close();
  await server?.teardown();
});

const ask = async (what: string) => caseOf(await house.start(resident('anna'), { what }));
const names = async (id: string) =>
  (await house.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).map(
    ({ name }) => name,
  );
/** Past the API, which would stumble itself. */
const send = (id: string, action: string, seen: number) => {
  const request = { action, actor: warden('wang'), input: {}, reference: undefined, requestId: nextRequest(), requestHash: '' };
  return sendAct(house.world, { process: 'errand', tenant: 'village', caseId: id, live: true }, { ...request, seen });
};
const failedTasks = async (id: string) => {
  const { events } = await house.temporal.workflow.getHandle(id).fetchHistory();
  return events?.filter(({ workflowTaskFailedEventAttributes: failed }) => failed).length;
};
const broken = { cause: { type: 'BrokenRule', message: expect.stringContaining('Nobody thought of this case.') } };

describe('a rule that throws a plain error', () => {
  it('fails the act that it was asked about, and the case goes on', async () => {
    const id = await ask('Shopping');
    await expect(send(id, 'stumble', 0)).rejects.toMatchObject(broken);
    expect(await house.act(warden('wei'), 'note', id, { text: 'Still here.' })).toMatchObject({ kind: 'done', revision: 1 });
    expect(await failedTasks(id)).toBe(0);
  });

  it('fails that act alone, where others wait before and after it', async () => {
    const id = await ask('Stamps');
    const letGo = await holdRecord(house, id);
    const before = house.act(warden('wei'), 'note', id, { text: 'Before.' });
    await untilRecordWaits(house);
    const between = send(id, 'stumble', 0).catch((error: unknown) => error);
    const after = house.act(warden('wei'), 'note', id, { text: 'After.' });
    // They have come by then, and wait in the case's own chain.
    await sleep(500);
    await letGo();
    expect((await Promise.all([before, after])).map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(await between).toMatchObject(broken);
    expect(await names(id)).toEqual(['AskedFor', 'Noted', 'Noted']);
  });

  it('also where it only says what must be free', async () => {
    const id = await ask('Keys');
    await expect(send(id, 'reach', 0)).rejects.toMatchObject(broken);
    expect(await house.act(warden('wei'), 'note', id, { text: 'Still here.' })).toMatchObject({ kind: 'done', revision: 1 });
    expect(await failedTasks(id)).toBe(0);
  });

  it('on a ladder is noted as a rung, and the rungs after it are climbed', async () => {
    const id = await ask('Bread');
    await server.sleep('2h');
    await expect.poll(() => names(id)).toEqual(['AskedFor', 'Escalated', 'Escalated']);
    expect(await house.sql(`SELECT percent FROM clock_steps WHERE case_id = $1 ORDER BY percent`, [id])).toEqual([
      { percent: 50 },
      { percent: 100 },
    ]);
    expect(await house.act(warden('wei'), 'note', id, { text: 'At last.' })).toMatchObject({ kind: 'done', revision: 3 });
  });
});
