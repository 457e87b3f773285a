import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Played, person } from '../../../testing/play.ts';
import type { Actor, Gone } from '../../../workflows/kernel/process.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/live-work-permit/facts.ts';
import { whenGone } from '../../../workflows/live-work-permit/leavers.ts';
import { liveWorkPermit } from '../../../workflows/live-work-permit/rules.ts';
import type { Permit } from '../../../workflows/live-work-permit/vocabulary.ts';
import { bringToAnEnd, stranded, playedWithout as withoutThem } from '../leaving.ts';
import {
  atWork, briefed, cai, candidate, crew, deng, ended, everyone, guardian, HOUR, issued, issuer, leader, otherLeader, permitter, signed, stepsDone, tasks, tools, weather,
} from './site.ts'; // biome-ignore format: a list of people
import { qian, walk } from './walking.ts';

const otherIssuer = person('wu', 'permitIssuer');
const head = person('head', 'leader');
const admin = person('admin', 'admin');
const named = [issuer, leader, permitter, guardian, cai, deng];
/** One more for each part, who isn't on the permit. */
const others = [otherIssuer, otherLeader, qian, candidate('han', 'guardian'), candidate('liang', 'lineWorker')];
/** Everybody who comes into a permit while it is played. */
const workers: readonly Actor[] = [...new Map([...named, ...others, ...everyone].map((one) => [one.id, one])).values()];
const everybody = [...workers, head, admin];

const last = { reason: 'The leader has gone.', safeState: 'Shields off, line as before.' };
const ways = {
  close: { input: { lineReturned: true } },
  lift: { input: { reason: 'Who stopped it has gone.' } },
  endWork: { input: ended },
  abandonSteps: { input: last },
  cancel: { input: { reason: 'The leader has gone.' } },
};

const without = (begin: (staff: Staff) => Played<Facts>, left: readonly Actor[]) => withoutThem(begin, left, everybody);

describe('every open state of a permit has somebody who can act after people left', () => {
  const openings = fc.constantFrom(issued, signed, atWork);
  const walked = (left: fc.Arbitrary<readonly Actor[]>, there: readonly Actor[]) =>
    fc.assert(
      fc.property(openings, fc.integer({ min: 0, max: 30 }), left, fc.gen(), (open, length, gone, draw) => {
        const played = without((staff) => {
          const begun = open({}, {}, staff);
          walk(begun, length, draw, () => undefined);
          return begun;
        }, gone);
        const present = there.filter(({ id }) => !gone.some((one) => one.id === id));
        if ((liveWorkPermit.closed as readonly string[]).includes(played.current().state)) return;
        expect(stranded(played.current(), present)).toEqual([]);
        expect(['closed', 'cancelled']).toContain(bringToAnEnd(liveWorkPermit, played, present, ways));
      }),
      { numRuns: 200 },
    );

  it('some of them', () => walked(fc.subarray([...workers]), everybody));
  it('all of the unit', () => walked(fc.constant(workers), [head, admin]));
});

