import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, person } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/issue-report/facts.ts';
import { issueReport as process } from '../../../workflows/issue-report/rules.ts';
import { shows } from '../../../workflows/issue-report/showing.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import {
  actions,
  category,
  checked,
  chen,
  chosen,
  dispatcher,
  fire,
  li,
  limits,
  nobody,
  officer,
  onTheSpot,
  opening,
  report,
  result,
  shiftLeader,
  spot,
  told,
  wang,
  zhao,
} from './street.ts';

const limited = { limits };
const first = () => report(wang, {}, {}, 'A').does(li, 'accept');
const second = () => report(chen, {}, {}, 'B');
const open = (id: string, where: object = {}) => ({
  target: { id, process: 'issueReport', open: true, mergedInto: null, category: 'pavement', place: spot, own: false, ...where },
});
const apart = { own: false };

type Asked = { readonly on: string; readonly action: string; readonly input: unknown };
const asked = (played: Played<Facts>) => itemsOf(played.last(), 'acts') as readonly Asked[];

/** Carries out what the last act of one case asks of another. */
const passOn = (from: Played<Facts>, to: Played<Facts>): void => {
  for (const { on, action, input } of asked(from))
    if (on === to.current().id) to.does(otherCase(from.current().id), action, input, apart);
};
const merged = () => {
  const [a, b] = [first(), second()];
  b.does(dispatcher, 'merge', { into: 'A' }, open('A'));
  passOn(b, a);
  return { a, b };
};

describe('merging two reports of one matter', () => {
  it('moves the reporters to the report that goes on, links the two and lets the merged one rest', () => {
    const { a, b } = merged();
    expect(b.current()).toMatchObject({
      state: 'merged',
      tasks: [],
      clocks: { accept: 'paused', objection: 'paused', handle: 'paused' },
    });
    expect(itemsOf(b.last(), 'links')).toEqual([{ op: 'link', to: 'A', as: 'mergedInto' }]);
    expect(told(b, 'merged')).toMatchObject([{ to: { party: 'reporter' }, params: { into: 'A' } }]);
    expect(a.current().facts.reporters.map(({ id }) => id)).toEqual(['wang', 'chen']);
    expect(a.current().state).toBe('handling');
    expect(actions(a)).toEqual(['done li']);
  });

  it('brings along who worked on it, in whatever name: they don’t check the matter on the one that goes on', () => {
    const a = first();
    const deputy = { id: 'hu', name: 'hu', deputyship: 'd1', from: '2026-03-01', until: '2026-03-31' };
    const b = second()
      .does({ ...zhao, deputy }, 'accept')
      .does(dispatcher, 'merge', { into: 'A' }, open('A'));
    passOn(b, a);
    a.does(li, 'done', result, limited);
    for (const id of ['zhao', 'hu'])
      expect(a.tries({ ...officer, id }, 'verify', onTheSpot, checked)).toMatchObject({ code: 'ownWork' });
    expect(a.tries(officer, 'verify', onTheSpot, checked)).toBeUndefined();
  });

  it('brings what each reporter wrote to whoever goes on with it, and not to the other reporters', () => {
    const a = first();
    const b = report(chen, {}, { text: 'Crates before number 14.' }, 'B').does(dispatcher, 'merge', { into: 'A' }, open('A'));
    passOn(b, a);
    const seen = (by: Actor, isStaff: boolean) => JSON.stringify(shows(a.current().facts, by, isStaff, 'A'));
    expect(seen(li, true)).toContain('Crates before number 14.');
    expect(seen(wang, false)).not.toContain('Crates');
    expect(seen(chen, false)).toContain('Crates');
  });

  it('takes a reason where they are of different kinds or far apart', () => {
    const merges = (where: object, reason?: string) =>
      second().tries(dispatcher, 'merge', { into: 'A', ...(reason ? { reason } : {}) }, open('A', where))?.code;
    expect(merges({ category: 'rubbish' })).toBe('reasonToMerge');
    expect(merges({ place: { lat: 30.03, lon: 120.57 } })).toBe('reasonToMerge');
    expect(merges({ category: 'rubbish' }, 'Both photos show the same heap.')).toBeUndefined();
  });

  it('lets each of their reporters rate and reopen the one that went on', () => {
    const { a } = merged();
    a.does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked);
    a.does(wang, 'rate', { stars: 5 }).does(chen, 'rate', { stars: 4 });
    expect(a.current().facts.ratings).toHaveLength(2);
    expect(a.tries(chen, 'reopen', { reason: 'x', photos: [] }, limited)).toBeUndefined();
  });

  it('rewards only the first who filed', () => {
    const { a } = merged();
    expect(itemsOf(a.does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked).last(), 'ledger')).toEqual([]);
  });

  it('takes over a reporter without an account', () => {
    const a = first();
    const b = report(nobody, {}, { reporter: { phone: '13800000000' } }, 'B').does(dispatcher, 'merge', { into: 'A' }, open('A'));
    passOn(b, a);
    expect(a.current().facts.reporters.at(-1)?.id).toBe('follower:B');
  });

  it.each([
    ['mergeIntoItself', 'B', {}],
    ['mergeIntoOther', 'A', { process: 'powerApplication' }],
    ['targetMerged', 'A', { mergedInto: 'C', open: false }],
    ['targetClosed', 'A', { open: false }],
  ])('is refused where it makes no sense (%s)', (rule, id, change) => {
    const reference = { target: { ...open(id).target, ...change } };
    expect(second().tries(dispatcher, 'merge', { into: id }, reference)?.code).toBe(rule);
  });

  it('does nothing twice when the other case hears of it twice', () => {
    const { a, b } = merged();
    passOn(b, a);
    expect(a.current().facts.reporters).toHaveLength(2);
  });

  it('is undone by itself when the other report was closed in the meantime', () => {
    const a = first().does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked);
    const b = second().does(dispatcher, 'merge', { into: 'A' }, open('A'));
    passOn(b, a);
    expect(a.current().state).toBe('closed');
    passOn(a, b);
    expect(b.current().state).toBe('dispatched');
    expect(told(b, 'mergerFailed')).toHaveLength(1);
    expect(asked(b)).toEqual([]);
  });
});

