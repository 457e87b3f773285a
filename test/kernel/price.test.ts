import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

/** Billable actions as the server itself counts them, once its page stands still. */
const actions = async (): Promise<number> => {
  for (let last = await counted(); ; ) {
    await sleep(1_500);
    const now = await counted();
    if (now === last) return now;
    last = now;
  }
};

const counted = async (): Promise<number> => {
  const page = await (await fetch(`http://${house.metricsAddress}/metrics`)).text();
  return page
    .split('\n')
    .filter((line) => line.startsWith('action{'))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
};

it('a human act costs six events of history', async () => {
  const id = caseOf(await house.start(resident('anna'), { hall: 'Cheap', purpose: 'Wedding' }));
  const length = async () => (await house.temporal.workflow.getHandle(id).describe()).historyLength;
  const before = await length();
  await house.act(warden('wang'), 'remark', id, { text: 'One.' });
  expect((await length()) - before).toBe(6);
});

it('a human act costs two Temporal actions, by the server’s own count', async () => {
  const ids = await Promise.all(
    Array.from({ length: 10 }, async (_, i) =>
      caseOf(await house.start(resident('anna'), { hall: `Count ${i}`, purpose: 'Wedding' })),
    ),
  );
  const rounds: number[] = [];
  // Other tests use the same server: what they add makes a round dearer, never cheaper.
  for (let round = 0; round < 3; round++) {
    const before = await actions();
    await Promise.all(ids.map((id) => house.act(warden('wang'), 'remark', id, { text: `Round ${round}` })));
    rounds.push((await actions()) - before);
  }
  expect(Math.min(...rounds) / ids.length).toBe(2);
});