describe('a permit whose leader has gone', () => {
  it('is cancelled before work by any leader, issuer or permitter, and is never permitted', () => {
    const played = () => without((staff) => signed({}, {}, staff), [leader]);
    for (const actor of [otherLeader, otherIssuer, qian])
      expect(played().tries(actor, 'cancel', { reason: 'R' }), actor.id).toBeUndefined();
    expect(played().tries(permitter, 'permit', {}, crew)).toMatchObject({ code: 'leaderGone' });
    expect(tasks(without((staff) => issued({}, {}, staff), [leader]))).toEqual(['cancel permitIssuer']);
    // Signed and ready, it waits for no permission either.
    expect(tasks(played())).toEqual(['cancel permitIssuer']);
  });

  it('is ended by the issuers where there is no other leader', () => {
    const done = without((staff) => stepsDone(atWork({}, {}, staff)), [leader, otherLeader]);
    expect(tasks(done)).toEqual(['endWork permitIssuer']);
    const begun = without((staff) => atWork({}, {}, staff), [leader, otherLeader]);
    expect(begun.tries(otherIssuer, 'abandonSteps', last)).toBeUndefined();
  });

  it.each([
    ['another leader', otherLeader, 'close sun', permitter],
    ['the issuer', issuer, 'close sun', permitter],
    ['the permitter, and the issuer takes the line back', permitter, 'close zhang', issuer],
  ])('is ended by %s, and the record says who', (_, actor, task, taker) => {
    const played = without((staff) => atWork({}, {}, staff), [leader]);
    played.does(actor, 'abandonSteps', last).does(actor, 'endWork', ended);
    expect(played.current().facts).toMatchObject({ abandoned: { id: actor.id }, handedBack: { id: actor.id } });
    expect(tasks(played)).toEqual([task]);
    expect(played.tries(actor, 'close', { lineReturned: true })?.code).toMatch(/ownHandingBack|kernel.wrongRole/);
    expect(played.does(taker, 'close', { lineReturned: true }).current().state).toBe('closed');
  });

  it('that the leadership had to end isn’t taken back by whoever ended it', () => {
    const played = without((staff) => atWork({}, {}, staff), workers);
    played.does(head, 'abandonSteps', last).does(head, 'endWork', ended);
    expect(tasks(played)).toEqual(['close admin']);
    expect(played.tries({ ...head, grants: [...head.grants, ...admin.grants] }, 'close', { lineReturned: true })).toMatchObject({
      code: 'ownHandingBack',
    });
    expect(played.does(admin, 'close', { lineReturned: true }).current().state).toBe('closed');
  });

  it('is worked on by nobody, though the guardian is there', () => {
    const played = without((staff) => atWork({}, {}, staff), [leader]);
    expect(played.tries(cai, 'confirmStep', { step: 'shield' }, crew)).toMatchObject({ code: 'leaderGone' });
  });

  it('goes on under another leader, whom the issuer names, or any issuer if that one has gone too', () => {
    const played = without(
      (staff) => atWork({}, {}, staff).does(guardian, 'suspend', { cause: 'other', reason: 'The leader is ill.' }),
      [leader, issuer],
    );
    expect(tasks(played)).toEqual(['lift guo', 'changeLeader permitIssuer']);
    const change = [otherIssuer, 'changeLeader', { leader: 'luo', handover: 'H' }] as const;
    played.does(...change, { leader: otherLeader, days: crew.days });
    played.does(guardian, 'lift', { reason: 'A leader is there.' }).does(otherLeader, 'signBriefing', { version: 1 });
    played.does(otherLeader, 'checkWeather', weather).does(otherLeader, 'checkInsulation', tools);
    expect(played.does(otherLeader, 'resume', {}, crew).current().state).toBe('working');
  });

  it('isn’t resumed without one, also when the permitter has lifted their stop', () => {
    const played = without(
      (staff) =>
        atWork({}, {}, staff)
          .does(permitter, 'suspend', { cause: 'load', reason: 'R' })
          .does(leader, 'checkWeather', weather)
          .does(leader, 'checkInsulation', tools),
      [leader],
    );
    played.does(permitter, 'lift', { reason: 'The load is down.' });
    expect(played.tries(otherLeader, 'resume', {}, crew)).toMatchObject({ code: 'leaderGone' });
  });

  it('is ended by nobody else as long as the leader is there', () => {
    for (const actor of [otherLeader, issuer, permitter])
      expect(atWork().tries(actor, 'abandonSteps', last), actor.id).toMatchObject({ code: 'notYourPart' });
  });
});

