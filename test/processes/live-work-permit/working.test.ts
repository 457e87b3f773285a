import { describe, expect, it } from 'vitest';
import { clock, itemsOf } from '../../../testing/play.ts';
import {
  atWork, cai, candidate, crew, deng, ended, guardian, HOUR, issuer, leader, liang, limits, otherGuardian, otherLeader, permitter, prepared, released, signed, stepsDone, tasks, told, tools, weather, YESTERDAY,
} from './site.ts'; // biome-ignore format: a list of people

const step = (id: string) => ({ step: id });
const until = (hours: number) => new Date(Date.parse('2026-03-02T09:00:00+08:00') + hours * HOUR).toISOString();
const { days } = crew;
const everythingOf = (leading: string) => [
  ...[leading, 'guo', 'cai', 'deng'].map((id) => `worker:${id}`),
  ...[1, 2, 3].map((pole) => `pole:E551/${pole}`),
  'line:E551',
];
const halted = (by: typeof issuer) => atWork().does(by, 'suspend', { cause: 'other', reason: 'A visitor.' });

describe('each step', () => {
  it('is confirmed by who did it and by the guardian, both with name and time', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'), crew);
    expect(tasks(permit)).toEqual(['confirmStep guo']);
    expect(permit.current().facts.progress).toMatchObject([{ step: 'shield', doer: { id: 'cai' }, guardian: null }]);
    permit.does(guardian, 'confirmStep', step('shield'), crew);
    expect(permit.current().facts.progress).toEqual([
      {
        step: 'shield',
        doer: { id: 'cai', name: 'cai', at: permit.now() - HOUR },
        guardian: { id: 'guo', name: 'guo', at: permit.now() },
      },
    ]);
    expect(tasks(permit)).toEqual(['confirmStep fan']);
  });

  it('may be done by the leader', () => {
    expect(atWork().tries(leader, 'confirmStep', step('shield'), crew)).toBeUndefined();
  });

  it('is never confirmed twice by one person', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'), crew);
    expect(permit.tries(cai, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'confirmedTwice' });
    permit.does(guardian, 'confirmStep', step('shield'), crew);
    expect(permit.tries(guardian, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'confirmedTwice' });
    expect(permit.tries(cai, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'confirmedTwice' });
    expect(permit.tries(deng, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'stepDone' });
  });

  it('waits for the guardian, not for a second doer', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'), crew);
    expect(permit.tries(deng, 'confirmStep', step('shield'), crew)).toMatchObject({
      code: 'waitsForGuardian',
      en: expect.stringContaining('guo'),
    });
  });

  it('is confirmed by the guardian after the doer', () => {
    expect(atWork().tries(guardian, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'doerFirst' });
  });

  it('comes in the order of the list; the refusal names the missing one', () => {
    const permit = atWork();
    expect(permit.tries(cai, 'confirmStep', step('bypass'), crew)).toMatchObject({
      code: 'stepOutOfOrder',
      en: expect.stringContaining('“Shield” is missing'),
      zh: expect.stringContaining('缺少“遮蔽”'),
    });
    permit.does(cai, 'confirmStep', step('shield'), crew);
    expect(permit.tries(cai, 'confirmStep', step('bypass'), crew)).toMatchObject({
      code: 'stepOutOfOrder',
      en: expect.stringContaining('“Shield” is still to be confirmed by the guardian'),
    });
    permit.does(guardian, 'confirmStep', step('shield'), crew);
    expect(permit.tries(cai, 'confirmStep', step('unshield'), crew)).toMatchObject({
      en: expect.stringContaining('“Hang the bypass” is missing'),
    });
  });

  it('is one of the list', () => {
    expect(atWork().tries(cai, 'confirmStep', step('dance'), crew)).toMatchObject({
      code: 'unknownStep',
      en: expect.stringContaining('shield, bypass, unshield'),
    });
  });

  it('is for those on the permit', () => {
    expect(atWork().tries(liang, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'notOnPermit' });
  });

  it('is refused while work is suspended, with the reason', () => {
    const permit = atWork().does(guardian, 'suspend', { cause: 'weather', reason: 'Thunder is near.' });
    expect(permit.tries(cai, 'confirmStep', step('shield'), crew)).toMatchObject({
      code: 'workSuspended',
      en: expect.stringContaining('Thunder is near.'),
    });
  });

  it('is refused past the permit’s time, even before its clock has noticed', () => {
    const permit = atWork({}, { until: until(10) });
    expect(permit.tries(cai, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'pastExpiry' });
    const expired = atWork().does(clock('validity'), 'expire');
    expect(expired.tries(cai, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'pastExpiry' });
  });
});

