import { describe, expect, it } from 'vitest';
import { shownEvents } from '../../../activities/acting/visibility.ts';
import { checkInCode, isCodeOfNow, sessionAt, windowAt } from '../../../activities/training-course/check-in-code.ts';
import { coverageOf, type ReachedUnit } from '../../../activities/training-course/coverage.ts';
import { clock, itemsOf, type Played, person, play, START } from '../../../testing/play.ts';
import type { Accrual } from '../../../workflows/credits/accrual.ts';
import type { Actor, Outcome } from '../../../workflows/kernel/process.ts';
import { enrolmentOf, shownPart } from '../../../workflows/training-course/course.ts';
import type { Facts, Format, Session } from '../../../workflows/training-course/facts.ts';
import { trainingCourse } from '../../../workflows/training-course/rules.ts';
import type { Reference } from '../../../workflows/training-course/vocabulary.ts';

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
    return { n: n + 1, day: `2026-03-0${n + 2}`, time: '09:00', from, until: from + 480 * MINUTE, minutes: 480 };
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
const nobodyElse = { others: [] };
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
    case_.does(ou, 'leave', {}, { person: ou, busy: [] });
    expect([stateOf(case_, 'ou'), stateOf(case_, 'pan'), stateOf(case_, 'qi')]).toEqual(['left', 'enrolled', 'waiting']);
    expect(itemsOf(case_.last(), 'bookings')).toMatchObject([
      { op: 'unbook', people: ['ou'] },
      { op: 'book', people: ['pan'], overlapping: true },
    ]);
    expect(case_.last().notify).toMatchObject([{ to: { person: 'pan' }, notice: 'movedUp' }]);
    enrols(case_, ou);
    case_.does(pan, 'leave', {}, { person: pan, busy: [] });
    expect([stateOf(case_, 'qi'), stateOf(case_, 'ou')]).toEqual(['enrolled', 'waiting']);
    // Somebody who waits and gives up moves nobody.
    case_.does(ou, 'leave', {}, { person: ou, busy: [] });
    expect(case_.last().notify).toEqual([]);
  });

  it('pass over who has something else at that time, and nobody moves up after the first session', () => {
    const full = () => {
      const case_ = opened(1);
      for (const who of [ou, trainee('pan'), trainee('qi')]) enrols(case_, who);
      return case_;
    };
    const busy = full().does(ou, 'leave', {}, { person: ou, busy: ['pan'] });
    expect([stateOf(busy, 'pan'), stateOf(busy, 'qi')]).toEqual(['waiting', 'enrolled']);
    const late = full().later(24).does(ou, 'leave', {}, { person: ou, busy: [] });
    expect([stateOf(late, 'pan'), late.last().notify]).toEqual(['waiting', []]);
  });

  it('are booked with the time of who has one, so that nobody has two courses at once', () => {
    const case_ = opened(1);
    const spans = case_.current().facts.sessions.map(({ from, until }) => ({ from, until }));
    expect(itemsOf(case_.outcomes[1] as Outcome, 'bookings')).toMatchObject([
      { op: 'book', people: ['lin'], overlapping: false },
    ]);
    enrols(case_, ou);
    expect(itemsOf(case_.last(), 'bookings')).toEqual([{ op: 'book', people: ['ou'], spans, overlapping: false }]);
    enrols(case_, trainee('pan'));
    expect(itemsOf(case_.last(), 'bookings')).toEqual([]);
    case_.does(academy, 'cancel', { reason: 'Ill' });
    expect(itemsOf(case_.last(), 'bookings')).toEqual([{ op: 'unbook' }]);
  });

  it('change one fact each, however many there are', () => {
    const case_ = opened(500);
    for (let n = 0; n < 5; n++) enrols(case_, trainee(`t${n}`));
    expect(Object.keys(case_.last().facts ?? {})).toEqual(['person:t4', 'taken', 'waiting', 'turns']);
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
    const seen = (who: Actor, isStaff = false) => shownPart(case_.current().facts, who, isStaff);
    const keys = (who: Actor) => Object.keys(seen(who)).filter((key) => key.startsWith('person:'));
    expect(keys(ou)).toEqual(['person:ou']);
    expect(keys(person('qiu', 'leader', { units: ['agency-02'] }))).toEqual(['person:ren']);
    for (const id of ['pan', 'qi']) enrols(case_, trainee(id));
    // How many places are taken is no secret, and who waits sees their place in the line.
    expect(seen(trainee('qi'))).toMatchObject({ places: 2, taken: 2, waiting: 2, 'person:qi': { state: 'waiting', rank: 2 } });
    expect(seen(lin, true)).toHaveProperty('person:ou');
  });
});

