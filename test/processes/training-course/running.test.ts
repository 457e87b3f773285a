import { describe, expect, it } from 'vitest';
import { checkInCode, isCodeOfNow, sessionAt, windowAt } from '../../../activities/training-course/check-in-code.ts';
import { coverageOf, type ReachedUnit } from '../../../activities/training-course/coverage.ts';
import type { Accrual } from '../../../workflows/credits/accrual.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { enrolmentOf, ownPart } from '../../../workflows/training-course/course.ts';
import type { Facts, Format, Session } from '../../../workflows/training-course/facts.ts';
import { trainingCourse } from '../../../workflows/training-course/rules.ts';
import type { Reference } from '../../../workflows/training-course/vocabulary.ts';
import { clock, itemsOf, type Played, person, play, START } from '../play.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const academy = person('sheng', 'academyAdmin');
const lecturers = ['lin', 'mao', 'niu'].map((id) => person(id, 'lecturer'));
const lin = lecturers[0] as Actor;
const trainee = (id: string, unit = 'agency-01'): Actor => ({ ...person(id, 'trainee'), unit });
const ou = trainee('ou');

const days = (count: number): readonly Session[] =>
  Array.from({ length: count }, (_, n) => {
    const from = START + n * DAY;
    return { n: n + 1, day: `2026-03-0${n + 2}`, from, until: from + 480 * MINUTE, minutes: 480 };
  });
const reference = (format: Partial<Format> = {}, sessions = days(1)): Reference['start'] => ({
  topic: { key: 'archives', en: 'Archives', zh: '档案管理' },
  format: { key: 'lecture', en: 'Lecture', zh: '专题讲座', attendance: 'code', percent: 100, ...format },
  groups: [{ key: 'agencies', en: 'Handling agencies', zh: '经办机构', unitKinds: ['agency'] }],
  site: null,
  sessions,
  pool: lecturers.map(({ id, name }) => ({ id, name })),
});
const input = (places: number) => ({
  title: 'Shelves',
  topic: 'archives',
  format: 'lecture',
  groups: ['agencies'],
  places,
  sessions: [],
});
const planned = (places = 2, of = reference()) =>
  play<Facts>(trainingCourse, { actor: academy, input: input(places), reference: of });
const opened = (places = 2, of = reference()): Played<Facts> => planned(places, of).does(lin, 'takeCourse').does(lin, 'publish');
const enrols = (case_: Played<Facts>, who: Actor, unitKind = 'agency') => case_.does(who, 'enrol', {}, { person: who, unitKind });
const stateOf = (case_: Played<Facts>, id: string) => enrolmentOf(case_.current().facts, id)?.state;
const accrual = (kind: string, amount: number): Accrual => ({
  day: '2026-03-02',
  rules: [{ kind, title: { en: '', zh: '' }, amount, mostPerYear: 60, validYears: 2, alsoWith: [] }],
});
const nothing: Accrual = { day: '2026-03-02', rules: [] };

describe('the lecturer of a course', () => {
  it('is the next of the pool when one declines or the time to answer passes, and at last the academy names one', () => {
    const pool = reference().pool;
    const case_ = planned();
    expect(case_.current().facts.asked?.id).toBe('lin');
    expect(case_.last().clocks).toEqual({ start: { answer: 'default' } });
    case_.does(lin, 'declineCourse', { reason: 'No time' }, { pool });
    expect(case_.current()).toMatchObject({ facts: { asked: { id: 'mao' }, declined: ['lin'] } });
    expect(case_.last().clocks).toEqual({ start: { answer: 'default' } });
    case_.does(clock('answer'), 'passOn', {}, { pool });
    expect(case_.current().facts.asked?.id).toBe('niu');
    case_.does(clock('answer'), 'passOn', {}, { pool });
    expect(case_.last().clocks).toEqual({ stop: ['answer'] });
    expect(case_.current()).toMatchObject({
      state: 'offered',
      facts: { asked: null },
      tasks: [{ action: 'askLecturer', role: 'academyAdmin' }],
    });
    expect(case_.tries(academy, 'askLecturer', { lecturer: 'ou' }, { lecturer: ou })?.code).toBe('notALecturer');
    case_.does(academy, 'askLecturer', { lecturer: 'lin' }, { lecturer: lin }).does(lin, 'takeCourse');
    expect(case_.current().facts).toMatchObject({ lecturer: { id: 'lin' }, asked: null });
    expect(case_.current().clocks).toEqual({ answer: 'stopped' });
  });
});