describe('work is suspended', () => {
  it('by everybody who answers for safety on this permit, and all are notified', () => {
    for (const actor of [leader, guardian, permitter, issuer]) {
      const permit = atWork().does(actor, 'suspend', { cause: 'load', reason: 'The load has risen.' });
      expect(permit.current().state).toBe('suspended');
      expect(told(permit, 'suspended')).toEqual(['zhang', 'sun', 'fan', 'guo', 'cai', 'deng']);
    }
    expect(atWork().tries(otherLeader, 'suspend', { cause: 'load', reason: 'R' })).toMatchObject({ code: 'notYourPart' });
  });

  it('and goes on only when weather and insulation have been checked since', () => {
    const permit = atWork().does(leader, 'suspend', { cause: 'weather', reason: 'Gusts.' });
    expect(tasks(permit)).toEqual(['checkWeather fan', 'checkInsulation fan']);
    expect(permit.tries(leader, 'resume', {}, crew)).toMatchObject({
      code: 'recheckNeeded',
      en: expect.stringContaining('the weather, the insulation'),
    });
    expect(permit.tries(leader, 'checkWeather', { ...weather, wind: 12 })).toMatchObject({ code: 'unfitWeather' });
    permit.does(leader, 'checkWeather', weather);
    expect(permit.tries(leader, 'resume', {}, crew)).toMatchObject({
      code: 'recheckNeeded',
      en: expect.stringContaining('the insulation'),
    });
    permit.does(leader, 'checkInsulation', tools);
    expect(tasks(permit)).toEqual(['resume fan']);
    expect(permit.does(leader, 'resume', {}, crew).current()).toMatchObject({ state: 'working', facts: { stops: [] } });
  });

  it('not on checks that were done too long ago', () => {
    const permit = halted(leader).does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    const strict = { ...crew, limits: { ...limits, checkMinutes: 60 } };
    expect(permit.tries(leader, 'resume', {}, strict)).toMatchObject({ code: 'checkTooOld' });
    expect(permit.tries(leader, 'resume', {}, crew)).toBeUndefined();
  });

  it('not with somebody whose qualification has been taken away', () => {
    const permit = halted(leader).does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    const without = { ...crew, crew: [leader, guardian, cai, { ...deng, qualifications: [] }] };
    expect(permit.tries(leader, 'resume', {}, without)).toMatchObject({
      code: 'notQualified',
      en: expect.stringContaining('deng'),
    });
  });

  it('once each who stopped it has lifted their own stop, and nobody lifts another’s', () => {
    const stop = { cause: 'load', reason: 'The grid is switched.' };
    const permit = halted(leader).does(permitter, 'suspend', stop).does(guardian, 'suspend', stop).does(issuer, 'suspend', stop);
    expect(permit.current().facts.stops.map(({ id, part }) => `${id} ${part}`)).toEqual([
      'fan leader',
      'sun permitter',
      'guo guardian',
      'zhang issuer',
    ]);
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    expect(tasks(permit)).toEqual(['lift sun', 'lift guo', 'lift zhang']);
    for (const actor of [permitter, guardian, issuer]) {
      expect(permit.tries(leader, 'resume', {}, crew)).toMatchObject({
        code: 'stopNotLifted',
        en: expect.stringContaining(actor.id),
      });
      permit.does(actor, 'lift', { reason: 'It is over.' });
      expect(permit.tries(actor, 'lift', { reason: 'R' })?.code).toMatch(/notYourPart|nothingStopped/);
    }
    expect(tasks(permit)).toEqual(['resume fan']);
    expect(permit.does(leader, 'resume', {}, crew).current().state).toBe('working');
    // Who lifts, lifts their own alone.
    const both = halted(leader).does(permitter, 'suspend', stop).does(leader, 'lift', { reason: 'The visitor has gone.' });
    expect(both.current().facts.stops).toMatchObject([{ id: 'sun' }]);
    expect(both.tries(leader, 'lift', { reason: 'R' })).toMatchObject({
      code: 'notYourPart',
      en: expect.stringContaining('sun'),
    });
  });

  it('by the permitter, where a guardian who stopped it is replaced: whoever the leader names doesn’t lift it', () => {
    const permit = atWork().does(guardian, 'suspend', { cause: 'other', reason: 'The boom leans.' });
    permit.does(leader, 'changeGuardian', { guardian: 'han', reason: 'Tired.' }, { guardian: otherGuardian, days });
    expect(permit.tries(otherGuardian, 'lift', { reason: 'R' })?.code).toBe('notYourPart');
    expect(permit.tries(guardian, 'lift', { reason: 'R' })?.code).toBe('notYourPart');
    expect(tasks(permit)).toContain('lift sun');
    expect(permit.does(permitter, 'lift', { reason: 'It stands.' }).current().facts.stops).toEqual([]);
  });

  it('in every open state, and before work it isn’t permitted until the stop is lifted and all is checked again', () => {
    const stop = [permitter, 'suspend', { cause: 'load', reason: 'No load transfer yet.' }] as const;
    const permit = signed().does(...stop);
    expect(tasks(permit)).toEqual(['lift sun', 'checkWeather fan', 'checkInsulation fan']);
    expect(permit.tries(permitter, 'permit', {}, crew)).toMatchObject({ code: 'stopNotLifted' });
    permit.does(permitter, 'lift', { reason: 'Transferred.' });
    expect(permit.tries(permitter, 'permit', {}, crew)).toMatchObject({ code: 'recheckNeeded' });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    expect(permit.tries(permitter, 'permit', {}, crew)).toBeUndefined();
    const back = stepsDone(atWork())
      .does(leader, 'endWork', ended)
      .does(...stop);
    expect(back.current().state).toBe('handedBack');
    expect(back.does(permitter, 'sendBack', { reason: 'A rope hangs there.' }).current().state).toBe('suspended');
    expect(
      atWork()
        .does(clock('validity'), 'expire')
        .tries(...stop),
    ).toBeUndefined();
  });

  it('also over handing back: the stop stands, its stopper hears of it, and sent back, the work rests until all is checked again', () => {
    const permit = stepsDone(atWork()).does(guardian, 'suspend', { cause: 'other', reason: 'A rope hangs there.' });
    permit.does(leader, 'endWork', ended);
    expect(told(permit, 'endedOverStop')).toEqual(['guo']);
    expect(permit.current().facts.stops).toMatchObject([{ id: 'guo' }]);
    permit.does(permitter, 'sendBack', { reason: 'Not yet.' });
    expect(permit.current().state).toBe('suspended');
    expect(tasks(permit)).toEqual(['lift guo', 'checkWeather fan', 'checkInsulation fan']);
    // Lifted in between, it rests all the same: nothing has been checked since.
    permit.does(leader, 'endWork', ended).does(guardian, 'lift', { reason: 'It is off.' });
    expect(permit.does(permitter, 'sendBack', { reason: 'Not yet.' }).current().state).toBe('suspended');
  });

  it.each([
    ['guardian', guardian],
    ['leader', leader],
  ])('by the %s after handing back, and the line isn’t taken back before that is lifted', (_, actor) => {
    const permit = stepsDone(atWork()).does(leader, 'endWork', ended);
    permit.does(actor, 'suspend', { cause: 'other', reason: 'A rope hangs there.' });
    expect(tasks(permit)).toEqual([`lift ${actor.id}`]);
    expect(permit.tries(permitter, 'close', { lineReturned: true })).toMatchObject({ code: 'stopNotLifted' });
    permit.does(clock('validity'), 'expire').does(actor, 'lift', { reason: 'It is off.' });
    expect(tasks(permit)).toEqual(['close sun']);
    expect(permit.does(permitter, 'close', { lineReturned: true }).current().state).toBe('closed');
  });

  it('after it has expired, and that is lifted there', () => {
    const permit = atWork().does(clock('validity'), 'expire').does(guardian, 'suspend', { cause: 'other', reason: 'A rope.' });
    expect(tasks(permit)).toEqual(['abandonSteps fan', 'lift guo']);
    expect(tasks(permit.does(guardian, 'lift', { reason: 'It is off.' }))).toEqual(['abandonSteps fan']);
  });

  it('for people who are not on the permit, by nobody', () => {
    expect(atWork().tries(otherLeader, 'suspend', { cause: 'load', reason: 'R' })).toMatchObject({ code: 'notYourPart' });
  });

  it('a half-confirmed step is taken up where it was', () => {
    const permit = atWork()
      .does(cai, 'confirmStep', step('shield'), crew)
      .does(leader, 'suspend', { cause: 'other', reason: 'A visitor.' });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools).does(leader, 'resume', {}, crew);
    expect(tasks(permit)).toEqual(['confirmStep guo']);
  });
});

