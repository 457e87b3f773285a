import { describe, expect, it } from 'vitest';
import { type Candidate, ranked } from '../../../workflows/produce-pickup/order-of-offers.ts';

const free = { onLeave: false, parcelsLeft: 12, gramsLeft: 180_000, nights: 0, openOffers: 0, accepted: 0, lastOffer: null };
const one = (id: string, place: number, more: Partial<Candidate> = {}): Candidate => ({ id, name: id, place, ...free, ...more });
const wanted = { parcels: 3, grams: 7500, night: true, tried: [] };
const caps = { nightOffersPerWeek: 5, openOffers: 3 };
const order = (candidates: readonly Candidate[], more: object = {}) =>
  ranked(candidates, { ...wanted, ...more }, caps).order.map(({ id }) => id);
const why = (candidate: Candidate, more: object = {}) => ranked([candidate], { ...wanted, ...more }, caps).leftOut[0]?.why;

describe('the order of offers', () => {
  it('asks who has accepted fewest first, then who was asked longest ago, then by the roster', () => {
    expect(order([one('a', 1), one('b', 2), one('c', 3)])).toEqual(['a', 'b', 'c']);
    expect(order([one('a', 1, { lastOffer: 200 }), one('b', 2, { lastOffer: 100 }), one('c', 3)])).toEqual(['c', 'b', 'a']);
    expect(
      order([one('a', 1, { accepted: 2 }), one('b', 2, { accepted: 1, lastOffer: 900 }), one('c', 3, { accepted: 2 })]),
    ).toEqual(['b', 'a', 'c']);
  });

  it('is the same however the candidates come', () => {
    const all = [one('a', 3, { accepted: 1 }), one('b', 1), one('c', 2, { lastOffer: 5 })];
    expect(order(all)).toEqual(order(all.toReversed()));
  });

  it('leaves out who can’t come, and says why', () => {
    expect(why(one('a', 1, { onLeave: true }))).toBe('onLeave');
    expect(why(one('a', 1, { parcelsLeft: 2 }))).toBe('full');
    expect(why(one('a', 1, { gramsLeft: 7499 }))).toBe('full');
    expect(why(one('a', 1, { openOffers: 3 }))).toBe('openOffers');
    expect(why(one('a', 1, { nights: 5 }))).toBe('nightCap');
    expect(why(one('a', 1, { nights: 5 }), { night: false })).toBeUndefined();
    expect(why(one('a', 1), { tried: [{ person: 'a', how: 'timedOut' }] })).toBe('timedOut');
  });

  it('knows nothing of how often somebody has declined', () => {
    const tried = [{ person: 'a', how: 'declined' as const }];
    expect(order([one('a', 1), one('b', 2)], { tried })).toEqual(['b']);
    expect(order([one('a', 1), one('b', 2)])).toEqual(['a', 'b']);
  });
});