describe('people who have left', () => {
  it('sign no more: the permit waits for those who are there', () => {
    const played = without(
      (staff) => briefed({}, {}, staff).does(cai, 'signBriefing', { version: 1 }).does(guardian, 'signBriefing', { version: 1 }),
      [deng],
    );
    expect(tasks(played)).toEqual(['permit sun']);
    expect(played.tries(permitter, 'permit', {}, { ...crew, crew: [leader, guardian, cai] })).toBeUndefined();
  });

  it('are replaced where they watch', () => {
    const played = without((staff) => atWork({}, {}, staff).does(cai, 'confirmStep', { step: 'shield' }, crew), [guardian]);
    expect(tasks(played)).toEqual(['changeGuardian fan']);
    const change = { guardian: 'han', reason: 'R' };
    expect(played.tries(leader, 'changeGuardian', change, { guardian: others[3], days: crew.days })).toBeUndefined();
  });

  it('as guardians, are replaced between two steps, before work is permitted and before it is resumed', () => {
    const halted = (played: Played<Facts>) =>
      played
        .does(leader, 'suspend', { cause: 'other', reason: 'A visitor.' })
        .does(leader, 'checkWeather', weather)
        .does(leader, 'checkInsulation', tools);
    for (const begin of [signed, atWork, (...as: Parameters<typeof atWork>) => halted(atWork(...as))]) {
      const of = (...gone: readonly Actor[]) => tasks(without((staff) => begin({}, {}, staff), gone));
      expect(of()).toEqual([expect.stringMatching(/^(permit sun|confirmStep fan|resume fan)$/)]);
      expect(of(guardian)).toEqual(['changeGuardian fan']);
      expect(of(guardian, leader)).toEqual([expect.stringMatching(/^(cancel|abandonSteps|changeLeader) /)]);
    }
  });

  it('or have lost their role, are made known to issuer, leader, permitter and guardian', () => {
    const without = (gone: Partial<Gone>) =>
      whenGone(atWork().current() as Permit, { left: [], withoutRole: [], unqualified: [], ...gone }).notify;
    expect(without({ left: ['guo', 'cai'], withoutRole: ['sun', 'fan'] })).toMatchObject([
      { to: { person: 'zhang' }, notice: 'workersGone', params: { people: 'fan、guo、cai' } },
    ]);
    for (const how of ['left', 'withoutRole'] as const)
      expect(without({ [how]: ['guo'] })?.map(({ to }) => to)).toEqual([
        { person: 'zhang' },
        { person: 'fan' },
        { person: 'sun' },
      ]);
    expect(without({ left: ['sun'] })).toEqual([]);
  });

  it('as permitters, leave nobody to permit the work but another permitter', () => {
    const played = without((staff) => signed({}, {}, staff), [permitter, qian]);
    expect(tasks(played)).toEqual(['cancel permitIssuer']);
    expect(played.tries(otherIssuer, 'permit', {}, crew)).toMatchObject({ code: 'permitterNeeded' });
  });

  it('leave the stops of ended work to the issuer', () => {
    const stop = { cause: 'other', reason: 'A rope hangs there.' };
    const left = (...gone: readonly Actor[]) =>
      without(
        (staff) =>
          stepsDone(atWork({}, {}, staff))
            .does(leader, 'endWork', ended)
            .does(guardian, 'suspend', stop),
        gone,
      );
    const played = left(guardian);
    expect(tasks(played)).toEqual(['lift permitIssuer']);
    expect(played.tries(permitter, 'lift', { reason: 'R' })).toMatchObject({ code: 'notYourPart' });
    played.does(issuer, 'lift', { reason: 'It is off.' });
    expect(played.does(permitter, 'close', { lineReturned: true }).current().state).toBe('closed');
    // Where no issuer is there either, it is the leadership's.
    const nobody = left(guardian, issuer, otherIssuer);
    expect(tasks(nobody)).toEqual(['lift leader']);
    expect(nobody.tries(head, 'lift', { reason: 'It is off.' })).toBeUndefined();
  });

  it('as permitters, leave the line to another permitter', () => {
    const played = without((staff) => stepsDone(atWork({}, {}, staff)).does(leader, 'endWork', ended), [permitter]);
    expect(tasks(played)).toEqual(['close permitter']);
    expect(played.does(qian, 'close', { lineReturned: true }).current().facts.permitter.id).toBe('qian');
    expect(played.now()).toBeGreaterThan(HOUR);
  });
});