describe('the guardian', () => {
  const change = { guardian: 'han', reason: 'Called away.' };

  it('leaves, and work stops until somebody watches again', () => {
    const permit = atWork().does(guardian, 'guardianLeaves', { reason: 'Called away.' });
    expect(permit.current()).toMatchObject({
      state: 'suspended',
      facts: { guardianAway: true, stops: [{ cause: 'guardian' }] },
    });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    expect(permit.tries(leader, 'resume', {}, crew)).toMatchObject({ code: 'noGuardian', en: expect.stringContaining('guo') });
    expect(permit.does(guardian, 'guardianReturns').tries(leader, 'resume', {}, crew)).toBeUndefined();
  });

  it('is replaced first, and nothing is done on the line until the new one has signed the briefing', () => {
    const permit = atWork().does(leader, 'changeGuardian', change, { guardian: otherGuardian, days });
    expect(permit.current()).toMatchObject({ state: 'working', facts: { guardian: { id: 'han' } } });
    expect(tasks(permit)).toEqual(['signBriefing han']);
    expect(permit.tries(cai, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'guardianNotBriefed' });
    expect(permit.tries(guardian, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'notOnPermit' });
    expect(permit.tries(otherGuardian, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'notBriefed' });
    permit.does(otherGuardian, 'signBriefing', { version: 1 });
    expect(permit.tries(cai, 'confirmStep', step('shield'), crew)).toBeUndefined();
  });

  it('is replaced while work rests, and work isn’t resumed before the new one has signed', () => {
    const permit = atWork().does(guardian, 'guardianLeaves', { reason: 'Called away.' });
    permit.does(leader, 'changeGuardian', change, { guardian: otherGuardian, days });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    expect(permit.tries(leader, 'resume', {}, crew)).toMatchObject({ code: 'guardianNotBriefed' });
    expect(permit.does(otherGuardian, 'signBriefing', { version: 1 }).tries(leader, 'resume', {}, crew)).toBeUndefined();
  });

  it('confirms no step whose doing they didn’t watch: the doer confirms it again before the new one', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'), crew);
    permit
      .does(leader, 'changeGuardian', change, { guardian: otherGuardian, days })
      .does(otherGuardian, 'signBriefing', { version: 1 });
    expect(permit.tries(otherGuardian, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'doerFirst' });
    permit.does(cai, 'confirmStep', step('shield'), crew).does(otherGuardian, 'confirmStep', step('shield'), crew);
    expect(permit.current().facts.progress).toMatchObject([{ doer: { id: 'cai' }, guardian: { id: 'han' } }]);
  });

  it('is free for another permit when somebody else has taken their place, and the new one is not', () => {
    const permit = atWork().does(leader, 'changeGuardian', change, { guardian: otherGuardian, days });
    expect(itemsOf(permit.last(), 'holds')).toMatchObject([
      { op: 'hold', resource: 'worker:han' },
      { op: 'release', resource: 'worker:guo' },
    ]);
  });

  it('is replaced by somebody else, who is qualified and a guardian', () => {
    const permit = atWork();
    const tries = (to: ReturnType<typeof candidate>) => permit.tries(leader, 'changeGuardian', change, { guardian: to, days });
    expect(tries(guardian)).toMatchObject({ code: 'sameGuardian' });
    expect(tries({ ...cai, grants: [{ role: 'guardian' }] })).toMatchObject({ code: 'samePersonTwice' });
    expect(tries(liang)).toMatchObject({ code: 'roleNotHeld' });
    const lapsed = candidate('han', 'guardian', [{ kind: 'liveLineWork', from: '2020-01-01', until: YESTERDAY }]);
    expect(tries(lapsed)).toMatchObject({ code: 'notQualified', en: expect.stringContaining(YESTERDAY) });
  });
});