describe('a report that is sealed', () => {
  const legal = { en: 'the discipline inspection commission', zh: '纪检监察机关' };
  const sealing = { ...opening, category: { ...category, code: 'conduct', legal, sealed: true }, dispatch: null };
  const seals = (played: Played<Facts>) =>
    played.does(dispatcher, 'correct', { category: 'conduct', reason: 'A bribe.' }, sealing);
  const wrote = { ...spot, address: 'Xixiao Road 12' };
  const duplicate = () => report(chen, {}, { text: 'The inspector takes money.', place: wrote }, 'B');
  const isSealed = {
    facts: { sealed: true, text: '', place: { address: null }, reporters: [{ words: null }] },
  };

  it('seals all that were merged into it, which then can’t be taken out again', () => {
    const [a, b] = [first(), duplicate().does(dispatcher, 'merge', { into: 'A' }, open('A'))];
    passOn(b, a);
    passOn(seals(a), b);
    expect(b.current()).toMatchObject({ ...isSealed, state: 'merged' });
    expect(b.last().title).toBe('占道经营 Occupied pavement');
    expect(told(b, 'rejected')).toEqual([]);
    expect(process.sealed?.(b.current().facts)).toBe(true);
    expect(b.tries(dispatcher, 'unmerge', { reason: 'x' }, apart)?.code).toBe('sealedStays');
  });

  it('seals what comes to it later on arrival, and tells its reporters the right channel', () => {
    const b = duplicate().does(dispatcher, 'merge', { into: 'A' }, open('A'));
    const a = seals(first());
    passOn(b, a);
    expect(a.current().facts.reporters).toHaveLength(1);
    passOn(a, b);
    expect(b.current()).toMatchObject({ ...isSealed, state: 'merged' });
    expect(told(b, 'rejected')).toMatchObject([{ to: { party: 'reporter' }, params: { channelEn: legal.en } }]);
  });
});

describe('staff who reported the matter themselves', () => {
  it('merge neither their own report nor another into their own, nor take one out', () => {
    const own = report(person('dispatcher', 'resident'), {}, {}, 'B');
    expect(own.tries(dispatcher, 'merge', { into: 'A' }, open('A'))?.code).toBe('ownReport');
    expect(second().tries(dispatcher, 'merge', { into: 'A' }, open('A', { own: true }))?.code).toBe('ownReport');
    const { b } = merged();
    expect(b.tries(dispatcher, 'unmerge', { reason: 'x' }, { own: true })?.code).toBe('ownReport');
  });
});

