import { describe, expect, it } from 'vitest';
import { clock, itemsOf } from '../../../testing/play.ts';
import {
  atWork, briefed, cai, candidate, crew, deng, guardian, HOUR, issued, issuer, leader, liang, limits, otherLeader, permitter, prepared, signed, tasks, told, tools, weather,
} from './site.ts'; // biome-ignore format: a list of people

describe('before work', () => {
  it('survey, weather, insulation and fencing are recorded, each with who and when', () => {
    const { survey, weather: checked, insulation, fencing } = prepared().current().facts;
    for (const mark of [survey, checked, insulation, fencing]) expect(mark).toMatchObject({ id: 'fan', at: expect.any(Number) });
    expect(tasks(prepared())).toEqual(['holdBriefing fan']);
  });

  it('the briefing waits for them, and names what is missing', () => {
    const permit = issued().does(leader, 'recordSurvey', { findings: 'Free.' }).does(leader, 'checkInsulation', tools);
    expect(permit.tries(leader, 'holdBriefing', { task: 'T' })).toMatchObject({
      code: 'notPrepared',
      en: expect.stringContaining('the weather, the fencing'),
    });
  });

  it('they are for this permit’s leader, not for any', () => {
    expect(issued().tries(otherLeader, 'recordSurvey', { findings: 'Free.' })).toMatchObject({
      code: 'notYourPart',
      en: expect.stringContaining('the work leader fan'),
    });
  });

  it.each([
    [{ thunder: true }, 'thunder'],
    [{ precipitation: true }, 'rain'],
    [{ wind: 10.8 }, '10.8 m/s is above 10.7 m/s'],
    [{ humidity: 81 }, '81 % is above 80 %'],
  ])('weather with %o is refused', (bad, words) => {
    expect(issued().tries(leader, 'checkWeather', { ...weather, ...bad })).toMatchObject({
      code: 'unfitWeather',
      en: expect.stringContaining(words),
    });
  });

  it('weather just at the limits is fit', () => {
    expect(issued().tries(leader, 'checkWeather', { ...weather, wind: 10.7, humidity: 80 })).toBeUndefined();
  });

  it('tools that insulate too little are refused', () => {
    expect(issued().tries(leader, 'checkInsulation', { ...tools, megohms: 699 })).toMatchObject({ code: 'insulationTooLow' });
    expect(issued().tries(leader, 'checkInsulation', { ...tools, megohms: 700 })).toBeUndefined();
  });
});

describe('the briefing', () => {
  it('is signed by every member and the guardian, each in a task of their own', () => {
    const permit = briefed();
    expect(tasks(permit)).toEqual(['signBriefing cai', 'signBriefing deng', 'signBriefing guo', 'permit sun']);
    permit.does(deng, 'signBriefing', { version: 1 });
    expect(tasks(permit)).toEqual(['signBriefing cai', 'signBriefing guo', 'permit sun']);
    permit.does(cai, 'signBriefing', { version: 1 });
    expect(told(permit, 'toPermit')).toEqual([]);
    permit.does(guardian, 'signBriefing', { version: 1 });
    expect(told(permit, 'toPermit')).toEqual(['sun']);
    expect(permit.current().facts.signatures.map(({ id }) => id)).toEqual(['deng', 'cai', 'guo']);
  });

  it('is signed once, and by nobody for another', () => {
    const permit = briefed().does(cai, 'signBriefing', { version: 1 });
    expect(permit.tries(cai, 'signBriefing', { version: 1 })).toMatchObject({ code: 'signedAlready' });
    expect(permit.tries(liang, 'signBriefing', { version: 1 })).toMatchObject({ code: 'notYoursToSign' });
  });

  it('keeps the permitter waiting until the last has signed, by name', () => {
    const permit = briefed().does(cai, 'signBriefing', { version: 1 });
    expect(permit.tries(permitter, 'permit', {}, crew)).toMatchObject({
      code: 'notSigned',
      en: expect.stringContaining('deng, guo'),
    });
  });

  it('isn’t blocked by a member who leaves', () => {
    const permit = briefed().does(cai, 'signBriefing', { version: 1 }).does(guardian, 'signBriefing', { version: 1 });
    permit.does(leader, 'changeMembers', { add: [], remove: ['deng'], reason: 'Ill.' }, { added: [], days: crew.days });
    expect(told(permit, 'takenOff')).toEqual(['deng']);
    expect(tasks(permit)).toEqual(['permit sun']);
    expect(permit.tries(permitter, 'permit', {}, crew)).toBeUndefined();
  });
});

describe('a briefing that is held again', () => {
  it('has a new version, which everybody signs who has read it', () => {
    const permit = signed().does(leader, 'holdBriefing', { task: 'T', division: 'D', hazards: 'More.', measures: 'M' });
    expect(permit.current().facts).toMatchObject({ briefing: { version: 2 }, signatures: [] });
    expect(permit.tries(permitter, 'permit', {}, crew)).toMatchObject({ code: 'notSigned' });
    expect(permit.tries(cai, 'signBriefing', { version: 1 })).toMatchObject({ code: 'otherVersion' });
    expect(permit.tries(cai, 'signBriefing', { version: 2 })).toBeUndefined();
  });
});