describe('attendance', () => {
  it('of a session that is moved before it begins is dropped, and people check in again and hear of what else they have then', () => {
    const later = days(2).map((one) => ({ ...one, from: one.from + 2 * DAY, until: one.until + 2 * DAY }));
    const case_ = opened(
      5,
      reference({ attendance: 'days' }, [...days(1), ...later.slice(0, 1).map((one) => ({ ...one, n: 2 }))]),
    );
    enrols(case_, ou);
    for (const session of [1, 2]) case_.does(ou, 'checkIn', { checkInCode: 'x' }, { session, right: true });
    case_.does(
      lin,
      'change',
      { sessions: [], reason: 'Heat' },
      { sessions: later.slice(1), busy: [], clashing: [{ person: 'ou', caseId: 'TC-2', other: 'Seals' }] },
    );
    expect(Object.keys(enrolmentOf(case_.current().facts, 'ou')?.attended ?? {})).toEqual(['1']);
    expect(case_.last().notify).toContainEqual(expect.objectContaining({ to: { person: 'ou' }, notice: 'checkInAgain' }));
    expect(case_.last().notify).toContainEqual({
      to: { person: 'ou' },
      notice: 'clashes',
      params: { caseId: 'TC-2', other: 'Seals' },
    });
    case_.does(ou, 'checkIn', { checkInCode: 'x' }, { session: 2, right: true });
    case_.does(lin, 'change', { sessions: [], room: '3', reason: 'Heat' }, { sessions: [], busy: [], clashing: [] });
    expect(Object.keys(enrolmentOf(case_.current().facts, 'ou')?.attended ?? {})).toEqual(['1', '2']);
  });

  it('of who comes without a place takes the time of those sessions, so that nobody is in two rooms at once', () => {
    const walkIns = { others: [{ person: ou, unitKind: 'agency' }] };
    const [session] = days(1) as [Session];
    const spans = [{ from: session.from, until: session.until }];
    const case_ = opened(5, reference({}, days(2)));
    case_.does(lin, 'takeRoll', { session: 1, present: ['ou'], absent: [] }, walkIns);
    const there = { op: 'attend', people: ['ou'], spans };
    expect(itemsOf(case_.last(), 'bookings')).toEqual([{ op: 'book', people: ['ou'], spans, overlapping: false }, there]);
    case_.does(lin, 'takeRoll', { session: 1, present: [], absent: ['ou'] }, nobodyElse);
    expect(itemsOf(case_.last(), 'bookings')).toMatchObject([
      { op: 'book', people: ['ou'], spans: [] },
      { op: 'attend', people: ['ou'], spans: [] },
    ]);
    const stream = opened(5, reference({ attendance: 'minutes' }));
    stream.does(lin, 'recordMinutes', { session: 1, attended: [{ person: 'ou', minutes: 90 }] }, walkIns);
    expect(itemsOf(stream.last(), 'bookings')).toEqual([{ op: 'book', people: ['ou'], spans, overlapping: false }, there]);
  });

  it('gives back the time of who wasn’t there when the course is finished, and keeps when the others were', () => {
    const case_ = opened(5, reference({}, days(2)));
    for (const id of ['ou', 'pan', 'qi']) enrols(case_, trainee(id));
    case_.does(lin, 'takeRoll', { session: 1, present: ['ou', 'pan'], absent: [] }, nobodyElse).later(48);
    case_.does(lin, 'takeRoll', { session: 2, present: ['ou'], absent: [] }, nobodyElse);
    case_.does(lin, 'finish', {}, { credits: nothing, lecturing: nothing });
    const [session] = days(1) as [Session];
    const spans = [{ from: session.from, until: session.until }];
    expect(itemsOf(case_.last(), 'bookings')).toEqual([
      { op: 'unbook', people: ['qi'] },
      { op: 'book', people: ['pan'], spans, overlapping: true },
      { op: 'attend', people: ['pan'], spans },
    ]);
  });

  it('at a rotation takes the share of days that the format asks for', () => {
    const case_ = opened(5, reference({ attendance: 'days', percent: 80 }, days(5)));
    const pan = trainee('pan');
    for (const who of [ou, pan]) enrols(case_, who);
    for (const session of [1, 2, 3, 4]) case_.does(ou, 'checkIn', { checkInCode: 'x' }, { session, right: true });
    for (const session of [1, 2, 3]) case_.does(pan, 'checkIn', { checkInCode: 'x' }, { session, right: true });
    expect(case_.tries(ou, 'checkIn', { checkInCode: 'x' }, { session: 4, right: true })?.code).toBe('codeUsed');
    expect(case_.tries(ou, 'checkIn', { checkInCode: 'x' }, { session: 5, right: false })?.code).toBe('wrongCode');
    expect(case_.tries(ou, 'checkIn', { checkInCode: 'x' }, { session: null, right: false })?.code).toBe('noSessionNow');
    expect(case_.tries(lin, 'takeRoll', { session: 5, present: ['ou'], absent: [] }, nobodyElse)?.code).toBe('sessionToCome');
    expect(case_.tries(lin, 'finish', {}, { credits: accrual('course', 4), lecturing: nothing })?.code).toBe('sessionsToCome');
    case_.later((START + 4 * DAY - case_.now()) / 3_600_000 + 1);
    // It has begun, and gives no credits before it has ended.
    expect(case_.tries(lin, 'finish', {}, { credits: accrual('course', 4), lecturing: nothing })?.code).toBe('sessionsToCome');
    case_.later(8).does(lin, 'finish', {}, { credits: accrual('course', 4), lecturing: nothing });
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
    expect(case_.tries(lin, 'takeRoll', { session: 1, present: ['ou'], absent: ['ou'] }, nobodyElse)?.code).toBe(
      'bothThereAndNot',
    );
    expect(case_.tries(lin, 'takeRoll', { session: 2, present: ['ou'], absent: [] }, nobodyElse)?.code).toBe('noSuchSession');
    case_.does(lin, 'takeRoll', { session: 1, present: [], absent: ['ou'] }, nobodyElse);
    const given = { credits: accrual('course', 4), lecturing: accrual('lecturing', 6) };
    case_.later(8).does(lin, 'finish', {}, given);
    expect(itemsOf(case_.last(), 'ledger')).toEqual([]);
    const other = opened();
    enrols(other, ou);
    other.does(ou, 'checkIn', { checkInCode: 'x' }, { session: 1, right: true }).later(8).does(lin, 'finish', {}, given);
    expect(itemsOf(other.last(), 'ledger')).toMatchObject([
      { op: 'credit', to: 'person:ou', kind: 'course' },
      { op: 'credit', to: 'person:lin', kind: 'lecturing', amount: 6 },
    ]);
  });
});

