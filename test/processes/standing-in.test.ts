import { describe, expect, it } from 'vitest';
import { person, START } from '../../testing/play.ts';
import { creditCorrection } from '../../workflows/credit-correction/rules.ts';
import { actingOn, decide, decideStart, opening, whyNot } from '../../workflows/kernel/decide.ts';
import type { Actor, AnyProcess } from '../../workflows/kernel/process.ts';
import { staffed, staffOf } from '../../workflows/kernel/staffing.ts';
import { capacities, handsAfter } from '../../workflows/kernel/standing-in.ts';
import { liveWorkPermit } from '../../workflows/live-work-permit/rules.ts';
import { powerApplication } from '../../workflows/power-application/rules.ts';
import { trainingCourse } from '../../workflows/training-course/rules.ts';
import { report } from './issue-report/street.ts';
import {
  atWork,
  crew,
  guardian,
  issued,
  issuer,
  permitter,
  reference,
  sent,
  leader as workLeader,
} from './live-work-permit/site.ts';
import { clerk, file, leader } from './power-application/utility.ts';
import { drawn, leader as head, moments, planner, submitted } from './protection-plan/utility.ts';

/** Somebody in the place of another one. */
const inPlaceOf = (deputy: Actor, of: Actor): Actor => ({
  ...of,
  deputy: { id: deputy.id, name: deputy.name, deputyship: 'd1', from: '2026-03-01', until: '2026-03-31' },
});
/** Somebody with all in which they may act, as the API reads them. */
const several = (own: Actor, ...as: readonly Actor[]): Actor => ({
  ...own,
  grants: [...own.grants, ...as.flatMap(({ grants }) => grants.map((grant) => ({ ...grant, lent: true as const })))],
  as,
});
const scheme = { scheme: null, phone: null };
const zhou = person('zhou', 'handler');
const approval = [{ version: 1 }, { moments }] as const;

