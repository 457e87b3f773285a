import { describe, expect, it } from 'vitest';
import { itemsOf, otherCase, person, START } from '../../../testing/play.ts';
import { issueReport } from '../../../workflows/issue-report/rules.ts';
import { advice } from '../../../workflows/issue-report/showing.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import {
  actions,
  caller,
  category,
  checked,
  chen,
  chosen,
  desk,
  dispatcher,
  filed,
  fire,
  leader,
  li,
  limits,
  nobody,
  officer,
  onTheSpot,
  opening,
  photo,
  report,
  result,
  ruler,
  shiftLeader,
  spot,
  told,
  urban,
  wang,
} from './street.ts';

const refusedStart = (actor: Actor, reference = {}, input = {}) => {
  const decision = decideStart(issueReport, {
    id: 'IR-1',
    actor,
    now: START,
    input: { ...filed, ...input },
    reference: { ...opening, ...reference },
  });
  return 'code' in decision ? decision.code : undefined;
};

describe('filing an issue report', () => {
  it('goes to the unit that the first matching rule names, at once, and says why', () => {
    const played = report();
    const current = played.current();
    expect(current.state).toBe('dispatched');
    expect(current.unit).toBe('urban');
    expect(current.area).toBe('grid3');
    expect(current.facts.dispatch).toMatchObject({
      rule: 'pavements',
      by: 'rule:pavements',
      why: { zh: '占道经营由执法队负责。' },
    });
    expect(actions(played)).toEqual(['accept handler']);
    expect(told(played, 'dispatched')[0]?.params).toMatchObject({
      whyEn: 'Pavements are urban management’s.',
      unitZh: '综合行政执法队',
    });
  });

  it('starts the clock of handling at dispatch, with the category’s own time, beside those of accepting and objecting', () => {
    const { clocks } = report().last();
    expect(clocks?.start).toEqual({ accept: 'default', objection: 'default', handle: { workingDays: 3 } });
    expect(issueReport.clocks.accept.budget).toEqual({ dutyMinutes: 240 });
  });

  it('waits at the dispatch desk for 15 duty minutes when no rule matches, and its time to handle has not begun', () => {
    const played = report(wang, { dispatch: null });
    expect(played.current()).toMatchObject({ state: 'reported', unit: desk.id, clocks: { dispatch: 'running' } });
    expect(played.current().clocks.handle).toBeUndefined();
    expect(actions(played)).toEqual(['dispatch dispatcher']);
    expect(issueReport.clocks.dispatch.budget).toEqual({ dutyMinutes: 15 });
  });

  it('keeps names and numbers with the parties and never among the facts', () => {
    const played = report(wang, {}, { reporter: { name: 'Wang Fang', phone: '13800000000' } });
    expect(itemsOf(played.last(), 'parties')).toEqual([
      { role: 'reporter', person: 'wang', name: 'Wang Fang', phone: '13800000000' },
    ]);
    expect(JSON.stringify(played.current().facts)).not.toContain('1380000');
    expect(JSON.stringify(played.current().facts)).not.toContain('Wang Fang');
  });

  it('keeps the photos that came with it', () => {
    expect(itemsOf(report().last(), 'attachments')).toEqual([photo()]);
  });

  it.each([
    [wang, 'app'],
    [chen, 'courierGroup'],
    [caller, 'hotline'],
    [officer, 'patrol'],
  ] as const)('notes the channel usual for who files ($id)', (actor, channel) => {
    expect(report(actor, {}, { reporter: { phone: '13800000000' } }).current().facts.channel).toBe(channel);
  });

  it('keeps in which role somebody reported, for couriers earn points', () => {
    expect(report(chen).current().facts.reporters).toMatchObject([{ id: 'chen', role: 'courier' }]);
    expect(report(wang).current().facts.reporters).toMatchObject([{ id: 'wang', role: 'resident' }]);
  });

  it('is taken from somebody without a name and number only where the category allows it', () => {
    expect(refusedStart(nobody)).toBe('notAnonymously');
    const played = report(nobody, { category: { ...category, anonymous: true } });
    expect(played.current().facts.reporters).toMatchObject([{ id: 'follower:IR-1', case: 'IR-1' }]);
  });

  it('is taken from somebody with a telephone number only, who follows it with a secret code', () => {
    const played = report(nobody, {}, { reporter: { phone: '13800000000' } });
    expect(played.current().facts.reporters[0]?.id).toBe('follower:IR-1');
    expect(itemsOf(played.last(), 'parties')).toEqual([{ role: 'reporter', phone: '13800000000' }]);
  });

  it('is filed by the hotline for the person who calls, not for the hotline’s agent', () => {
    const played = report(caller, {}, { reporter: { phone: '13800000000' } });
    expect(played.current().facts.reporters[0]?.id).toBe('follower:IR-1');
  });

  it('is refused with more photos than the tenant allows', () => {
    expect(refusedStart(wang, {}, { photos: 'abcdefg'.split('').map(photo) })).toBe('tooManyPhotos');
    expect(refusedStart(wang, {}, { photos: 'abcdef'.split('').map(photo) })).toBeUndefined();
    expect(refusedStart(wang, { limits: { ...limits, maxPhotos: 1 } }, { photos: [photo('a'), photo('b')] })).toBe(
      'tooManyPhotos',
    );
  });

  it('hands an emergency to the emergency channel, notes the hand-over, and still goes to its unit', () => {
    const emergency = { title: { en: 'Fire brigade 119', zh: '消防119' }, phone: '119' };
    const played = report(wang, { category: { ...category, emergency } });
    expect(played.current().state).toBe('dispatched');
    expect(played.current().facts.handedOver).toEqual({ channel: emergency.title, at: START, confirmed: null });
    expect(told(played, 'emergency')).toMatchObject([
      { to: { party: 'emergencyChannel' }, params: { lat: 30, areaZh: '第三网格', placeZh: '第三网格' } },
    ]);
    expect(itemsOf(played.last(), 'parties')).toContainEqual({ role: 'emergencyChannel', name: '消防119', phone: '119' });
    expect(told(played, 'handedOver')).toMatchObject([{ to: { party: 'reporter' } }]);
  });

  it('hands over an emergency that no rule matches too, and the dispatch desk follows it up', () => {
    const emergency = { title: { en: 'Police 110', zh: '公安110' }, phone: null };
    const played = report(wang, { category: { ...category, emergency }, dispatch: null });
    expect(played.current().state).toBe('reported');
    expect(told(played, 'emergency')).toHaveLength(1);
    expect(actions(played)).toEqual(['dispatch dispatcher', 'confirmHandOver dispatcher']);
  });

  it('waits until the desk knows that somebody at the emergency channel has it, and isn’t left for the next working day', () => {
    const emergency = { title: { en: 'Fire brigade 119', zh: '消防119' }, phone: '119' };
    const played = report(wang, { category: { ...category, emergency } });
    expect(played.current().clocks).toMatchObject({ acceptUrgent: 'running', handOver: 'running' });
    expect(played.current().clocks.accept).toBeUndefined();
    expect(actions(played)).toEqual(['accept handler', 'confirmHandOver dispatcher']);
    played.does(dispatcher, 'confirmHandOver', { who: 'Captain Sun' });
    expect(played.current()).toMatchObject({
      clocks: { handOver: 'stopped' },
      facts: { handedOver: { confirmed: { by: 'dispatcher', who: 'Captain Sun' } } },
    });
    expect(told(played, 'handOverConfirmed')).toHaveLength(1);
    expect(actions(played)).toEqual(['accept handler']);
    expect(played.tries(dispatcher, 'confirmHandOver', { who: 'x' })?.code).toBe('confirmedAlready');
    expect(report().tries(dispatcher, 'confirmHandOver', { who: 'x' })?.code).toBe('notHandedOver');
  });

  it('of danger ends in no way before somebody at the emergency channel has it', () => {
    const emergency = { title: { en: 'Fire brigade 119', zh: '消防119' }, phone: '119' };
    const known = { category: { ...category, emergency } };
    const legal = { en: 'the court', zh: '法院' };
    const court = { ...opening, category: { ...category, code: 'court', legal }, dispatch: null };
    const target = {
      id: 'A',
      process: 'issueReport',
      open: true,
      mergedInto: null,
      category: 'pavement',
      place: spot,
      own: false,
    };
    const waiting = () => report(wang, { ...known, dispatch: null });
    const verifying = () => report(wang, known).does(li, 'accept').does(li, 'done', result, { limits });
    const ways: readonly (() => [ReturnType<typeof report>, Actor, string, object, object?])[] = [
      () => [waiting(), dispatcher, 'merge', { into: 'A' }, { target }],
      () => [waiting(), dispatcher, 'reject', { ground: 'x', channel: 'y' }],
      () => [waiting(), dispatcher, 'endWithoutWork', { ending: 'notValid', reason: 'x' }],
      () => [waiting(), dispatcher, 'correct', { category: 'court', reason: 'x' }, court],
      () => [verifying(), officer, 'verify', onTheSpot, checked],
    ];
    for (const way of ways) {
      const [played, actor, action, input, reference] = way();
      expect([action, played.tries(actor, action, input, reference)?.code]).toEqual([action, 'confirmFirst']);
      played.does(dispatcher, 'confirmHandOver', { who: 'Captain Sun' });
      expect([action, played.tries(actor, action, input, reference)?.code]).toEqual([action, undefined]);
    }
  });

  it('may be filed without a name by somebody who is signed in, where the category allows it', () => {
    const discreet = issueReport.start.discretion?.({ ...filed, anonymous: true, channel: 'app' }, opening, wang);
    expect(discreet).toMatchObject({ unnamed: true, input: { text: filed.text } });
    expect(issueReport.start.discretion?.({ ...filed, anonymous: false }, opening, wang)).toBeUndefined();
    expect(refusedStart(wang, {}, { anonymous: true })).toBe('notAnonymously');
    const played = report(nobody, { category: { ...category, anonymous: true } }, { anonymous: true });
    expect(played.current().facts.reporters).toMatchObject([{ id: 'follower:IR-1', role: null, reachable: false }]);
  });

  it('leaves nothing here of what may be about those who would read it', () => {
    const legal = { en: 'the discipline commission', zh: '纪委' };
    const sealed = { ...opening, category: { ...category, legal, sealed: true, anonymous: true } };
    const sent = { ...filed, anonymous: false, reporter: { phone: '13800000000' }, place: { ...spot, address: 'Number 12' } };
    const discreet = issueReport.start.discretion?.(sent, sealed, wang);
    expect(discreet).toMatchObject({ unnamed: true, input: { text: '', photos: [] } });
    expect(JSON.stringify(discreet)).not.toMatch(/pavement before|Number 12|13800000000|aaaa/);
    const played = report(nobody, sealed, discreet?.input);
    expect(played.current()).toMatchObject({ state: 'rejected', facts: { text: '', place: { address: null } } });
    expect(played.last().title).toBe('占道经营 Occupied pavement');
  });

  it('names a channel only to those in its service', () => {
    expect(refusedStart(wang, {}, { channel: 'patrol' })).toBe('notYourChannel');
    expect(refusedStart(wang, {}, { channel: 'hotline' })).toBe('notYourChannel');
    expect(refusedStart(chen, {}, { channel: 'app' })).toBeUndefined();
    expect(refusedStart(officer, {}, { channel: 'patrol' })).toBeUndefined();
  });

  it('joins the report that is the same from the beginning, and is one of its own if that can’t take it', () => {
    const target = {
      id: 'IR-0',
      process: 'issueReport',
      open: true,
      mergedInto: null,
      category: 'pavement',
      place: spot,
      own: false,
    };
    const joins = (more: object = {}) => refusedStart(wang, { same: { ...target, ...more } });
    const played = report(wang, { same: target });
    expect(played.current()).toMatchObject({
      state: 'merged',
      facts: { merged: { into: 'IR-0', from: 'reported' } },
      clocks: {},
    });
    expect(itemsOf(played.last(), 'acts')).toMatchObject([
      { on: 'IR-0', action: 'absorb', input: { reporters: [{ id: 'wang' }] } },
    ]);
    expect(told(played, 'joined')).toHaveLength(1);
    played.does(otherCase('IR-0'), 'unmerge', { reason: 'IR-0 is closed' }, { own: false });
    expect(played.current()).toMatchObject({ state: 'reported', clocks: { dispatch: 'running' } });
    expect(joins({ own: true })).toBe('yoursAlready');
    expect(joins({ open: false })).toBe('targetClosed');
    expect(joins({ category: 'rubbish' })).toBe('notTheSame');
    expect(joins({ place: { lat: 30.03, lon: 120.57 } })).toBe('notTheSame');
  });

  it('that joins another of the same danger gives the same advice, and the emergency channel hears of it', () => {
    const emergency = { title: { en: 'Fire brigade 119', zh: '消防119' }, phone: '119' };
    const same = {
      id: 'IR-0',
      process: 'issueReport',
      open: true,
      mergedInto: null,
      category: category.code,
      place: spot,
      own: false,
    };
    const played = report(wang, { same, category: { ...category, emergency } });
    expect(played.current()).toMatchObject({ state: 'merged', tasks: [] });
    expect(advice(played.current().facts)?.en).toMatch(/call there yourself at once: Fire brigade 119/);
    expect(told(played, 'emergency')).toHaveLength(1);
    expect(itemsOf(played.last(), 'parties')).toContainEqual({ role: 'emergencyChannel', name: '消防119', phone: '119' });
  });

  it('is rejected with the legal channel when it is a matter for courts or discipline bodies', () => {
    const legal = { en: 'the court’s filing office', zh: '人民法院立案庭' };
    const played = report(wang, { category: { ...category, legal } });
    expect(played.current().state).toBe('rejected');
    expect(played.current().clocks).toEqual({});
    expect(played.current().tasks).toEqual([]);
    expect(played.last().reason).toContain('人民法院立案庭');
    expect(told(played, 'rejected')[0]).toMatchObject({
      to: { party: 'reporter' },
      params: { channelEn: 'the court’s filing office' },
    });
  });
});

