import { describe, expect, it } from 'vitest';
import { creditRequirements } from '../../../activities/credits/tables.ts';
import { coverageByKind } from '../../../activities/training-course/coverage.ts';
import { courseTables } from '../../../activities/training-course/tables.ts';
import { itemsOf, person, play, START } from '../../../testing/play.ts';
import { notForThem } from '../../../workflows/training-course/enrolling.ts';
import type { Facts } from '../../../workflows/training-course/facts.ts';
import { trainingCourse } from '../../../workflows/training-course/rules.ts';
import type { Candidate } from '../../../workflows/training-course/vocabulary.ts';

type Group = Facts['groups'][number];

const course = (group: Partial<Group>, requires?: Facts['format']['requires']) =>
  ({
    lecturer: null,
    topic: { key: 'packing', en: 'Packing', zh: '包装技术' },
    format: { key: 'upper', en: 'Upper', zh: '高级', attendance: 'code', percent: 100, ...(requires ? { requires } : {}) },
    groups: [{ key: 'one', en: 'One', zh: '一', unitKinds: [], ...group }],
  }) as unknown as Facts;
const candidate = (roles: string[], more: Partial<Candidate> = {}): Candidate => ({
  person: { ...person('ou', 'trainee'), grants: ['trainee', ...roles].map((role) => ({ role })) },
  unitKind: null,
  ...more,
});
const codeFor = (facts: Facts, who: Candidate) => notForThem(facts, who)?.code;

describe('whom a course is for', () => {
  it('is said by kinds of units, by roles or by units and companies; one of them is enough', () => {
    expect(codeFor(course({ unitKinds: ['coop'] }), candidate([], { unitKind: 'coop' }))).toBeUndefined();
    expect(codeFor(course({ heldRoles: ['courier'] }), candidate(['courier']))).toBeUndefined();
    expect(
      codeFor(course({ units: ['couriers'] }), candidate([], { unitKind: 'department', units: ['street', 'couriers', 'hub'] })),
    ).toBeUndefined();
    for (const group of [{ unitKinds: ['coop'] }, { heldRoles: ['courier'] }, { units: ['couriers'] }, {}])
      expect(codeFor(course(group), candidate(['grower'], { unitKind: 'team', units: ['street'] }))).toBe('outsideGroup');
  });

  it('is never somebody who doesn’t learn, whatever role they hold', () => {
    const driver = { person: person('ou', 'courier'), unitKind: null };
    expect(codeFor(course({ heldRoles: ['courier'] }), driver)).toBe('notATrainee');
  });
});

describe('a course that requires a lower one', () => {
  const lower = [
    { key: 'low', en: 'Low', zh: '初级' },
    { key: 'other', en: 'Other', zh: '另一' },
  ];
  const upper = course({ heldRoles: ['courier'] }, lower);

  it('names it, and the topic, to who hasn’t finished one', () => {
    expect(codeFor(upper, candidate(['courier'], { prepared: true }))).toBeUndefined();
    expect(notForThem(upper, candidate(['courier'], { prepared: false }))).toMatchObject({
      code: 'lowerCourseFirst',
      en: expect.stringContaining('follows on “Packing” in the format “Low” or “Other”'),
      zh: expect.stringContaining('主题“包装技术”的“初级”或“另一”'),
    });
    // Whom it isn't for at all learns that first.
    expect(codeFor(upper, candidate([], { prepared: false }))).toBe('outsideGroup');
  });
});

describe('a course that gives a qualification', () => {
  const [academy, lin] = [person('sheng', 'academyAdmin'), person('lin', 'lecturer')];
  const finished = (qualifies?: Facts['qualifies']) => {
    const from = START;
    const until = from + 480 * 60_000;
    const { topic, format, groups } = course({ heldRoles: ['courier'] });
    const reference = {
      ...{ topic, format, groups, site: null, pool: [{ id: 'lin', name: 'Lin' }] },
      sessions: [{ n: 1, day: '2026-03-02', time: '09:00', from, until, minutes: 480 }],
      ...(qualifies ? { qualifies } : {}),
    };
    const input = { title: 'x', topic: 'packing', format: 'upper', groups: ['one'], places: 9, sessions: [] };
    const case_ = play<Facts>(trainingCourse, { actor: academy, input, reference }).does(lin, 'takeCourse').does(lin, 'publish');
    for (const id of ['ou', 'pan']) {
      const who = { ...candidate(['courier']).person, id };
      case_.does(who, 'enrol', {}, { person: who, unitKind: null });
    }
    const nothing = { day: '2026-03-02', rules: [] };
    case_.later(9).does(lin, 'takeRoll', { session: 1, present: ['ou'], absent: [] }, { others: [] });
    return itemsOf(case_.does(lin, 'finish', {}, { credits: nothing, lecturing: nothing }).last(), 'qualifications');
  };

  it('gives it to those who attended enough, for as long as its topic says', () => {
    expect(finished({ kind: 'liveHost', months: 12 })).toEqual([
      { op: 'qualify', person: 'ou', kind: 'liveHost', from: '2026-03-02', until: '2027-03-01' },
    ]);
    expect(finished({ kind: 'liveHost', months: null })).toEqual([
      { op: 'qualify', person: 'ou', kind: 'liveHost', from: '2026-03-02' },
    ]);
    expect(finished()).toEqual([]);
  });
});

describe('the tables of an administrator', () => {
  const title = { en: 'x', zh: 'x' };
  const formats = (rows: Record<string, string[] | undefined>) =>
    courseTables.courseFormats.check?.(
      new Map(Object.entries(rows).map(([key, requires]) => [key, { title, attendance: 'roll', percent: 100, requires }])),
    )?.en;

  it('hold no level with which nobody could begin, and none that requires what isn’t there', () => {
    expect(formats({ low: undefined, middle: ['low'], high: ['middle', 'low'] })).toBeUndefined();
    expect(formats({ low: ['high'], middle: ['low'], high: ['middle'] })).toContain(
      'low requires high requires middle requires low',
    );
    expect(formats({ low: ['low'] })).toContain('low requires low');
    expect(formats({ high: ['gone'] })).toContain('“gone”');
  });

  it('hold no group to which nobody belongs', () => {
    const groups = (row: object) =>
      creditRequirements.check?.(
        new Map([['one', { title, credits: 1, unitKinds: [], roles: ['trainee'], byMonths: true, ...row }]]),
      )?.en;
    expect(groups({})).toContain('Nobody belongs to “one”');
    for (const row of [{ unitKinds: ['coop'] }, { heldRoles: ['courier'] }, { units: ['couriers'] }])
      expect(groups(row)).toBeUndefined();
  });
});

describe('the coverage by kind', () => {
  const unit = (id: string, kind: string, path: string, reached: boolean) => ({
    id,
    kind,
    path,
    reached,
    parent: null,
    en: id,
    zh: id,
  });

  it('counts a unit with those below it that are counted, and no other', () => {
    const units = [
      unit('a', 'village', '/s/a/', false),
      unit('b', 'village', '/s/b/', false),
      // Not below `b`, though its name begins alike.
      unit('bb', 'village', '/s/bb/', true),
      unit('a1', 'station', '/s/a/a1/', true),
    ];
    expect(
      coverageByKind(units, ['village', 'station', 'none']).map(({ kind, share }) => [kind, share.reached, share.units]),
    ).toEqual([
      ['village', 2, 3],
      ['station', 1, 1],
      ['none', 0, 0],
    ]);
  });
});