describe('a qualification that is taken away during work', () => {
  it('stops whoever would do the next step, and everybody while the guardian lacks it', () => {
    const lacking = (...without: string[]) => ({
      ...crew,
      crew: [cai, guardian].map((one) => (without.includes(one.id) ? { ...one, qualifications: [] } : one)),
    });
    const permit = atWork();
    for (const who of ['cai', 'guo'])
      expect(permit.tries(cai, 'confirmStep', step('shield'), lacking(who))).toMatchObject({
        code: 'notQualified',
        en: expect.stringContaining(who),
      });
    expect(permit.tries(cai, 'confirmStep', step('shield'), lacking())).toBeUndefined();
  });
});

describe('the crew changes during work', () => {
  it('a new member is qualified and briefed before they act', () => {
    const permit = atWork();
    const unfit = candidate('liang', 'lineWorker', [{ kind: 'liveLineWork', from: '2020-01-01', until: YESTERDAY }]);
    const change = { add: ['liang'], remove: [], reason: 'A third man.' };
    expect(permit.tries(leader, 'changeMembers', change, { added: [unfit], days })).toMatchObject({ code: 'notQualified' });
    permit.does(leader, 'changeMembers', change, { added: [liang], days });
    expect(tasks(permit)).toEqual(['signBriefing liang', 'confirmStep fan']);
    expect(permit.tries(liang, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'notBriefed' });
    expect(permit.does(liang, 'signBriefing', { version: 1 }).tries(liang, 'confirmStep', step('shield'), crew)).toBeUndefined();
  });

  it('an unsigned newcomer keeps nobody else from working, and is still to sign after each step', () => {
    const permit = atWork().does(leader, 'changeMembers', { add: ['liang'], remove: [], reason: 'R' }, { added: [liang], days });
    permit.does(cai, 'confirmStep', step('shield'), crew);
    expect(tasks(permit)).toEqual(['signBriefing liang', 'confirmStep guo']);
  });

  it('never below what the job needs, and only members leave', () => {
    const remove = (...ids: string[]) =>
      atWork().tries(leader, 'changeMembers', { add: [], remove: ids, reason: 'R' }, { added: [], days });
    expect(remove('cai', 'deng')).toMatchObject({ code: 'tooFewMembers' });
    expect(remove('liang')).toMatchObject({ code: 'notAMember' });
    expect(remove()).toMatchObject({ code: 'nothingChanges' });
  });

  it('nobody joins twice', () => {
    const twice = { add: ['cai'], remove: [], reason: 'R' };
    expect(atWork().tries(leader, 'changeMembers', twice, { added: [cai], days })).toMatchObject({ code: 'samePersonTwice' });
  });
});