describe('a deputy', () => {
  it('does in the other’s place what they may, and the case goes on as theirs', () => {
    const taken = file().does(inPlaceOf(zhou, clerk), 'accept', {}, scheme);
    expect(taken.current().hands).toContainEqual({ by: 'zhou', of: clerk.id });
    expect(JSON.stringify(taken.current().facts)).not.toContain('zhou');
  });

  it('does nothing on the case in another name after that: not in their own, and not in a third one’s', () => {
    const taken = file().does(inPlaceOf(zhou, clerk), 'accept', {}, scheme);
    for (const action of Object.keys(powerApplication.actions))
      for (const actor of [person('zhou', 'windowClerk'), person('zhou', 'leader'), inPlaceOf(zhou, leader)])
        expect([action, whyNot(powerApplication, taken.current(), action, actor, taken.now())]).not.toEqual([action, undefined]);
    const clerkToo = person('zhou', 'windowClerk');
    const refused = Object.keys(powerApplication.actions).map(
      (action) => whyNot(powerApplication, taken.current(), action, clerkToo, 0)?.code,
    );
    expect(refused).toContain('kernel.stoodIn');
  });

  it('has no part in the case themselves, nor in what the tenant’s data say of it', () => {
    const customer = { ...zhou, id: 'firm' };
    expect(file().tries(inPlaceOf(customer, clerk), 'accept', {}, scheme)?.code).toBe('kernel.ownPart');
    expect(file().tries(inPlaceOf(zhou, clerk), 'accept', {}, { ...scheme, surveyor: { id: 'zhou' } })?.code).toBe(
      'kernel.ownPart',
    );
  });

  it('did nothing on it in their own name before', () => {
    const officer = person('zhou', 'windowClerk');
    const taken = file().does(officer, 'comment', { text: 'Seen.' });
    expect(taken.tries(inPlaceOf(officer, clerk), 'accept', {}, scheme)?.code).toBe('kernel.ownPart');
    expect(taken.tries(officer, 'accept', {}, scheme)).toBeUndefined();
  });

  it('is known again by what they did in any part of a case, but not by what everybody may do', () => {
    const did = (process: AnyProcess, role: string) => handsAfter(process, {}, person('guo', role), role);
    expect(did(liveWorkPermit, 'guardian')).toEqual([{ by: 'guo', of: 'guo' }]);
    expect(did(trainingCourse, 'lecturer')).toEqual([{ by: 'guo', of: 'guo' }]);
    expect(did(trainingCourse, 'trainee')).toEqual([]);
  });

  it('opens nothing that gives themselves a part or credits', () => {
    const day = '2026-03-02';
    const rule = { kind: 'course', title: { en: '', zh: '' }, amount: 3, mostPerYear: 9, validYears: 3, alsoWith: [] };
    const corrects = (actor: Actor, owner: string) =>
      decideStart(creditCorrection, {
        ...{ id: 'CC-1', actor, now: START },
        input: { award: { person: owner, kind: 'course', amount: 3, day }, reason: 'Missed.' },
        reference: { line: null, award: { rule, name: owner, unit: null }, today: day },
      });
    const officer = person('ji', 'academyAdmin');
    expect(corrects(inPlaceOf(zhou, officer), 'zhou')).toMatchObject({ code: 'kernel.ownPart' });
    expect(corrects(inPlaceOf(zhou, officer), 'ji')).toMatchObject({ code: 'ownCredits' });
    expect(corrects(inPlaceOf(zhou, officer), 'deng')).toMatchObject({ role: 'academyAdmin' });
    const [own] = capacities(several({ ...officer, id: 'zhou' }, inPlaceOf(zhou, officer)));
    expect(corrects(own, 'ji')).toMatchObject({ code: 'kernel.standsForThem' });
    const permits = (deputy: Actor) =>
      decideStart(liveWorkPermit, { id: 'LP-1', actor: inPlaceOf(deputy, issuer), now: START, input: sent, reference });
    for (const named of [workLeader, guardian]) expect(permits(named)).toMatchObject({ code: 'kernel.ownPart' });
    expect(permits(zhou)).toMatchObject({ role: 'permitIssuer' });
  });

  it('does nothing in the private matter of the one who is away, such as what they reported', () => {
    const reporter = person('wang', 'handler');
    const reported = report(reporter, {}, {}, 'IR-1');
    expect(reported.tries(reporter, 'withdraw', { reason: 'It is gone.' })).toBeUndefined();
    expect(reported.tries(inPlaceOf(zhou, reporter), 'withdraw', { reason: 'It is gone.' })?.code).toBe('kernel.inPerson');
    expect(() => report(inPlaceOf(zhou, reporter), {}, {}, 'IR-2')).toThrow('private matter');
  });

  it('is named for nothing on the case that they could not do', () => {
    const next = { ...workLeader, id: 'zhou', name: 'zhou', qualifications: reference.leader.qualifications };
    const input = { leader: 'zhou', handover: 'H' };
    const change = {
      action: 'changeLeader',
      actor: issuer,
      now: START,
      input,
      reference: { leader: next, days: crew.days },
    };
    const current = atWork().does(permitter, 'suspend', { cause: 'load', reason: 'R' }).current();
    expect(decide(liveWorkPermit, current, change)).toMatchObject({ role: 'permitIssuer' });
    const byDeputy = { ...current, hands: [{ by: 'zhou', of: issuer.id }] };
    expect(decide(liveWorkPermit, byDeputy, change)).toMatchObject({ code: 'kernel.stoodInNamed' });
  });

  it('approves nothing that they drew up, and draws up nothing that they approve, however the names are turned', () => {
    const asHead = inPlaceOf(planner, head);
    expect(submitted().tries(asHead, 'approve', ...approval)?.code).toBe('kernel.ownPart');
    const byDeputy = drawn().does(inPlaceOf(zhou, planner), 'submit', {}, { moments });
    expect(byDeputy.tries(person('zhou', 'leader'), 'approve', ...approval)?.code).toBe('kernel.stoodIn');
    expect(byDeputy.tries(inPlaceOf(zhou, head), 'approve', ...approval)?.code).toBe('kernel.stoodIn');
    expect(byDeputy.tries(inPlaceOf(person('qian', 'handler'), person('zhou', 'leader')), 'approve', ...approval)?.code).toBe(
      'kernel.ownPart',
    );
    expect(byDeputy.tries(head, 'approve', ...approval)).toBeUndefined();
  });

  it('doesn’t check in their own name what the one did for whom they stand in', () => {
    const [own] = capacities(several(head, inPlaceOf(head, planner)));
    expect(submitted().tries(own, 'approve', ...approval)?.code).toBe('kernel.standsForThem');
    const [other] = capacities(several(head, inPlaceOf(head, clerk)));
    expect(submitted().tries(other, 'approve', ...approval)).toBeUndefined();
  });

  it('doesn’t check it by what they took in an emergency, or for a third one, either', () => {
    const glass: Actor = { ...person('zhou', 'leader'), emergency: { id: 'e1', until: '2026-03-02T12:00:00Z' } };
    const [, emergency, , third] = capacities(several(zhou, glass, inPlaceOf(zhou, planner), inPlaceOf(zhou, head)));
    for (const one of [emergency, third])
      expect(submitted().tries(one as Actor, 'approve', ...approval)?.code).toBe('kernel.standsForThem');
    const [, alone] = capacities(several(zhou, glass));
    expect(submitted().tries(alone as Actor, 'approve', ...approval)).toBeUndefined();
  });

  it('leaves the work of the case to others who hold the role', () => {
    const taken = file().does(inPlaceOf(zhou, clerk), 'accept', {}, scheme);
    const staff = staffOf([
      { id: 'zhou', left: false, grants: [{ role: 'surveyor' }] },
      { id: 'leader', left: false, grants: [{ role: 'leader' }] },
    ]);
    expect(staffed(powerApplication, taken.current(), staff).tasks).toMatchObject([{ role: 'leader', fellFrom: 'surveyor' }]);
  });

  it('doesn’t do what somebody named in the case needs a qualification for', () => {
    const act = [inPlaceOf(zhou, workLeader), 'recordSurvey', { findings: 'Pole stands free.' }] as const;
    expect(issued().tries(...act)?.code).toBe('kernel.inPerson');
  });
});