describe('places', () => {
  it('go to those who ask first, and to the first who waits when somebody leaves; one who comes back waits at the end', () => {
    const case_ = opened(1);
    const [pan, qi] = [trainee('pan'), trainee('qi')];
    for (const who of [ou, pan, qi]) enrols(case_, who);
    expect([stateOf(case_, 'ou'), stateOf(case_, 'pan'), stateOf(case_, 'qi')]).toEqual(['enrolled', 'waiting', 'waiting']);
    case_.does(ou, 'leave', {}, { person: ou });
    expect([stateOf(case_, 'ou'), stateOf(case_, 'pan'), stateOf(case_, 'qi')]).toEqual(['left', 'enrolled', 'waiting']);
    expect(case_.last().notify).toMatchObject([{ to: { person: 'pan' }, notice: 'movedUp' }]);
    enrols(case_, ou);
    case_.does(pan, 'leave', {}, { person: pan });
    expect([stateOf(case_, 'qi'), stateOf(case_, 'ou')]).toEqual(['enrolled', 'waiting']);
    // Somebody who waits and gives up moves nobody.
    case_.does(ou, 'leave', {}, { person: ou });
    expect(case_.last().notify).toEqual([]);
  });

  it('change one fact each, however many there are', () => {
    const case_ = opened(500);
    for (let n = 0; n < 5; n++) enrols(case_, trainee(`t${n}`));
    expect(Object.keys(case_.last().facts ?? {})).toEqual(['person:t4', 'turns']);
  });

  it('are given by a leader to the people of the leader’s units alone', () => {
    const case_ = opened();
    const leader = person('qiu', 'leader', { units: ['agency-02'] });
    expect(case_.tries(leader, 'enrol', { person: 'ou' }, { person: ou, unitKind: 'agency' })?.code).toBe('othersPlace');
    const theirs = trainee('ren', 'agency-02');
    expect(case_.tries(leader, 'enrol', { person: 'ren' }, { person: theirs, unitKind: 'agency' })).toBeUndefined();
    expect(case_.tries(theirs, 'enrol', {}, { person: theirs, unitKind: 'bank' })?.code).toBe('outsideGroup');
    expect(case_.tries(theirs, 'enrol', {}, { person: theirs, unitKind: null })?.code).toBe('outsideGroup');
  });

  it('are shown to others than staff as far as they are their own', () => {
    const case_ = opened();
    enrols(case_, ou);
    enrols(case_, trainee('ren', 'agency-02'));
    const keys = (who: Actor) => Object.keys(ownPart(case_.current().facts, who)).filter((key) => key.startsWith('person:'));
    expect(keys(ou)).toEqual(['person:ou']);
    expect(keys(person('qiu', 'leader', { units: ['agency-02'] }))).toEqual(['person:ren']);
    expect(ownPart(case_.current().facts, ou)).toHaveProperty('places', 2);
  });
});

