import { describe, expect, it } from 'vitest';
import { clock, itemsOf } from '../play.ts';
import {
  atWork, cai, candidate, crew, deng, ended, guardian, HOUR, issuer, leader, liang, limits, otherGuardian, otherLeader, permitter, prepared, released, stepsDone, tasks, told, tools, weather, YESTERDAY,
} from './site.ts'; // biome-ignore format: a list of people

const step = (id: string) => ({ step: id });
const until = (hours: number) => new Date(Date.parse('2026-03-02T09:00:00+08:00') + hours * HOUR).toISOString();
const { days } = crew;

describe('each step', () => {
  it('is confirmed by who did it and by the guardian, both with name and time', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'));
    expect(tasks(permit)).toEqual(['confirmStep guo']);
    expect(permit.current().facts.progress).toMatchObject([{ step: 'shield', doer: { id: 'cai' }, guardian: null }]);
    permit.does(guardian, 'confirmStep', step('shield'));
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
    expect(atWork().tries(leader, 'confirmStep', step('shield'))).toBeUndefined();
  });

  it('is never confirmed twice by one person', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'));
    expect(permit.tries(cai, 'confirmStep', step('shield'))).toMatchObject({ code: 'confirmedTwice' });
    permit.does(guardian, 'confirmStep', step('shield'));
    expect(permit.tries(guardian, 'confirmStep', step('shield'))).toMatchObject({ code: 'confirmedTwice' });
    expect(permit.tries(cai, 'confirmStep', step('shield'))).toMatchObject({ code: 'confirmedTwice' });
    expect(permit.tries(deng, 'confirmStep', step('shield'))).toMatchObject({ code: 'stepDone' });
  });

  it('waits for the guardian, not for a second doer', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'));
    expect(permit.tries(deng, 'confirmStep', step('shield'))).toMatchObject({
      code: 'waitsForGuardian',
      en: expect.stringContaining('guo'),
    });
  });

  it('is confirmed by the guardian after the doer', () => {
    expect(atWork().tries(guardian, 'confirmStep', step('shield'))).toMatchObject({ code: 'doerFirst' });
  });

  it('comes in the order of the list; the refusal names the missing one', () => {
    const permit = atWork();
    expect(permit.tries(cai, 'confirmStep', step('bypass'))).toMatchObject({
      code: 'stepOutOfOrder',
      en: expect.stringContaining('“Shield” is missing'),
      zh: expect.stringContaining('缺少“遮蔽”'),
    });
    permit.does(cai, 'confirmStep', step('shield'));
    expect(permit.tries(cai, 'confirmStep', step('bypass'))).toMatchObject({
      code: 'stepOutOfOrder',
      en: expect.stringContaining('“Shield” is still to be confirmed by the guardian'),
    });
    permit.does(guardian, 'confirmStep', step('shield'));
    expect(permit.tries(cai, 'confirmStep', step('unshield'))).toMatchObject({
      en: expect.stringContaining('“Hang the bypass” is missing'),
    });
  });

  it('is one of the list', () => {
    expect(atWork().tries(cai, 'confirmStep', step('dance'))).toMatchObject({
      code: 'unknownStep',
      en: expect.stringContaining('shield, bypass, unshield'),
    });
  });

  it('is for those on the permit', () => {
    expect(atWork().tries(liang, 'confirmStep', step('shield'))).toMatchObject({ code: 'notOnPermit' });
  });

  it('is refused while work is suspended, with the reason', () => {
    const permit = atWork().does(guardian, 'suspend', { cause: 'weather', reason: 'Thunder is near.' });
    expect(permit.tries(cai, 'confirmStep', step('shield'))).toMatchObject({
      code: 'workSuspended',
      en: expect.stringContaining('Thunder is near.'),
    });
  });

  it('is refused past the permit’s time, even before its clock has noticed', () => {
    const permit = atWork({}, { until: until(10) });
    expect(permit.tries(cai, 'confirmStep', step('shield'))).toMatchObject({ code: 'pastExpiry' });
    const expired = atWork().does(clock('validity'), 'expire');
    expect(expired.tries(cai, 'confirmStep', step('shield'))).toMatchObject({ code: 'pastExpiry' });
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
    expect(permit.tries(leader, 'resume')).toMatchObject({
      code: 'recheckNeeded',
      en: expect.stringContaining('the weather, the insulation'),
    });
    expect(permit.tries(leader, 'checkWeather', { ...weather, wind: 12 })).toMatchObject({ code: 'unfitWeather' });
    permit.does(leader, 'checkWeather', weather);
    expect(permit.tries(leader, 'resume')).toMatchObject({
      code: 'recheckNeeded',
      en: expect.stringContaining('the insulation'),
    });
    permit.does(leader, 'checkInsulation', tools);
    expect(tasks(permit)).toEqual(['resume fan']);
    expect(permit.does(leader, 'resume').current()).toMatchObject({ state: 'working', facts: { suspension: null } });
  });

  it('and by the permitter’s word alone where the permitter stopped it', () => {
    const permit = atWork().does(permitter, 'suspend', { cause: 'load', reason: 'The grid is switched.' });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    expect(tasks(permit)).toEqual(['resume sun']);
    expect(permit.tries(leader, 'resume')).toMatchObject({ code: 'notYourPart', en: expect.stringContaining('permitter sun') });
    expect(permit.tries(permitter, 'resume')).toBeUndefined();
  });

  it('a half-confirmed step is taken up where it was', () => {
    const permit = atWork()
      .does(cai, 'confirmStep', step('shield'))
      .does(leader, 'suspend', { cause: 'other', reason: 'A visitor.' });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools).does(leader, 'resume');
    expect(tasks(permit)).toEqual(['confirmStep guo']);
  });
});