describe('of several capacities', () => {
  it('somebody acts in their own where they may, and else in the first that may', () => {
    const current = file().current();
    const other = inPlaceOf(zhou, clerk);
    expect(actingOn(powerApplication, current, 'accept', several(zhou, other), 0)).toEqual(other);
    expect(actingOn(powerApplication, current, 'accept', several({ ...clerk, id: 'zhou' }, other), 0)).toMatchObject({
      id: 'zhou',
    });
    expect(actingOn(powerApplication, current, 'sign', several(zhou, other), 0)).toMatchObject({ id: 'zhou' });
  });

  it('where they may in none, the one counts that has the role: its refusal says why', () => {
    const acted = { ...file().current(), hands: [{ by: 'zhou', of: 'zhou' }] };
    const other = inPlaceOf(zhou, clerk);
    expect(actingOn(powerApplication, acted, 'accept', several(zhou, other), 0)).toEqual(other);
  });

  it('a case is opened in the first that may open it', () => {
    const other = inPlaceOf(zhou, clerk);
    expect(opening(powerApplication, several(zhou, other))).toEqual(other);
    expect(opening(powerApplication, several({ ...clerk, id: 'zhou' }, other))).toMatchObject({ id: 'zhou' });
    expect(opening(powerApplication, zhou)).toEqual(zhou);
  });

  it('none is acted in with what is lent by another', () => {
    expect(capacities(several(zhou, inPlaceOf(zhou, clerk)))[0].grants).toEqual(zhou.grants);
  });
});