describe('the work leader changes', () => {
  const change = { leader: 'luo', handover: 'Shield is on; nothing else done.' };

  it('by the issuer, while work is suspended, with a hand-over; the new one checks again and resumes', () => {
    const permit = halted(leader).does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    permit.does(issuer, 'changeLeader', change, { leader: otherLeader, days });
    expect(itemsOf(permit.last(), 'holds')).toMatchObject([
      { op: 'hold', resource: 'worker:luo' },
      { op: 'release', resource: 'worker:fan' },
    ]);
    expect(permit.tries(leader, 'resume', {}, crew)).toMatchObject({ code: 'notYourPart' });
    expect(permit.tries(otherLeader, 'resume', {}, crew)).toMatchObject({ code: 'recheckNeeded' });
    expect(tasks(permit)).toEqual(['signBriefing luo', 'checkWeather luo', 'checkInsulation luo']);
    permit.does(otherLeader, 'checkWeather', weather).does(otherLeader, 'checkInsulation', tools);
    expect(permit.tries(otherLeader, 'resume', {}, crew)).toMatchObject({ code: 'notBriefed' });
    permit.does(otherLeader, 'signBriefing', { version: 1 });
    permit
      .does(otherLeader, 'checkWeather', weather)
      .does(otherLeader, 'checkInsulation', tools)
      .does(otherLeader, 'resume', {}, crew);
    expect(permit.current().facts.handovers).toMatchObject([{ id: 'zhang', from: { id: 'fan' }, to: { id: 'luo' } }]);
    const closed = stepsDone(permit).does(otherLeader, 'endWork', ended).does(permitter, 'close', { lineReturned: true });
    expect(released(closed)).toEqual(everythingOf('luo'));
  });

  it('not while work goes on, not by the leaders themselves, and once only', () => {
    expect(atWork().tries(issuer, 'changeLeader', change, { leader: otherLeader, days })).toMatchObject({
      code: 'kernel.wrongState',
    });
    expect(halted(leader).tries(leader, 'changeLeader', change, { leader: otherLeader, days })).toMatchObject({
      code: 'kernel.wrongRole',
    });
    const permit = halted(leader).does(issuer, 'changeLeader', change, { leader: otherLeader, days });
    expect(permit.tries(issuer, 'changeLeader', { ...change, leader: 'fan' }, { leader, days })).toMatchObject({
      code: 'leaderChangedAlready',
    });
  });
});