describe('whoever works for the street', () => {
  const filedBy = (who: Actor) => report(who);

  it('reports as one of the public, hears of it, and rates it, wherever the matter goes', () => {
    for (const role of ['dispatcher', 'handler', 'shiftLeader', 'leader', 'ruler', 'auditor', 'admin']) {
      const who = person('who', role, { units: ['elsewhere'] });
      const played = filedBy(who)
        .does(li, 'accept')
        .does(li, 'done', result, { limits })
        .does(officer, 'verify', onTheSpot, checked);
      expect(played.current().facts.reporters).toMatchObject([{ id: 'who', role: null, reachable: true }]);
      expect(played.tries(who, 'rate', { stars: 5 })).toBeUndefined();
      expect(played.tries(person('another', role, { units: ['elsewhere'] }), 'rate', { stars: 1 })?.code).toBe('notYourReport');
    }
  });

  it('neither handles nor decides on what they reported', () => {
    const own = filedBy(li);
    expect(own.current().tasks).toMatchObject([{ action: 'accept', role: 'handler', except: ['li'] }]);
    expect(own.tries(li, 'accept')?.code).toBe('ownReport');
    expect(own.tries(li, 'object', { ground: 'x' })?.code).toBe('ownReport');
    const desks = report(dispatcher, { dispatch: null });
    expect(desks.current().tasks).toMatchObject([{ action: 'dispatch', except: ['dispatcher'] }]);
    expect(desks.tries(dispatcher, 'dispatch', { unit: 'urban', reason: 'x' }, chosen(urban))?.code).toBe('ownReport');
    expect(desks.tries(dispatcher, 'reject', { ground: 'x', channel: 'y' })?.code).toBe('ownReport');
    expect(desks.tries(dispatcher, 'endWithoutWork', { ending: 'notValid', reason: 'x' })?.code).toBe('ownReport');
    const theirs = report(dispatcher);
    expect(theirs.tries(dispatcher, 'transfer', { unit: 'fire', reason: 'x' }, chosen(fire))?.code).toBe('ownReport');
    expect(own.tries(shiftLeader, 'assign', { person: 'li' }, { person: li })?.code).toBe('ownReport');
    const objected = filedBy(ruler).does(li, 'object', { ground: 'Not ours.' });
    expect(objected.tries(ruler, 'rule', { upheld: false, reason: 'x' }, { chosen: null })?.code).toBe('ownReport');
    const asked = filedBy(shiftLeader).does(li, 'accept').does(li, 'requestExtension', { workingDays: 1 }, { limits });
    expect(asked.tries(shiftLeader, 'decideExtension', { granted: true })?.code).toBe('ownReport');
    expect(asked.tries(leader, 'decideExtension', { granted: true })).toBeUndefined();
  });

  it('files for callers where they are the hotline as well, whichever role they were given first', () => {
    const both = { ...caller, grants: [{ role: 'handler' }, ...caller.grants] };
    const played = report(both, {}, { reporter: { phone: '13800000000' } });
    expect(played.current().facts).toMatchObject({ channel: 'hotline', reporters: [{ id: 'follower:IR-1' }] });
  });
});
