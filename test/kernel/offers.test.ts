import { describe, expect, it } from 'vitest';
import { nextOffer, type Offers, offerTasks, onlyOffered, passedBy, passOn, withoutGone } from '../../workflows/kernel/offers.ts';
import { refuse } from '../../workflows/kernel/process.ts';

const candidates = [{ id: 'anna' }, { id: 'bo' }, { id: 'chen' }];
const none: Offers = { offer: null, tried: [] };
const notYours = () => refuse('notOffered', 'It is with somebody else.', '已邀约他人。');

describe('an offer', () => {
  const first = passOn(none, { candidates, at: 1, clock: 'offer' });

  it('goes to the first of the candidates, with the whole time to answer', () => {
    expect(first).toEqual({
      to: { id: 'anna' },
      facts: { offer: { to: 'anna', at: 1 }, tried: [] },
      clocks: { start: { offer: 'default' } },
    });
  });

  it('passes on to those who weren’t asked yet, and says what became of it with the others', () => {
    const second = passOn(first.facts, { candidates, at: 2, clock: 'offer', how: 'timedOut' });
    const third = passOn(second.facts, { candidates, at: 3, clock: 'offer', how: 'declined' });
    expect(third.facts).toEqual({
      offer: { to: 'chen', at: 3 },
      tried: [
        { person: 'anna', how: 'timedOut', at: 2 },
        { person: 'bo', how: 'declined', at: 3 },
      ],
    });
    const over = passOn(third.facts, { candidates, at: 4, clock: 'offer', how: 'declined' });
    expect(over).toEqual({ facts: { offer: null, tried: [...third.facts.tried, { person: 'chen', how: 'declined', at: 4 }] } });
  });

  it('follows the order as it is now, and never comes back to somebody by itself', () => {
    expect(nextOffer({ candidates: [{ id: 'chen' }, { id: 'anna' }], tried: [{ person: 'chen' }] })).toEqual({ id: 'anna' });
    expect(nextOffer({ candidates: [], tried: [] })).toBeUndefined();
  });

  it('waits for one person alone, and is answered by them alone while they are there', () => {
    expect(offerTasks(first.facts, { action: 'accept', role: 'expert', clock: 'offer' })).toEqual([
      { action: 'accept', role: 'expert', clock: 'offer', person: 'anna' },
    ]);
    expect(offerTasks(none, { action: 'accept' })).toEqual([]);
    const by = (id: string, gone: readonly { person: string }[] = []) =>
      onlyOffered({ current: { gone }, actor: { id } }, first.facts, notYours)?.code;
    expect([by('anna'), by('bo'), by('bo', [{ person: 'anna' }])]).toEqual([undefined, 'notOffered', undefined]);
    expect(onlyOffered({ current: {}, actor: { id: 'anna' } }, none, notYours)?.code).toBe('notOffered');
  });

  it('is nobody’s once whoever has it leaves', () => {
    const gone = { left: ['anna'], withoutRole: [], unqualified: [] };
    expect(withoutGone(first.facts, gone, 5)).toEqual({ offer: null, tried: [{ person: 'anna', how: 'left', at: 5 }] });
    expect(withoutGone(first.facts, { ...gone, left: ['bo'] }, 5)).toBeUndefined();
    expect(passedBy(none, 'gaveBack', 5)).toEqual(none);
  });
});