describe('taking a report out of a merger', () => {
  it('restores its state, clocks and work, and gives its reporters back', () => {
    const { a, b } = merged();
    b.does(dispatcher, 'unmerge', { reason: 'Another shop.' }, apart);
    passOn(b, a);
    expect(b.current()).toMatchObject({
      state: 'dispatched',
      clocks: { accept: 'running', objection: 'running', handle: 'running' },
    });
    expect(actions(b)).toEqual(['accept handler']);
    expect(itemsOf(b.last(), 'links')).toEqual([{ op: 'unlink', to: 'A', as: 'mergedInto' }]);
    expect(a.current().facts.reporters.map(({ id }) => id)).toEqual(['wang']);
  });

  it('restores a question that was open, its handler’s time still resting', () => {
    const b = second().does(li, 'accept').does(li, 'askReporter', { question: 'Where?' });
    b.does(dispatcher, 'merge', { into: 'A' }, open('A')).does(dispatcher, 'unmerge', { reason: 'x' }, apart);
    expect(b.current()).toMatchObject({ state: 'awaitingReporter', clocks: { answer: 'running', handle: 'paused' } });
    expect(b.does(clock('answer'), 'goOnWithout').current().state).toBe('handling');
  });

  it('gives no fresh time to object where that was over', () => {
    const b = second().does(clock('objection'), 'lapseObjection');
    b.does(dispatcher, 'merge', { into: 'A' }, open('A')).does(dispatcher, 'unmerge', { reason: 'x' }, apart);
    expect(b.current()).toMatchObject({ state: 'dispatched', clocks: { accept: 'running', objection: 'stopped' } });
  });

  it('leaves what its reporters rated with the work that they rated, and lets them rate its own closing', () => {
    const { a, b } = merged();
    a.does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked);
    a.does(wang, 'rate', { stars: 5 }).does(chen, 'rate', { stars: 2 });
    b.does(dispatcher, 'unmerge', { reason: 'Another shop.' }, apart);
    passOn(b, a);
    expect(asked(a)).toEqual([]);
    expect(a.current().facts.ratings).toMatchObject([
      { reporter: 'wang', stars: 5 },
      { reporter: 'chen', stars: 2 },
    ]);
    expect(b.current().facts.ratings).toEqual([]);
    b.does(li, 'accept').does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked);
    expect(b.does(chen, 'rate', { stars: 4 }).current().facts.ratings).toMatchObject([{ reporter: 'chen', stars: 4 }]);
  });

  it('keeps a reporter’s own report when the same person had reported both', () => {
    const a = first();
    const b = report(wang, {}, {}, 'B').does(dispatcher, 'merge', { into: 'A' }, open('A'));
    passOn(b, a);
    b.does(dispatcher, 'unmerge', { reason: 'x' }, apart);
    passOn(b, a);
    expect(a.current().facts.reporters).toMatchObject([{ id: 'wang', case: 'A' }]);
  });

  it('takes along those who had been merged into it before', () => {
    const { a } = merged();
    const c = report(wang, {}, {}, 'C');
    a.does(dispatcher, 'merge', { into: 'C' }, open('C'));
    passOn(a, c);
    a.does(dispatcher, 'unmerge', { reason: 'x' }, apart);
    passOn(a, c);
    expect(c.current().facts.reporters.map((reporter) => reporter.case)).toEqual(['C']);
    expect(a.current().facts.reporters.map((reporter) => reporter.case)).toEqual(['A', 'B']);
  });

  it('follows reporters who went on with a second merger', () => {
    const { a, b } = merged();
    const c = report(wang, {}, {}, 'C');
    a.does(dispatcher, 'merge', { into: 'C' }, open('C'));
    passOn(a, c);
    expect(c.current().facts.reporters.map((reporter) => reporter.case)).toEqual(['C', 'A', 'B']);
    b.does(dispatcher, 'unmerge', { reason: 'x' }, apart);
    passOn(b, a);
    passOn(a, c);
    expect(c.current().facts.reporters.map((reporter) => reporter.case)).toEqual(['C', 'A']);
  });
});

