import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPickupLine, type PickupLine, parcel, place } from './pickup-line.ts';

let line: PickupLine;
beforeAll(async () => {
  line = await openPickupLine();
  await line.untilHour(12);
});
afterAll(() => line?.close());

const refusal = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;

describe('a pickup', () => {
  it('is offered in turn, collected, carried, delivered and closed when the time for claims is over', async () => {
    const booked = await line.book('mou-xiulan', { parcels: [parcel(), parcel({ planned: 1000 })] });
    expect(booked).toMatchObject({ __typename: 'ActionDone', case: { state: 'booked' } });
    const { id } = booked.case;
    await line.untilHour(18);
    await line.until(id, 'offered');
    expect((await line.facts('yu-bo', id)).offer.to).toBe('tu-gang');
    expect(refusal(await line.act('ke-min', 'accept', id))).toBe('notOffered');
    expect((await line.act('tu-gang', 'decline', id, { reason: 'vehicle' })).case.facts.offer.to).toBe('ke-min');
    expect((await line.act('ke-min', 'accept', id)).case).toMatchObject({ state: 'accepted' });
    await line.untilHour(5, 40);
    expect((await line.act('ke-min', 'arrive', id, { at: place })).case.state).toBe('accepted');
    const collected = await line.collect('ke-min', id, [
      { n: 1, grams: 2500, seal: 'S1' },
      { n: 2, grams: 1000, seal: 'S2' },
    ]);
    expect(collected).toMatchObject({ case: { state: 'collected' } });
    expect(collected.case.facts.parcels.map(({ charge }: { charge: { fen: number } }) => charge.fen)).toEqual([1001, 667]);
    await line.act('jing-tao', 'store', id, { cell: 'xiaotongA', temperature: 32 });
    const handed = await line.act('hua-lei', 'handToTrunk', id, { run: 'r0900', parcels: [1, 2], sealsOk: true });
    expect(handed).toMatchObject({ case: { state: 'onTrunk' } });
    await line.act('carrier', 'deliver', id, { n: 1, to: 'recipient' });
    expect((await line.act('carrier', 'deliver', id, { n: 2, to: 'recipient' })).case.state).toBe('delivered');
    await line.banjie.pass('49 hours');
    await line.until(id, 'closed');
  });
});
