import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../../testing/play.ts';
import { shows } from '../../../workflows/issue-report/showing.ts';
import type { Reference } from '../../../workflows/issue-report/vocabulary.ts';
import {
  actions,
  caller,
  category,
  chen,
  desk,
  dispatcher,
  fire,
  fireman,
  follower,
  grid,
  inHand,
  li,
  limits,
  nobody,
  opening,
  report,
  ruler,
  told,
  urban,
  wang,
} from './street.ts';

const fireLane = {
  ...category,
  code: 'fireLane',
  title: { en: 'Blocked fire lane', zh: '堵塞消防通道' },
  handle: { workingDays: 1 },
};
const byRule = (unit: typeof fire) => ({ rule: 'own', why: { en: 'By the list.', zh: '依据清单。' }, unit });
const asIs = { limits, category: fireLane, area: grid, dispatch: byRule(fire) };
const wrong = { category: 'fireLane', reason: 'It is a fire lane.' };

describe('correcting a report', () => {
  it('moves it by the rules to the unit whose matter it is, with the time of its kind', () => {
    const played = inHand().does(dispatcher, 'correct', wrong, asIs);
    expect(played.current()).toMatchObject({
      state: 'dispatched',
      unit: 'fire',
      facts: { category: { code: 'fireLane' }, handler: null },
      clocks: { accept: 'running', objection: 'running', handle: 'running' },
    });
    expect(played.last()).toMatchObject({
      title: '堵塞消防通道 Blocked fire lane：Boxes block the pavement before number …',
      clocks: { limit: { handle: { workingDays: 1 } } },
    });
    expect(told(played, 'takenAway').map(({ to }) => to)).toContainEqual({ person: 'li' });
    expect(told(played, 'corrected')).toHaveLength(1);
  });

  it('leaves it with the unit that has it where the rules say the same', () => {
    const played = inHand().does(dispatcher, 'correct', wrong, { ...asIs, dispatch: byRule(urban) });
    expect(played.current()).toMatchObject({ state: 'handling', unit: 'urban', facts: { handler: 'li' } });
    expect(played.last().clocks).toEqual({ limit: { handle: { workingDays: 1 } } });
    expect(told(played, 'correctedHere')).toMatchObject([{ to: { person: 'li' } }]);
  });

  it('brings it back to the desk where its right kind has no rule, and its time goes on', () => {
    const played = inHand().does(dispatcher, 'correct', wrong, { ...asIs, dispatch: null });
    expect(played.current()).toMatchObject({
      state: 'reported',
      unit: desk.id,
      clocks: { dispatch: 'running', handle: 'running' },
    });
    expect(actions(played)).toEqual(['dispatch dispatcher']);
  });

  it('of the place alone keeps its time, and moves it to the area where it is', () => {
    const place = { lat: 30.001, lon: 120.571, address: 'Xixiao Road 12' };
    const area = { id: 'grid4', title: { en: 'Grid 4', zh: '第四网格' } };
    const played = inHand().does(
      dispatcher,
      'correct',
      { place, reason: 'Next street.' },
      { ...asIs, category: null, area, dispatch: null },
    );
    expect(played.current()).toMatchObject({ state: 'handling', area: 'grid4', facts: { place, area } });
    expect(played.last().clocks).toBeUndefined();
  });

  it('into danger hands it over at once; into a matter for courts rejects it', () => {
    const emergency = { title: { en: 'Fire brigade 119', zh: '消防119' }, phone: '119' };
    const danger = report().does(dispatcher, 'correct', wrong, { ...asIs, category: { ...fireLane, emergency } });
    expect(danger.current()).toMatchObject({ clocks: { acceptUrgent: 'running', handOver: 'running', accept: 'stopped' } });
    expect(told(danger, 'emergency')).toHaveLength(1);
    expect(itemsOf(danger.last(), 'parties')).toMatchObject([{ role: 'emergencyChannel', phone: '119' }]);
    const legal = { en: 'the court', zh: '法院' };
    const rejected = inHand().does(dispatcher, 'correct', wrong, { ...asIs, category: { ...fireLane, legal } });
    expect(rejected.current().state).toBe('rejected');
    expect(told(rejected, 'takenAway').length).toBeGreaterThan(0);
  });

  it('into what may be about this office seals what was reported', () => {
    const legal = { en: 'the discipline inspection commission', zh: '纪检监察机关' };
    const played = inHand().does(dispatcher, 'correct', wrong, { ...asIs, category: { ...fireLane, legal, sealed: true } });
    const { facts } = played.current();
    expect(facts).toMatchObject({ sealed: true, text: '', place: { lat: 30, lon: 120.57, address: null } });
    expect([played.last().title, played.last().reason]).toEqual(['堵塞消防通道 Blocked fire lane', undefined]);
    expect(shows(facts, dispatcher, true, 'IR-1').reporters).toEqual([]);
    expect(shows(facts, wang, false, 'IR-1').reporters).toMatchObject([{ id: 'wang' }]);
  });

  it('lets a unit have what wasn’t its matter under another kind', () => {
    const back = report()
      .does(li, 'object', { ground: 'Not ours.' })
      .does(ruler, 'rule', { upheld: true, reason: 'No.' }, { chosen: null });
    const played = back.does(dispatcher, 'correct', wrong, { ...asIs, dispatch: byRule(urban) });
    expect(played.current()).toMatchObject({ state: 'dispatched', unit: 'urban' });
  });

  it('that changes nothing is refused, and gives no time', () => {
    const same = { category: 'pavement', reason: 'Again.' };
    const asBefore = { ...asIs, category };
    expect(inHand().tries(dispatcher, 'correct', same, asBefore)?.code).toBe('nothingToCorrect');
    const { place } = inHand().current().facts;
    const there = { lat: place.lat, lon: place.lon };
    expect(inHand().tries(dispatcher, 'correct', { ...same, place: there }, asBefore)?.code).toBe('nothingToCorrect');
    const addressed = { ...same, place: { ...there, address: 'Xixiao Road 12' } };
    expect(inHand().does(dispatcher, 'correct', addressed, asBefore).last().clocks?.limit).toBeUndefined();
  });

  it('needs something to correct, and the desk', () => {
    expect(report().tries(dispatcher, 'correct', { reason: 'x' }, asIs)?.code).toBe('nothingToCorrect');
    expect(report().tries(li, 'correct', wrong, asIs)?.code).toBe('kernel.wrongRole');
  });
});