describe('points of a matter that turns out to be two', () => {
  const limitedTo = (to: string) => ({ asset: 'points', op: 'credit', to });
  const wu = person('wu', 'courier');
  const close = (played: Played<Facts>) => played.does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked);

  /** The reporters of one case go over to another that was filed a moment later. */
  const joinEarlier = (from: Played<Facts>, to: Played<Facts>) => {
    from.does(dispatcher, 'merge', { into: to.current().id }, open(to.current().id));
    const reporters = from.current().facts.reporters.map((one) => ({ ...one, at: one.at - 1 }));
    to.does(otherCase(from.current().id), 'absorb', { from: from.current().id, reporters });
  };

  it('are taken back from who leaves, and given to the first reporter who stays', () => {
    const [a, b] = [report(chen, {}, {}, 'A'), report(wu, {}, {}, 'B').does(li, 'accept')];
    joinEarlier(a, b);
    expect(itemsOf(close(b).last(), 'ledger')).toMatchObject([limitedTo('person:chen')]);
    b.does(chen, 'rate', { stars: 5 });
    a.does(dispatcher, 'unmerge', { reason: 'Another shop.' }, apart);
    passOn(a, b);
    expect(itemsOf(b.last(), 'ledger')).toMatchObject([{ op: 'reverse', rule: 'validReport' }, limitedTo('person:wu')]);
    expect(b.current().facts).toMatchObject({
      ratings: [{ reporter: 'chen' }],
      points: { lines: [{ to: 'person:wu' }], reversed: false },
    });
    expect(itemsOf(b.does(dispatcher, 'reversePoints', { reason: 'x' }).last(), 'ledger')).not.toMatchObject([
      { rule: 'validReport' },
    ]);
    expect(itemsOf(close(a.does(li, 'accept')).last(), 'ledger')).toMatchObject([limitedTo('person:chen')]);
  });

  it('are given to a courier who stays when the resident who was first goes', () => {
    const [a, b] = [report(wang, {}, {}, 'A'), report(wu, {}, {}, 'B').does(li, 'accept')];
    joinEarlier(a, b);
    expect(itemsOf(close(b).last(), 'ledger')).toEqual([]);
    a.does(dispatcher, 'unmerge', { reason: 'Another shop.' }, apart);
    passOn(a, b);
    expect(itemsOf(b.last(), 'ledger')).toMatchObject([limitedTo('person:wu')]);
  });

  it('are earned once where a report that had earned them goes on as another', () => {
    const b = close(report(chen, {}, {}, 'B').does(li, 'accept')).does(chen, 'reopen', { reason: 'x', photos: [] }, limited);
    b.does(dispatcher, 'merge', { into: 'A' }, open('A'));
    expect(itemsOf(b.last(), 'ledger')).toEqual([{ op: 'reverse', rule: 'validReport' }]);
    expect(b.current().facts.points).toBeNull();
  });
});

describe('who loses a report', () => {
  const told2 = (played: Played<Facts>) => told(played, 'takenAway').map(({ to }) => to);

  it('hears why: the unit from which it is moved, rejected or merged away', () => {
    const accepted = () => report().does(li, 'accept');
    const moved = accepted().does(dispatcher, 'transfer', { unit: 'fire', reason: 'A fire lane' }, chosen(fire));
    expect(told2(moved)).toEqual([{ person: 'li' }, { role: 'shiftLeader', unit: 'urban' }]);
    expect(told(moved, 'takenAway')[0]?.params).toMatchObject({ whyEn: 'It was moved to Fire safety: A fire lane' });
    const waiting = report().does(dispatcher, 'transfer', { unit: 'fire', reason: 'A fire lane' }, chosen(fire));
    expect(told2(waiting)).toContainEqual({ role: 'handler', unit: 'urban' });
    const rejected = accepted().does(dispatcher, 'reject', { ground: 'A lawsuit.', channel: 'The court' });
    expect(rejected.current().state).toBe('rejected');
    expect(told2(rejected)).toContainEqual({ person: 'li' });
    expect(told2(accepted().does(dispatcher, 'merge', { into: 'A' }, open('A')))).toEqual([{ person: 'li' }]);
  });

  it('hears it too when a colleague goes on, or when it comes back', () => {
    const played = report().does(li, 'accept').does(shiftLeader, 'assign', { person: 'zhao' }, { person: zhao });
    expect(told(played, 'handedOn')).toMatchObject([{ to: { person: 'li' }, params: { name: 'zhao' } }]);
    const back = report(wang, {}, {}, 'B').does(li, 'accept').does(dispatcher, 'merge', { into: 'A' }, open('A'));
    expect(told(back.does(dispatcher, 'unmerge', { reason: 'x' }, apart), 'backWithYou')).toMatchObject([
      { to: { person: 'li' } },
    ]);
  });
});