describe('an extension', () => {
  const more = { until: until(65), reason: 'A bolt is seized.' };
  const reference = { ...crew, limits };

  it('is the issuer’s, and moves the clock by as much as the permit', () => {
    const permit = atWork();
    expect(permit.tries(leader, 'extend', more, reference)).toMatchObject({ code: 'kernel.wrongRole' });
    permit.does(issuer, 'extend', more, reference);
    expect(permit.current().facts.until).toBe(Date.parse(more.until));
    expect(permit.last().clocks).toEqual({ extend: { validity: { clockMinutes: 5 * 60 } } });
  });

  it('is given once', () => {
    const permit = atWork().does(issuer, 'extend', more, reference);
    expect(permit.tries(issuer, 'extend', { ...more, until: until(66) }, reference)).toMatchObject({ code: 'extendedAlready' });
  });

  it('is not given after expiry, whether or not the clock has noticed', () => {
    const expired = atWork().does(clock('validity'), 'expire');
    expect(expired.tries(issuer, 'extend', more, reference)).toMatchObject({ code: 'pastExpiry' });
    expect(atWork({}, { until: until(10) }).tries(issuer, 'extend', more, reference)).toMatchObject({ code: 'pastExpiry' });
  });

  it('is later than before, not too much, and not beyond a qualification', () => {
    const permit = atWork();
    expect(permit.tries(issuer, 'extend', { ...more, until: until(60) }, reference)).toMatchObject({ code: 'notLater' });
    expect(permit.tries(issuer, 'extend', { ...more, until: until(71) }, reference)).toMatchObject({ code: 'extensionTooLong' });
    const short = { ...cai, qualifications: [{ kind: 'liveLineWork', from: '2025-01-01', until: '2026-03-04' }] };
    const beyond = { ...reference, crew: [leader, guardian, short, deng], days: ['2026-03-02', '2026-03-05'] };
    expect(permit.tries(issuer, 'extend', more, beyond)).toMatchObject({ code: 'notQualified' });
  });
});

describe('at expiry', () => {
  it('work stops, everybody is notified, and only ending is left', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'), crew).does(clock('validity'), 'expire');
    expect(permit.current().state).toBe('expired');
    expect(told(permit, 'expired')).toEqual(['zhang', 'sun', 'fan', 'guo', 'cai', 'deng']);
    expect(tasks(permit)).toEqual(['abandonSteps fan']);
    for (const [actor, action] of [
      [leader, 'resume'],
      [leader, 'changeGuardian'],
      [leader, 'changeMembers'],
    ] as const)
      expect(permit.tries(actor, action, { cause: 'load', reason: 'R' })).toMatchObject({ code: 'kernel.wrongState' });
    permit.does(leader, 'abandonSteps', { reason: 'Out of time.', safeState: 'Shield on, bypass off.' });
    permit.does(leader, 'endWork', ended).does(permitter, 'close', { lineReturned: true });
    expect(permit.current().state).toBe('closed');
    expect(released(permit)).toEqual(everythingOf('fan'));
  });

  it('a permit that is back with the permitter is closed all the same, and never worked again', () => {
    const permit = stepsDone(atWork()).does(leader, 'endWork', ended).does(clock('validity'), 'expire');
    expect(permit.current().state).toBe('handedBack');
    expect(permit.tries(permitter, 'close', { lineReturned: true })).toBeUndefined();
    expect(permit.does(permitter, 'sendBack', { reason: 'A rope hangs on the pole.' }).current().state).toBe('expired');
  });
});

