import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporalActions } from '../../bench/temporal-actions.ts';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

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
    const before = await temporalActions(house.metricsAddress);
    await Promise.all(ids.map((id) => house.act(warden('wang'), 'remark', id, { text: `Round ${round}` })));
    rounds.push((await temporalActions(house.metricsAddress)) - before);
  }
  expect(Math.min(...rounds) / ids.length).toBe(2);
});
