import { describe, expect, it } from 'vitest';
import { itemsOf, otherCase, person, play } from '../../testing/play.ts';
import { NOTHING_OPENED, openMany, pageBehind } from '../../workflows/kernel/open-many.ts';
import type { Facts } from '../processes/budget-year/award-round/inputs.ts';
import { awardRound } from '../processes/budget-year/award-round/rules.ts';

const reviewer = person('rao-min', 'policyReviewer');
const firms = Array.from({ length: 120 }, (_, n) => `F${String(n).padStart(3, '0')}`);
const begun = (without: readonly string[] = []) =>
  play<Facts>(awardRound, { actor: reviewer, input: { firms: firms.toReversed(), without } });
const goesOn = (round: ReturnType<typeof begun>) =>
  round.does(otherCase(round.current().id), 'openNext', { after: round.current().facts.opening.cursor });
const openedBy = (round: ReturnType<typeof begun>) =>
  round.outcomes.flatMap((outcome) =>
    itemsOf(outcome, 'opening').map((item) => (item as { input: { firm: string } }).input.firm),
  );

describe('a case that opens many', () => {
  it('opens fifty with each act, and each of them once', () => {
    const round = begun();
    expect(round.current().facts.opening).toEqual({ cursor: 'F049', opened: 50, leftOut: 0, done: false });
    expect(itemsOf(round.last(), 'acts')).toEqual([{ on: round.current().id, action: 'openNext', input: { after: 'F049' } }]);
    goesOn(round);
    goesOn(round);
    expect(round.current()).toMatchObject({ state: 'opened', facts: { opening: { opened: 120, done: true } } });
    expect(itemsOf(round.last(), 'acts')).toEqual([]);
    expect(openedBy(round)).toEqual(firms);
  });

  it('counts those that are left out, and goes on behind them', () => {
    const round = begun(firms.slice(0, 60));
    expect(round.current().facts.opening).toEqual({ cursor: 'F049', opened: 0, leftOut: 50, done: false });
    goesOn(round);
    goesOn(round);
    expect(round.current().facts.opening).toEqual({ cursor: 'F119', opened: 60, leftOut: 60, done: true });
  });

  it('opens no page twice, whoever asks for it', () => {
    const round = begun();
    expect(round.tries(reviewer, 'openNext', { after: null })).toMatchObject({ code: 'notTheNextPage' });
    expect(round.tries(reviewer, 'openNext', { after: 'F049' })).toBeUndefined();
    goesOn(round);
    expect(round.tries(otherCase(round.current().id), 'openNext', { after: 'F049' })).toMatchObject({ code: 'notTheNextPage' });
  });

  it('opens nothing more once it is cancelled', () => {
    const round = begun();
    const { cursor } = round.current().facts.opening;
    round.does(reviewer, 'cancel');
    expect(round.tries(otherCase(round.current().id), 'openNext', { after: cursor })).toMatchObject({
      code: 'kernel.wrongState',
    });
    expect(openedBy(round)).toHaveLength(50);
  });

  it('of nothing is done at once', () => {
    const { opening, effects } = openMany(NOTHING_OPENED, {
      caseId: 'R',
      process: 'award',
      action: 'a',
      page: pageBehind([], null),
    });
    expect([opening.done, effects]).toEqual([true, []]);
  });
});