describe('attendance', () => {
  it('at a rotation takes the share of days that the format asks for', () => {
    const case_ = opened(5, reference({ attendance: 'days', percent: 80 }, days(5)));
    const pan = trainee('pan');
    for (const who of [ou, pan]) enrols(case_, who);
    for (const session of [1, 2, 3, 4]) case_.does(ou, 'checkIn', { checkInCode: 'x' }, { session, right: true });
    for (const session of [1, 2, 3]) case_.does(pan, 'checkIn', { checkInCode: 'x' }, { session, right: true });
    expect(case_.tries(ou, 'checkIn', { checkInCode: 'x' }, { session: 4, right: true })?.code).toBe('codeUsed');
    expect(case_.tries(ou, 'checkIn', { checkInCode: 'x' }, { session: 5, right: false })?.code).toBe('wrongCode');
    expect(case_.tries(ou, 'checkIn', { checkInCode: 'x' }, { session: null, right: false })?.code).toBe('noSessionNow');
    expect(case_.tries(lin, 'takeRoll', { session: 5, present: ['ou'], absent: [] })?.code).toBe('sessionToCome');
    expect(case_.tries(lin, 'finish', {}, { credits: accrual('course', 4), lecturing: nothing })?.code).toBe('sessionsToCome');
    // Acts are an hour apart here: the fifth day comes.
    while (case_.now() < START + 4 * DAY) case_.does(lin, 'takeRoll', { session: 1, present: [], absent: [] });
    case_.does(lin, 'finish', {}, { credits: accrual('course', 4), lecturing: nothing });
    expect(case_.current().facts.result).toEqual({ enrolled: 2, attended: 2, enough: 1 });
    expect(itemsOf(case_.last(), 'ledger')).toMatchObject([{ op: 'credit', to: 'person:ou', amount: 4 }]);
    expect(case_.last().notify).toMatchObject([
      { to: { person: 'ou' }, notice: 'finished' },
      { to: { person: 'pan' }, notice: 'missed' },
    ]);
  });

  it('is corrected by the roll, and gives the lecturer credits only where somebody was there', () => {
    const case_ = opened();
    enrols(case_, ou);
    case_.does(ou, 'checkIn', { checkInCode: 'x' }, { session: 1, right: true });
    expect(case_.tries(lin, 'takeRoll', { session: 1, present: ['ou'], absent: ['ou'] })?.code).toBe('bothThereAndNot');
    expect(case_.tries(lin, 'takeRoll', { session: 2, present: ['ou'], absent: [] })?.code).toBe('noSuchSession');
    case_.does(lin, 'takeRoll', { session: 1, present: [], absent: ['ou'] });
    const given = { credits: accrual('course', 4), lecturing: accrual('lecturing', 6) };
    case_.does(lin, 'finish', {}, given);
    expect(case_.last().effects).toEqual([]);
    const other = opened();
    enrols(other, ou);
    other.does(ou, 'checkIn', { checkInCode: 'x' }, { session: 1, right: true }).does(lin, 'finish', {}, given);
    expect(itemsOf(other.last(), 'ledger')).toMatchObject([
      { op: 'credit', to: 'person:ou', kind: 'course' },
      { op: 'credit', to: 'person:lin', kind: 'lecturing', amount: 6 },
    ]);
  });
});

describe('a code of the hour', () => {
  const limits = { earlyMinutes: 30, codeMinutes: 5 };
  const of = { tenant: 'xiaoshan', caseId: 'TC-1', session: 1 };

  it('holds in its window and the one after, for its own course, session and key alone', () => {
    const { window, until } = windowAt(START, limits);
    const code = checkInCode('key', { ...of, window });
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(isCodeOfNow('key', code, of, START, limits)).toBe(true);
    expect(isCodeOfNow('key', code, of, until + 5 * MINUTE - 1, limits)).toBe(true);
    expect(isCodeOfNow('key', code, of, until + 5 * MINUTE, limits)).toBe(false);
    for (const other of [{ caseId: 'TC-2' }, { session: 2 }, { tenant: 'fushan' }]) {
      expect(isCodeOfNow('key', code, { ...of, ...other }, START, limits)).toBe(false);
    }
    expect(isCodeOfNow('another', code, of, START, limits)).toBe(false);
  });

  it('is taken from a little before a session until its end', () => {
    const at = (minutes: number) => sessionAt(days(2), START + minutes * MINUTE, limits)?.n;
    expect([at(-31), at(-30), at(480), at(481), at(24 * 60)]).toEqual([undefined, 1, 1, undefined, 2]);
  });
});

describe('coverage', () => {
  const unit = (id: string, kind: ReachedUnit['kind'], parent: string | null, reached: boolean): ReachedUnit => ({
    id,
    kind,
    parent,
    reached,
    en: id,
    zh: id,
  });

  it('counts a township by its own people or by those of its sites', () => {
    const coverage = coverageOf([
      unit('t1', 'township', null, false),
      unit('t2', 'township', null, true),
      unit('t3', 'township', null, false),
      unit('s1', 'villageSite', 't1', true),
      unit('s2', 'villageSite', 't1', false),
      unit('s3', 'villageSite', 't3', false),
    ]);
    expect(coverage.townships).toEqual({ reached: 2, units: 3, hundredths: 6667 });
    expect(coverage.villageSites).toEqual({ reached: 1, units: 3, hundredths: 3333 });
    expect(coverage.byTownship.map(({ id, reached, sites }) => [id, reached, sites.hundredths])).toEqual([
      ['t1', true, 5000],
      ['t2', true, null],
      ['t3', false, 0],
    ]);
  });
});