describe('the work ends', () => {
  it('when every step is done or the rest abandoned in a safe state', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'), crew);
    expect(permit.tries(leader, 'endWork', ended)).toMatchObject({
      code: 'stepsLeft',
      en: expect.stringContaining('“Shield” (not confirmed'),
    });
    permit.does(leader, 'abandonSteps', { reason: 'A part is missing.', safeState: 'Shields off, line as before.' });
    expect(permit.current().facts.abandoned).toMatchObject({ undone: ['shield', 'bypass', 'unshield'], id: 'fan' });
    expect(permit.tries(cai, 'confirmStep', step('shield'), crew)).toMatchObject({ code: 'stepsAbandoned' });
    expect(permit.tries(leader, 'abandonSteps', { reason: 'R', safeState: 'S' })).toMatchObject({ code: 'noStepsLeft' });
    expect(permit.tries(leader, 'endWork', ended)).toBeUndefined();
    expect(stepsDone(atWork()).tries(leader, 'abandonSteps', { reason: 'R', safeState: 'S' })).toMatchObject({
      code: 'noStepsLeft',
    });
  });

  it.each([
    [
      'missing',
      [
        { item: 'cable', count: 2 },
        { item: 'switch', count: 1 },
      ],
      'bypass cables: 2 of 3',
    ],
    ['not counted', [{ item: 'cable', count: 3 }], 'bypass switch: 0 of 1'],
    [
      'too much',
      [
        { item: 'cable', count: 3 },
        { item: 'switch', count: 2 },
      ],
      'bypass switch: 2 of 1',
    ],
    [
      'strange',
      [
        { item: 'cable', count: 3 },
        { item: 'switch', count: 1 },
        { item: 'hat', count: 1 },
      ],
      '“hat” isn’t on the list',
    ],
  ])('only with all gear counted back: %s is refused by name', (_, gear, words) => {
    expect(stepsDone(atWork()).tries(leader, 'endWork', { ...ended, gear })).toMatchObject({
      code: 'gearCount',
      en: expect.stringContaining(words),
    });
  });

  it('only with the site cleared', () => {
    expect(stepsDone(atWork()).tries(leader, 'endWork', { ...ended, siteCleared: false })).toMatchObject({
      code: 'siteNotCleared',
    });
  });

  it('and the hazard hears that nothing was carried out, where steps were abandoned', () => {
    const permit = atWork({}, { hazard: 'HI-7' }).does(leader, 'abandonSteps', { reason: 'R', safeState: 'S' });
    permit.does(leader, 'endWork', ended).does(permitter, 'close', { lineReturned: true });
    expect(itemsOf(permit.last(), 'acts')).toMatchObject([{ action: 'permitClosed', input: { carriedOut: false } }]);
  });

  it('with the permit back in the permitter’s hands, who returns the line or sends it back', () => {
    const permit = stepsDone(atWork({}, { hazard: 'HI-7' })).does(leader, 'endWork', ended);
    expect(tasks(permit)).toEqual(['close sun']);
    expect(permit.tries(leader, 'close', { lineReturned: true })).toMatchObject({ code: 'kernel.wrongRole' });
    expect(permit.tries(permitter, 'close', { lineReturned: false })).toMatchObject({ code: 'lineNotReturned' });
    permit.does(permitter, 'sendBack', { reason: 'A rope hangs on the pole.' });
    expect(permit.current().state).toBe('working');
    expect(tasks(permit)).toEqual(['endWork fan']);
    permit.does(leader, 'endWork', ended).does(permitter, 'close', { lineReturned: true });
    expect(permit.current()).toMatchObject({ state: 'closed', clocks: { begin: 'stopped', validity: 'stopped' } });
    expect(released(permit)).toEqual(everythingOf('fan'));
    expect(itemsOf(permit.last(), 'acts')).toEqual([
      { on: 'HI-7', action: 'permitClosed', input: { permit: 'LP-1', carriedOut: true, workers: ['fan', 'guo', 'cai', 'deng'] } },
    ]);
  });
});

it('nothing is held before work is permitted', () => {
  expect(prepared().outcomes.flatMap((outcome) => itemsOf(outcome, 'holds'))).toEqual([]);
});
