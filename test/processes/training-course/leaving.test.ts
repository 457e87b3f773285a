import { describe, expect, it } from 'vitest';
import type { Case } from '../../../workflows/kernel/process.ts';
import { staffOf } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/training-course/facts.ts';
import { trainingCourse } from '../../../workflows/training-course/rules.ts';
import type { Reference } from '../../../workflows/training-course/vocabulary.ts';
import { deadEnds, withoutThem } from '../leaving.ts';
import { clock, type Played, person, play, START } from '../play.ts';

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
  sessions: [{ n: 1, day: '2026-03-02', from: START, until: START + 8 * 3_600_000, minutes: 480 }],
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
    expect(deadEnds(trainingCourse, case_, people)).toEqual([]);
  });

  it('the academy asks another lecturer, or publishes and finishes in their place', () => {
    expect(waiting(asked(), lin)).toEqual([['askLecturer', 'academyAdmin']]);
    expect(waiting(ready(), lin)).toEqual([['publish', 'academyAdmin']]);
    expect(waiting(open(), lin)).toEqual([['finish', 'academyAdmin']]);
    expect(waiting(open(), lin, academy)).toEqual([['finish', 'admin']]);
  });

  it('another lecturer may take what the one who is gone was asked for, and nobody else’s', () => {
    expect(asked().tries(mao, 'takeCourse')?.code).toBe('askedOnly');
    expect(ready(['lin']).current()).toMatchObject({ state: 'ready', facts: { lecturer: { id: 'mao' }, asked: null } });
    expect(ready().tries(mao, 'publish')?.code).toBe('lecturersOwn');
  });

  it('a finished course waits for its time to evaluate alone, which closes it', () => {
    const nothing = { credits: { day: '2026-03-02', rules: [] }, lecturing: { day: '2026-03-02', rules: [] } };
    const case_ = open().does(lin, 'finish', {}, nothing);
    expect(case_.current()).toMatchObject({ state: 'evaluating', tasks: [], clocks: { evaluation: 'running' } });
    case_.does(clock('evaluation'), 'close');
    expect(case_.current()).toMatchObject({ state: 'closed', clocks: { evaluation: 'stopped' } });
  });
});