describe('correcting the contact', () => {
  it('of somebody without an account is done by the hotline and by whoever has the report, and told in the history', () => {
    const phoned = (dispatch: Reference['start']['dispatch'] = opening.dispatch) =>
      report(nobody, { dispatch }, { reporter: { phone: '13800000001' } });
    const input = { phone: '13800000000' };
    expect(phoned().tries(caller, 'correctContact', input)).toBeUndefined();
    expect(phoned().tries(fireman, 'correctContact', input)?.code).toBe('notYourReport');
    expect(phoned().tries(dispatcher, 'correctContact', input)?.code).toBe('notYourReport');
    expect(phoned(null).tries(dispatcher, 'correctContact', input)).toBeUndefined();
    const played = phoned().does(li, 'correctContact', input);
    expect(played.last().confidential).toBe(false);
    expect(told(played, 'contactCorrected')).toMatchObject([{ to: { party: 'reporter', follows: 'IR-1' } }]);
    expect(itemsOf(played.last(), 'parties')).toMatchObject([{ op: 'change', told: 'contactCorrected' }]);
  });

  it('is done by the reporter, who alone changes what belongs to their account, and touches this report’s reporter alone', () => {
    const played = inHand().does(wang, 'correctContact', { phone: '13800000000' });
    expect(itemsOf(played.last(), 'parties')).toEqual([
      { op: 'change', role: 'reporter', person: 'wang', told: 'contactCorrected', phone: '13800000000' },
    ]);
    expect(inHand().tries(li, 'correctContact', { email: 'a@example.org' })?.code).toBe('accountsOwn');
    expect(inHand().tries(chen, 'correctContact', { phone: '13800000000' })?.code).toBe('notYourReport');
    expect(inHand().tries(wang, 'correctContact', {})?.code).toBe('nothingToCorrect');
    const unnamed = report(nobody, { category: { ...category, anonymous: true } });
    unnamed.does(follower('IR-1'), 'correctContact', { phone: '13800000000' });
    expect(itemsOf(unnamed.last(), 'parties')).toMatchObject([{ person: null }]);
  });
});

describe('withdrawing', () => {
  it('ends a report that nobody works on, without points, and the unit hears it', () => {
    const played = report(chen).does(chen, 'withdraw', { reason: 'It is gone.' });
    expect(played.current()).toMatchObject({ state: 'closed', facts: { ending: 'withdrawn', points: null } });
    expect(told(played, 'takenAway').map(({ to }) => to)).toContainEqual({ role: 'handler', unit: 'urban' });
    const again = played.does(chen, 'reopen', { reason: 'It is there again.', photos: [] }, { limits });
    expect(again.current()).toMatchObject({ state: 'dispatched', unit: 'urban' });
  });

  it('is done by the hotline for its caller, which is said, and never for those who reported without it', () => {
    const reporter = { reporter: { phone: '13800000000' } };
    const called = report(caller, {}, reporter).does(caller, 'withdraw');
    expect(told(called, 'takenAway')[0]?.params).toMatchObject({ whyEn: 'The hotline has withdrawn it for its reporter.' });
    const alone = report(nobody, {}, reporter);
    expect(alone.tries(caller, 'withdraw')?.code).toBe('notFiledByYou');
    expect(alone.tries(follower('IR-1'), 'withdraw')).toBeUndefined();
  });

  it('is for the reporter alone, and not where there is danger or others have reported it too', () => {
    expect(report().tries(chen, 'withdraw')?.code).toBe('notYourReport');
    expect(inHand().tries(wang, 'withdraw')?.code).toBe('kernel.wrongState');
    const emergency = { title: { en: 'Fire brigade 119', zh: '消防119' }, phone: '119' };
    expect(report(wang, { category: { ...category, emergency } }).tries(wang, 'withdraw')?.code).toBe('dangerStays');
    const joined = report().does({ id: 'case:B', name: 'B', grants: [{ role: 'case' }] }, 'absorb', {
      from: 'B',
      reporters: [{ id: 'chen', case: 'B', at: 1, role: 'courier', reachable: true }],
    });
    expect(joined.tries(wang, 'withdraw')?.code).toBe('othersReportedIt');
  });
});