describe('work is permitted', () => {
  it('and from then on everybody on the site and the poles of its sections are this permit’s own, and the line shows open work', () => {
    const permit = atWork();
    expect(permit.current().state).toBe('working');
    expect(itemsOf(permit.last(), 'holds')).toMatchObject([
      ...['fan', 'guo', 'cai', 'deng'].map((id) => ({ resource: `worker:${id}` })),
      ...[1, 2, 3].map((pole) => ({ resource: `pole:E551/${pole}` })),
      { resource: 'line:E551', shared: true },
    ]);
    expect(permit.last().clocks).toMatchObject({ stop: ['begin'], start: { validity: { clockMinutes: 52 * 60 - 60 } } });
    expect(permit.current().facts.permitted).toMatchObject({ id: 'sun' });
  });

  it('not by somebody with another part on the permit, though they are permitters too', () => {
    const both = { ...leader, grants: [...leader.grants, { role: 'permitter' }] };
    expect(signed().tries(both, 'permit', {}, crew)).toMatchObject({ code: 'samePersonTwice' });
    expect(signed().tries({ ...issuer, grants: [{ role: 'permitter' }] }, 'permit', {}, crew)).toMatchObject({
      code: 'samePersonTwice',
    });
  });

  it('by another permitter on duty, who is noted', () => {
    const permit = signed().does(candidate('qian', 'permitter', []), 'permit', {}, crew);
    expect(permit.current().facts.permitter).toEqual({ id: 'qian', name: 'qian' });
  });

  it('not before its time and not after', () => {
    const soon = signed({}, { from: new Date(Date.parse('2026-03-02T09:00:00+08:00') + 12 * HOUR).toISOString() });
    expect(soon.tries(permitter, 'permit', {}, crew)).toMatchObject({ code: 'tooEarly' });
    const late = signed({}, { until: new Date(Date.parse('2026-03-02T09:00:00+08:00') + 9 * HOUR).toISOString() });
    expect(late.tries(permitter, 'permit', {}, crew)).toMatchObject({ code: 'pastExpiry' });
  });

  it('not on checks that are too old', () => {
    const strict = { ...crew, limits: { ...limits, checkMinutes: 5 * 60 } };
    const permit = signed();
    expect(permit.tries(permitter, 'permit', {}, strict)).toMatchObject({
      code: 'checkTooOld',
      en: expect.stringMatching(/the weather and the insulation/),
    });
    permit.does(leader, 'checkWeather', weather).does(leader, 'checkInsulation', tools);
    expect(permit.tries(permitter, 'permit', {}, strict)).toBeUndefined();
  });

  it('not with somebody whose qualification has been taken away since', () => {
    const without = { ...deng, qualifications: [{ kind: 'liveLineWork', from: '2025-01-01', until: '2026-03-01' }] };
    expect(signed().tries(permitter, 'permit', {}, { ...crew, crew: [leader, guardian, cai, without] })).toMatchObject({
      code: 'notQualified',
      en: expect.stringContaining('deng lacks “live-line work” on 2026-03-02: it ended on 2026-03-01'),
    });
  });

  it('without a member who has left the utility, but not without leader and guardian', () => {
    const permit = signed();
    expect(permit.tries(permitter, 'permit', {}, { ...crew, crew: [leader, cai, deng] })).toMatchObject({
      code: 'personGone',
      en: expect.stringContaining('guo'),
    });
    permit.does(permitter, 'permit', {}, { ...crew, crew: [leader, guardian, cai] });
    expect(permit.current().facts.members.map(({ id }) => id)).toEqual(['cai']);
  });
});

describe('before work has begun, a permit', () => {
  it('is cancelled with a reason, by issuer or leader', () => {
    const permit = briefed({}, { hazard: 'HI-7' }).does(leader, 'cancel', { reason: 'The pump was moved.' });
    expect(permit.current().state).toBe('cancelled');
    expect(permit.last().reason).toBe('The pump was moved.');
    expect(itemsOf(permit.last(), 'acts')).toMatchObject([{ on: 'HI-7', action: 'permitClosed' }]);
    expect(issued().tries(issuer, 'cancel', { reason: 'R' })).toBeUndefined();
    expect(issued().tries(otherLeader, 'cancel', { reason: 'R' })).toMatchObject({ code: 'notYourPart' });
  });

  it('lapses by itself when its period is over', () => {
    const permit = issued().does(clock('begin'), 'lapse');
    expect(permit.current()).toMatchObject({ state: 'lapsed', tasks: [], clocks: { begin: 'stopped' } });
  });

  it('and afterwards it is neither', () => {
    expect(atWork().tries(leader, 'cancel', { reason: 'R' })).toMatchObject({ code: 'kernel.wrongState' });
  });
});
