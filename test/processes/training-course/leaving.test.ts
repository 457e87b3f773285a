import { describe, expect, it } from 'vitest';
import { clock, itemsOf, type Played, person, play, START } from '../../../testing/play.ts';
import { decideAny } from '../../../workflows/kernel/own-acts.ts';
import { type Actor, type Case, isRefusal } from '../../../workflows/kernel/process.ts';
import { staffOf } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/training-course/facts.ts';
import { trainingCourse } from '../../../workflows/training-course/rules.ts';
import type { Reference } from '../../../workflows/training-course/vocabulary.ts';
import { deadEnds, withoutThem } from '../leaving.ts';

const academy = person('sheng', 'academyAdmin');
const lin = person('lin', 'lecturer');
const mao = person('mao', 'lecturer');
const ou = { ...person('ou', 'trainee'), unit: 'agency-01' };
const people = [academy, lin, mao, ou];
const reference: Reference['start'] = {
  topic: { key: 'archives', en: 'Archives', zh: '档案管理' },
  format: { key: 'lecture', en: 'Lecture', zh: '专题讲座', attendance: 'code', percent: 100 },
  groups: [{ key: 'agencies', en: 'Handling agencies', zh: '经办机构', unitKinds: ['agency'] }],
  site: null,
  sessions: [{ n: 1, day: '2026-03-02', time: '09:00', from: START, until: START + 8 * 3_600_000, minutes: 480 }],
  pool: [{ id: 'lin', name: 'lin' }],
};
const input = { title: 'Shelves', topic: 'archives', format: 'lecture', groups: ['agencies'], places: 2, sessions: [] };

const asked = (without: readonly string[] = []) =>
  play<Facts>(
    trainingCourse,
    { actor: academy, input, reference },
    staffOf(people.map(({ id, grants }) => ({ id, grants, left: without.includes(id) }))),
  );
const nobodyLeft = () => asked().does(lin, 'declineCourse', { reason: 'No time' }, { pool: [] });
const ready = (without: readonly string[] = []) => asked(without).does(without.includes('lin') ? mao : lin, 'takeCourse');
const open = () => ready().does(lin, 'publish').does(ou, 'enrol', {}, { person: ou, unitKind: 'agency' });

/** What follows when these have left the house, before the first session is over. */
const handedBack = (case_: Played<Facts>, ...left: readonly string[]) => {
  const command = { action: 'handBack', actor: person('admin', 'admin'), now: START, input: { left }, reference: undefined };
  const decision = decideAny([trainingCourse], case_.current() as Case, command);
  if (isRefusal(decision)) throw new Error(decision.en);
  return decision;
};
const waiting = (case_: Played<Facts>, ...left: readonly (typeof lin)[]) =>
  withoutThem(trainingCourse, case_.current() as Case, people, left).tasks.map(({ action, person: who, role }) => [
    action,
    who ?? role,
  ]);

describe('when people leave a course', () => {
  it.each<[string, Played<Facts>]>([
    ['with a lecturer asked', asked()],
    ['without a lecturer', nobodyLeft()],
    ['ready to be published', ready()],
    ['open', open()],
  ])('somebody who is there can do all that it waits for: %s', (_, case_) => {
    // After its last session.
    expect(deadEnds(trainingCourse, case_, people, { now: START + 9 * 3_600_000 })).toEqual([]);
  });

  it('the academy asks another lecturer, or publishes and finishes in their place', () => {
    expect(waiting(asked(), lin)).toEqual([['askLecturer', 'academyAdmin']]);
    expect(waiting(ready(), lin)).toEqual([['askLecturer', 'academyAdmin']]);
    expect(waiting(open(), lin)).toEqual([['askLecturer', 'academyAdmin']]);
    expect(waiting(open(), lin, academy)).toEqual([['askLecturer', 'admin']]);
  });

  it('the academy is told of a lecturer who has left, and their time is free', () => {
    const { outcome } = handedBack(open(), 'lin');
    expect(outcome.notify).toMatchObject([{ to: { role: 'academyAdmin' }, notice: 'lecturerOut' }]);
    expect(itemsOf(outcome, 'bookings')).toEqual([{ op: 'unbook', people: ['lin'] }]);
  });

  it('the place of a trainee who has left goes to the first who waits, unless they took part', () => {
    const [pan, qi] = ['pan', 'qi'].map((id) => ({ ...person(id, 'trainee'), unit: 'agency-01' }));
    const full = () => {
      const case_ = open();
      for (const who of [pan, qi]) case_.does(who as Actor, 'enrol', {}, { person: who, unitKind: 'agency' });
      return case_;
    };
    const { outcome } = handedBack(full(), 'ou');
    expect(outcome.facts).toMatchObject({
      'person:ou': { state: 'left' },
      'person:qi': { state: 'enrolled' },
      taken: 2,
      waiting: 0,
    });
    expect(outcome.notify).toMatchObject([{ to: { person: 'qi' }, notice: 'movedUp' }]);
    const there = full().does(ou, 'checkIn', { checkInCode: 'x' }, { session: 1, right: true });
    expect(handedBack(there, 'ou').outcome.facts).toBeUndefined();
  });

  it('another lecturer may take what the one who is gone was asked for, and nobody else’s', () => {
    expect(asked().tries(mao, 'takeCourse')?.code).toBe('askedOnly');
    expect(ready(['lin']).current()).toMatchObject({ state: 'ready', facts: { lecturer: { id: 'mao' }, asked: null } });
    expect(ready().tries(mao, 'publish')?.code).toBe('lecturersOwn');
  });

  it('a finished course waits for its time to evaluate alone, which closes it', () => {
    const nothing = { credits: { day: '2026-03-02', rules: [] }, lecturing: { day: '2026-03-02', rules: [] } };
    const case_ = open().later(9).does(lin, 'finish', {}, nothing);
    expect(case_.current()).toMatchObject({ state: 'evaluating', tasks: [], clocks: { evaluation: 'running' } });
    case_.does(clock('evaluation'), 'close');
    expect(case_.current()).toMatchObject({ state: 'closed', clocks: { evaluation: 'stopped' } });
  });
});