describe('the roll', () => {
  it('takes who came without a place, also afterwards, as long as the course is for them', () => {
    const case_ = opened(1);
    enrols(case_, ou);
    enrols(case_, trainee('pan'));
    const roll = { session: 1, present: ['ou', 'pan', 'qi'], absent: [] };
    const others = ['pan', 'qi'].map((id) => ({ person: trainee(id), unitKind: 'agency' }));
    expect(case_.tries(lin, 'takeRoll', roll, nobodyElse)?.code).toBe('notEnrolled');
    const stranger = { person: person('ren', 'siteWorker'), unitKind: 'agency' };
    const strange = { ...roll, present: ['ren'] };
    expect(case_.tries(lin, 'takeRoll', strange, { others: [stranger] })?.code).toBe('notATrainee');
    const ofABank = { others: [{ person: trainee('ren'), unitKind: 'bank' }] };
    expect(case_.tries(lin, 'takeRoll', strange, ofABank)?.code).toBe('outsideGroup');
    case_.later(48).does(lin, 'takeRoll', roll, { others });
    expect(case_.current().facts).toMatchObject({
      taken: 3,
      waiting: 0,
      'person:pan': { state: 'enrolled', walkIn: true, turn: 2, attended: { 1: 480 } },
      'person:qi': { state: 'enrolled', walkIn: true, attended: { 1: 480 } },
    });
    case_.does(lin, 'finish', {}, { credits: accrual('course', 4), lecturing: nothing });
    expect(itemsOf(case_.last(), 'ledger')).toHaveLength(3);
  });

  it('of a course that ends tells those who wait still', () => {
    const case_ = opened(1);
    for (const who of [ou, trainee('pan')]) enrols(case_, who);
    case_.later(8).does(lin, 'finish', {}, { credits: nothing, lecturing: nothing });
    expect(case_.last().notify).toContainEqual(expect.objectContaining({ to: { person: 'pan' }, notice: 'placeEnded' }));
  });
});