describe('the guardian', () => {
  const change = { guardian: 'han', reason: 'Called away.' };

  it('leaves, and work stops until somebody watches again', () => {
    const permit = atWork().does(guardian, 'guardianLeaves', { reason: 'Called away.' });
    expect(permit.current()).toMatchObject({
      state: 'suspended',
      facts: { guardianAway: true, suspension: { cause: 'guardian' } },
    });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    expect(permit.tries(leader, 'resume')).toMatchObject({ code: 'noGuardian', en: expect.stringContaining('guo') });
    expect(permit.does(guardian, 'guardianReturns').tries(leader, 'resume')).toBeUndefined();
  });

  it('is replaced first, and work goes on; the new one is briefed before they confirm', () => {
    const permit = atWork().does(cai, 'confirmStep', step('shield'));
    permit.does(leader, 'changeGuardian', change, { guardian: otherGuardian, days });
    expect(permit.current()).toMatchObject({ state: 'working', facts: { guardian: { id: 'han' } } });
    expect(permit.tries(guardian, 'confirmStep', step('shield'))).toMatchObject({ code: 'notOnPermit' });
    expect(permit.tries(otherGuardian, 'confirmStep', step('shield'))).toMatchObject({ code: 'notBriefed' });
    permit.does(otherGuardian, 'signBriefing');
    expect(permit.tries(otherGuardian, 'confirmStep', step('shield'))).toBeUndefined();
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

  it('who did the step earlier can’t confirm it as the new guardian', () => {
    const both = { ...cai, grants: [{ role: 'lineWorker' }, { role: 'guardian' }] };
    const permit = atWork().does(both, 'confirmStep', step('shield'));
    permit.does(leader, 'changeMembers', { add: [], remove: ['cai'], reason: 'R' }, { added: [], days });
    permit.does(leader, 'changeGuardian', { guardian: 'cai', reason: 'R' }, { guardian: both, days }).does(both, 'signBriefing');
    expect(permit.tries(both, 'confirmStep', step('shield'))).toMatchObject({ code: 'confirmedTwice' });
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
    expect(permit.tries(liang, 'confirmStep', step('shield'))).toMatchObject({ code: 'notBriefed' });
    expect(permit.does(liang, 'signBriefing').tries(liang, 'confirmStep', step('shield'))).toBeUndefined();
  });

  it('an unsigned newcomer keeps nobody else from working, and is still to sign after each step', () => {
    const permit = atWork().does(leader, 'changeMembers', { add: ['liang'], remove: [], reason: 'R' }, { added: [liang], days });
    permit.does(cai, 'confirmStep', step('shield'));
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
  const halted = () => atWork().does(leader, 'suspend', { cause: 'other', reason: 'The leader is ill.' });

  it('by the issuer, while work is suspended, with a hand-over; the new one checks again and resumes', () => {
    const permit = halted().does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    permit.does(issuer, 'changeLeader', change, { leader: otherLeader, days });
    expect(itemsOf(permit.last(), 'holds')).toMatchObject([
      { op: 'hold', resource: 'leader:luo' },
      { op: 'release', resource: 'leader:fan' },
    ]);
    expect(permit.tries(leader, 'resume')).toMatchObject({ code: 'notYourPart' });
    expect(permit.tries(otherLeader, 'resume')).toMatchObject({ code: 'recheckNeeded' });
    permit.does(otherLeader, 'checkWeather', weather).does(otherLeader, 'checkInsulation', tools).does(otherLeader, 'resume');
    expect(permit.current().facts.handovers).toMatchObject([{ id: 'zhang', from: { id: 'fan' }, to: { id: 'luo' } }]);
    const closed = stepsDone(permit).does(otherLeader, 'endWork', ended).does(permitter, 'close', { lineReturned: true });
    expect(released(closed)).toEqual(['leader:luo', 'section:E551/1', 'line:E551']);
  });

  it('not while work goes on, not by the leaders themselves, and once only', () => {
    expect(atWork().tries(issuer, 'changeLeader', change, { leader: otherLeader, days })).toMatchObject({
      code: 'kernel.wrongState',
    });
    expect(halted().tries(leader, 'changeLeader', change, { leader: otherLeader, days })).toMatchObject({
      code: 'kernel.wrongRole',
    });
    const permit = halted().does(issuer, 'changeLeader', change, { leader: otherLeader, days });
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
    const permit = atWork().does(cai, 'confirmStep', step('shield')).does(clock('validity'), 'expire');
    expect(permit.current().state).toBe('expired');
    expect(told(permit, 'expired')).toEqual(['zhang', 'sun', 'fan', 'guo', 'cai', 'deng']);
    expect(tasks(permit)).toEqual(['abandonSteps fan']);
    for (const [actor, action] of [
      [leader, 'suspend'],
      [leader, 'resume'],
      [leader, 'changeGuardian'],
      [leader, 'changeMembers'],
    ] as const)
      expect(permit.tries(actor, action, { cause: 'load', reason: 'R' })).toMatchObject({ code: 'kernel.wrongState' });
    permit.does(leader, 'abandonSteps', { reason: 'Out of time.', safeState: 'Shield on, bypass off.' });
    permit.does(leader, 'endWork', ended).does(permitter, 'close', { lineReturned: true });
    expect(permit.current().state).toBe('closed');
    expect(released(permit)).toEqual(['leader:fan', 'section:E551/1', 'line:E551']);
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
    const permit = atWork().does(cai, 'confirmStep', step('shield'));
    expect(permit.tries(leader, 'endWork', ended)).toMatchObject({
      code: 'stepsLeft',
      en: expect.stringContaining('“Shield” (not confirmed'),
    });
    permit.does(leader, 'abandonSteps', { reason: 'A part is missing.', safeState: 'Shields off, line as before.' });
    expect(permit.current().facts.abandoned).toMatchObject({ undone: ['shield', 'bypass', 'unshield'], id: 'fan' });
    expect(permit.tries(cai, 'confirmStep', step('shield'))).toMatchObject({ code: 'stepsAbandoned' });
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
    expect(released(permit)).toEqual(['leader:fan', 'section:E551/1', 'line:E551']);
    expect(itemsOf(permit.last(), 'acts')).toEqual([{ on: 'HI-7', action: 'permitClosed', input: { permit: 'LP-1' } }]);
  });
});

it('nothing is held before work is permitted', () => {
  expect(prepared().outcomes.flatMap((outcome) => itemsOf(outcome, 'holds'))).toEqual([]);
});