describe('what is thought of a course', () => {
  it('is kept with its words, and not told with a name to who teaches', () => {
    const case_ = opened();
    for (const who of [ou, trainee('pan')]) {
      enrols(case_, who);
      case_.does(who, 'checkIn', { checkInCode: 'x' }, { session: 1, right: true });
    }
    case_.later(8).does(lin, 'finish', {}, { credits: nothing, lecturing: nothing });
    case_.does(ou, 'evaluate', { stars: 5 }).does(trainee('pan'), 'evaluate', { stars: 1, comment: 'Too fast' });
    expect(case_.current().facts.ratings).toEqual([
      { stars: 1, comment: 'Too fast' },
      { stars: 5, comment: null },
    ]);
    expect(shownPart(case_.current().facts, lin, true)['person:ou']).not.toHaveProperty('rated');
    expect(shownPart(case_.current().facts, academy, true)['person:ou']).toHaveProperty('rated', true);
    const events = shownEvents(lin, new Map([['trainingCourse', trainingCourse]]));
    expect(JSON.stringify(events)).toContain('"Evaluated"');
    expect(shownEvents(person('zhai', 'auditor'), new Map([['trainingCourse', trainingCourse]]))).toEqual({});
  });
});

describe('a course that has a lecturer', () => {
  const [mao, niu] = lecturers.slice(1) as [Actor, Actor];
  const pool = reference().pool;

  it('is changed in time, place and places, and everybody concerned is told', () => {
    const case_ = opened(1, reference({}, days(2)));
    for (const who of [ou, trainee('pan')]) enrols(case_, who);
    const change = (input: object, sessions: readonly Session[] = []) =>
      [
        { sessions: [], reason: 'The room is taken', ...input },
        { sessions, busy: [], clashing: [] },
      ] as const;
    case_.does(academy, 'change', ...change({ room: 'Room 2', places: 2 }));
    expect(case_.current().facts).toMatchObject({ room: 'Room 2', places: 2, taken: 2, waiting: 0 });
    const told = (notice: string) =>
      case_.last().notify?.flatMap((one) => (one.notice === notice && 'person' in one.to ? [one.to.person] : []));
    expect(told('changed')).toEqual(['ou', 'pan', 'lin']);
    expect(told('movedUp')).toEqual(['pan']);
    expect(case_.tries(academy, 'change', ...change({ places: 1 }))?.code).toBe('placesTaken');

    // The first session has begun and stays; the second one is moved by a day.
    const moved = { ...(days(3)[2] as Session), n: 1 };
    case_.does(lin, 'change', ...change({ sessions: [{}] }, [moved]));
    expect(case_.current().facts.sessions.map(({ n, day }) => [n, day])).toEqual([
      [1, '2026-03-02'],
      [2, '2026-03-04'],
    ]);
    expect(itemsOf(case_.last(), 'bookings')).toMatchObject([
      { op: 'book', people: ['lin'], overlapping: false },
      { op: 'book', people: ['ou', 'pan'], overlapping: true },
    ]);
    expect(case_.tries(lin, 'change', ...change({ sessions: [{}] }, days(1)))?.code).toBe('sessionPast');
    expect(case_.tries(mao, 'change', ...change({}))?.code).toBe('lecturersOwn');
  });

  it('reminds of each session a day before, and after a change by its new time', () => {
    const sessions = days(5)
      .slice(3)
      .map((session, n) => ({ ...session, n: n + 1 }));
    const case_ = opened(2, reference({}, sessions));
    // Published two hours after the plan: the first session is 70 hours away.
    expect(case_.last().clocks?.start).toEqual({ reminder: { clockMinutes: 46 * 60 } });
    enrols(case_, ou);
    case_.later(46).does(clock('reminder'), 'remind');
    expect(case_.last().notify).toMatchObject([
      { to: { person: 'ou' }, notice: 'sessionComes', params: { day: '2026-03-05', time: '09:00' } },
      { to: { person: 'lin' } },
    ]);
    expect(case_.current().facts.reminder).toBe(2);
    case_.does(academy, 'change', { sessions: [{}], reason: 'Moved' }, { sessions: [days(8)[7]], busy: [], clashing: [] });
    expect(case_.current().facts).toMatchObject({ reminder: 1 });
    expect(case_.last().clocks?.start).toHaveProperty('reminder');
  });

  it('taken over by somebody who is enrolled frees their place for who waits', () => {
    const case_ = opened(1);
    const double = { ...mao, grants: [...mao.grants, ...ou.grants], unit: 'agency-01' };
    enrols(case_, double);
    enrols(case_, ou);
    case_.does(academy, 'askLecturer', {}, { lecturer: double }).does(double, 'takeCourse');
    expect([stateOf(case_, 'mao'), stateOf(case_, 'ou')]).toEqual(['left', 'enrolled']);
    expect(case_.current().facts).toMatchObject({ lecturer: { id: 'mao' }, taken: 1, waiting: 0 });
    expect(itemsOf(case_.last(), 'bookings')).toMatchObject([
      { op: 'unbook', people: ['mao'] },
      { op: 'book', people: ['ou'] },
      { op: 'unbook', people: ['lin'] },
      { op: 'book', people: ['mao'] },
    ]);
  });

  it('passes to another one where the academy asks, and the one before stays until then', () => {
    const case_ = opened();
    enrols(case_, ou);
    expect(case_.tries(academy, 'askLecturer', {}, { lecturer: lin })?.code).toBe('teachesAlready');
    case_.does(academy, 'askLecturer', {}, { lecturer: mao });
    expect(case_.current()).toMatchObject({ state: 'open', facts: { lecturer: { id: 'lin' }, asked: { id: 'mao' } } });
    expect(case_.last().clocks).toEqual({ start: { answer: 'default' } });
    case_.does(mao, 'takeCourse');
    expect(case_.current()).toMatchObject({ state: 'open', facts: { lecturer: { id: 'mao' }, asked: null } });
    expect(itemsOf(case_.last(), 'parties')).toEqual([
      { op: 'end', role: 'lecturer', person: 'lin' },
      { role: 'lecturer', person: 'mao' },
    ]);
    expect(itemsOf(case_.last(), 'bookings')).toMatchObject([
      { op: 'unbook', people: ['lin'] },
      { op: 'book', people: ['mao'] },
    ]);
    expect(
      case_
        .last()
        .notify?.filter(({ notice }) => notice === 'lecturerChanged')
        .map(({ to }) => to),
    ).toEqual([{ person: 'ou' }, { person: 'lin' }]);
  });

  it('is given back by the lecturer with a reason; the academy hears of it, and the next of the pool is asked', () => {
    const case_ = opened();
    case_.does(lin, 'declineCourse', { reason: 'Ill' }, { pool });
    expect(case_.current()).toMatchObject({
      state: 'open',
      facts: { lecturer: null, asked: { id: 'mao' }, declined: ['lin'] },
      tasks: [{ action: 'takeCourse', person: 'mao' }],
    });
    expect(case_.last().notify).toMatchObject([
      { to: { role: 'academyAdmin' }, notice: 'lecturerOut', params: { reason: 'Ill' } },
      { to: { person: 'mao' }, notice: 'askedToTeach' },
    ]);
    case_.does(mao, 'declineCourse', { reason: 'No time' }, { pool }).does(niu, 'declineCourse', { reason: 'No time' }, { pool });
    expect(case_.current().tasks).toMatchObject([{ action: 'askLecturer', role: 'academyAdmin' }]);
  });
});

describe('a code of the moment', () => {
  const limits = { earlyMinutes: 30, codeSeconds: 20 };
  const of = { tenant: 'xiaoshan', caseId: 'TC-1', session: 1 };

  it('holds in its window and the one after, for its own course, session and key alone', () => {
    const { window, until } = windowAt(START, limits);
    const code = checkInCode('key', { ...of, window });
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(isCodeOfNow('key', code, of, START, limits)).toBe(true);
    // Twenty seconds, and as long again for who is typing it.
    expect(isCodeOfNow('key', code, of, until + 20_000 - 1, limits)).toBe(true);
    expect(isCodeOfNow('key', code, of, until + 20_000, limits)).toBe(false);
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
