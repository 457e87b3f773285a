import { describe, expect, it } from 'vitest';
import { clock, itemsOf, type Played, person, play, START } from '../../../testing/play.ts';
import type { Accrual } from '../../../workflows/credits/accrual.ts';
import { decide } from '../../../workflows/kernel/decide.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import { staffOf } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/mentor-pairing/facts.ts';
import { type Limits, limits as rules } from '../../../workflows/mentor-pairing/limits.ts';
import { mentorPairing } from '../../../workflows/mentor-pairing/rules.ts';
import { deadEnds, withoutThem } from '../leaving.ts';

const limits = defaultsOf(rules) as Limits;
const academy = person('sheng', 'academyAdmin');
const mentor = person('fu', 'mentor');
const mentee = person('ou', 'trainee');
const successor = person('he', 'mentor');
const people = [academy, mentor, mentee, successor];
const today = '2026-03-02';
const credits: Accrual = {
  day: today,
  rules: [{ kind: 'session', title: { en: '', zh: '' }, amount: 2, mostPerYear: 40, validYears: 2, alsoWith: [] }],
};

const proposed = () =>
  play<Facts>(mentorPairing, {
    actor: academy,
    input: { mentor: 'fu', mentee: 'ou', purpose: 'Archives' },
    reference: { mentor, mentee, supervises: false, limits },
  });
const mentorAccepted = () => proposed().does(mentor, 'acceptAsMentor', {}, { limits });
const agreeing = () => mentorAccepted().does(mentee, 'acceptAsMentee', {}, { limits });
const withGoals = () => agreeing().does(mentor, 'setGoals', { goals: ['Keep an archive alone'] });
const active = () => withGoals().does(mentee, 'sign', { version: 1 }, { today });
const logged = (case_: Played<Facts>, by = mentee) =>
  case_.does(by, 'logSession', { at: new Date(START).toISOString(), minutes: 60, topic: 'Shelves' }, { day: today, limits });
const midTerm = (case_: Played<Facts>) =>
  case_.does(mentor, 'reviewMidTerm', { text: 'Half of it', onTrack: true }, { limits: { ...limits, midTermAfterDays: 0 } });
const replaced = (case_: Played<Facts>) =>
  case_.does(academy, 'replaceMentor', { reason: 'Moved' }, { mentor: successor, supervises: false, limits });
const reviewing = (case_: Played<Facts>) => case_.does(clock('term'), 'endTerm', {}, { today });
const reviewed = () => reviewing(midTerm(active())).does(mentor, 'reviewFinally', { text: 'All of it', reached: true });

const running = (case_: Played<Facts>) =>
  Object.entries(case_.current().clocks)
    .filter(([, state]) => state === 'running')
    .map(([name]) => name)
    .toSorted();
const waiting = (case_: Played<Facts>, ...left: readonly (typeof mentor)[]) =>
  withoutThem(mentorPairing, case_.current(), people, left).tasks.map(({ action, person: who, role }) => [action, who ?? role]);

describe('a pairing', () => {
  it('has the whole time for each answer before the year, and three clocks during it', () => {
    const case_ = proposed();
    for (const step of [
      () => case_.does(mentor, 'acceptAsMentor', {}, { limits }),
      () => case_.does(mentee, 'acceptAsMentee', {}, { limits }),
      () => case_.does(mentee, 'setGoals', { goals: ['Keep an archive alone'] }),
    ]) {
      step();
      expect(case_.last().clocks).toEqual({ start: { acceptance: 'default' } });
      expect(running(case_)).toEqual(['acceptance']);
    }
    case_.does(mentor, 'sign', { version: 1 }, { today });
    expect(running(case_)).toEqual(['midTerm', 'silence', 'term']);
    midTerm(case_);
    expect(case_.last().clocks).toEqual({ stop: ['midTerm'] });
    reviewing(case_);
    expect(running(case_)).toEqual(['review']);
    case_.does(mentee, 'endEarly', { reason: 'A new post' });
    expect(running(case_)).toEqual([]);
    expect(itemsOf(case_.last(), 'holds')).toEqual([
      { op: 'release', resource: 'mentor:fu' },
      { op: 'release', resource: 'mentee:ou' },
    ]);
  });

  it('counts the silence from a session that both confirm, and gives both their credits', () => {
    const case_ = logged(active());
    // Nothing is silent while a session waits, and who is to confirm it has a time of their own.
    expect(case_.last().clocks).toEqual({ start: { confirming: 'default' }, pause: ['silence'] });
    expect(waiting(case_)).toEqual([
      ['confirmSession', 'fu'],
      ['reviewMidTerm', 'fu'],
    ]);
    case_.does(mentor, 'confirmSession', { session: 1 }, { credits });
    expect(case_.last().clocks).toEqual({ start: { silence: 'default' }, stop: ['confirming'] });
    expect(itemsOf(case_.last(), 'ledger')).toMatchObject([
      { op: 'credit', to: 'person:fu', amount: 2 },
      { op: 'credit', to: 'person:ou', amount: 2 },
    ]);
  });

  it('goes on with the silence where a session is rejected, and reminds who leaves one waiting', () => {
    const case_ = logged(active());
    const remind = { action: 'remind', actor: clock('confirming'), now: START, input: {}, reference: undefined };
    expect(decide(mentorPairing, case_.current(), remind)).toMatchObject({
      outcome: { notify: [{ to: { person: 'fu' }, notice: 'toConfirmStill' }] },
    });
    case_.does(mentor, 'rejectSession', { session: 1, reason: 'Another day' });
    expect(case_.last().clocks).toEqual({ resume: ['silence'], stop: ['confirming'] });
  });

  it('is signed in the version that was read', () => {
    const case_ = withGoals().does(mentor, 'setGoals', { goals: ['Keep two archives alone'] });
    expect(case_.current().facts.goals).toMatchObject({ version: 2 });
    expect(case_.tries(mentee, 'sign', { version: 1 }, { today })).toMatchObject({
      code: 'otherVersion',
      en: expect.stringContaining('Read that one'),
    });
    expect(case_.does(mentee, 'sign', { version: 2 }, { today }).current().state).toBe('active');
  });

  it('is completed by the final review in the version that was read', () => {
    const case_ = reviewing(midTerm(active())).does(mentor, 'reviewFinally', { text: 'All of it', reached: true });
    case_.does(mentor, 'reviewFinally', { text: 'Not all of it', reached: false });
    expect(case_.current().facts.final).toMatchObject({ version: 2, reached: false });
    expect(case_.tries(mentee, 'confirmReview', { version: 1 }, { credits })?.code).toBe('otherVersion');
    expect(case_.does(mentee, 'confirmReview', { version: 2 }, { credits }).current().state).toBe('completed');
  });

  it('takes a session when it is over', () => {
    const log = (minutes: number) =>
      active().tries(
        mentor,
        'logSession',
        { at: new Date(START).toISOString(), minutes, topic: 'Shelves' },
        { day: today, limits },
      )?.code;
    // Signed five hours after the proposal; the act comes an hour later.
    expect([log(300), log(600)]).toEqual([undefined, 'sessionToCome']);
  });

  it('is decided by the academy where the mentee disagrees with the final review, never by one of the two', () => {
    const case_ = reviewing(midTerm(active())).does(mentor, 'reviewFinally', { text: 'Not all of it', reached: false });
    expect(case_.tries(academy, 'settleReview', { reached: true, reason: 'x' }, { credits })?.code).toBe('nobodyDisagrees');
    case_.does(mentee, 'disagree', { reason: 'Both parts are passed' });
    expect(case_.last().notify).toMatchObject([{ to: { role: 'academyAdmin' }, notice: 'disagreed' }]);
    expect(waiting(case_)).toEqual([['settleReview', 'academyAdmin']]);
    expect(case_.tries(mentee, 'confirmReview', {}, { credits })?.code).toBe('disagreed');
    expect(case_.tries(mentor, 'reviewFinally', { text: 'Less', reached: false })?.code).toBe('disagreed');
    const both = { ...mentor, grants: [...mentor.grants, ...academy.grants] };
    expect(case_.tries(both, 'settleReview', { reached: false, reason: 'Mine' }, { credits })?.code).toBe('ownReview');
    const least = { ...limits, leastSessions: 0 };
    case_.does(academy, 'settleReview', { reached: true, reason: 'The register says so' }, { credits, limits: least });
    expect(case_.current().state).toBe('completed');
    expect(itemsOf(case_.last(), 'ledger')).toHaveLength(2);
  });

  it('ends the part of the mentor who is replaced and of the one who was only asked', () => {
    const asked = replaced(active());
    asked.does(academy, 'replaceMentor', { reason: 'Moved' }, { mentor: person('ji', 'mentor'), supervises: false, limits });
    expect(itemsOf(asked.last(), 'parties')).toEqual([
      { op: 'end', role: 'successor', person: 'he' },
      { role: 'successor', person: 'ji' },
    ]);
    const case_ = replaced(active()).does(successor, 'acceptReplacement', {}, { limits });
    expect(itemsOf(case_.last(), 'parties')).toEqual([
      { op: 'end', role: 'mentor', person: 'fu' },
      { op: 'end', role: 'successor', person: 'he' },
      { role: 'mentor', person: 'he' },
    ]);
  });

  it('keeps what a replaced mentor logged for the mentee to confirm, and shows as lapsed what that mentor was to confirm', () => {
    const case_ = replaced(logged(active(), mentor)).does(successor, 'acceptReplacement', {}, { limits });
    expect(waiting(case_)).toEqual([
      ['confirmSession', 'ou'],
      ['reviewMidTerm', 'he'],
    ]);
    expect(case_.tries(successor, 'confirmSession', { session: 1 }, { credits })?.code).toBe('othersSession');
    case_.does(mentee, 'confirmSession', { session: 1 }, { credits });
    const earned = itemsOf(case_.last(), 'ledger') as { to: string }[];
    expect(earned.map(({ to }) => to)).toEqual(['person:fu', 'person:ou']);

    const lapsed = replaced(logged(active())).does(successor, 'acceptReplacement', {}, { limits });
    expect(lapsed.current().facts.sessions).toMatchObject({ days: [], waiting: [], lapsed: [{ n: 1, by: 'ou', mentor: 'fu' }] });
    expect(lapsed.last().notify).toContainEqual({
      to: { person: 'ou' },
      notice: 'sessionsLapsed',
      params: { days: today },
    });
  });

  it('waits for the next session of both where nothing else is to be done', () => {
    const case_ = midTerm(active());
    expect(waiting(case_)).toEqual([
      ['logSession', 'fu'],
      ['logSession', 'ou'],
    ]);
    expect(waiting(logged(case_))).toEqual([['confirmSession', 'fu']]);
  });

  it('asks for the mid-term review first where the year ended without it', () => {
    const case_ = reviewing(active());
    expect(waiting(case_)).toEqual([['reviewMidTerm', 'fu']]);
    midTerm(case_);
    expect(waiting(case_)).toEqual([['reviewFinally', 'fu']]);
  });
});

describe('when people leave a pairing', () => {
  it.each<[string, Played<Facts>]>([
    ['proposed', proposed()],
    ['accepted by the mentor', mentorAccepted()],
    ['agreeing on goals', agreeing()],
    ['with goals to sign', withGoals()],
    ['active', active()],
    ['with a session to confirm', logged(active())],
    ['with a session that the mentor logged', logged(active(), mentor)],
    ['after the mid-term review', midTerm(active())],
    ['with another mentor asked', replaced(active())],
    ['with another mentor asked after the mid-term review', replaced(midTerm(active()))],
    ['being reviewed', reviewing(active())],
    ['being reviewed with another mentor asked', replaced(reviewing(midTerm(active())))],
    ['with the final review to confirm', reviewed()],
    ['with a mentee who disagrees', reviewed().does(mentee, 'disagree', { reason: 'Not so' })],
  ])('somebody who is there can do all that it waits for: %s', (_, case_) => {
    expect(deadEnds(mentorPairing, case_, people)).toEqual([]);
  });

  it('the academy takes the proposal back, names another mentor or ends it; nobody consents in their place', () => {
    expect(waiting(proposed(), mentor)).toEqual([['withdraw', 'academyAdmin']]);
    expect(waiting(withGoals(), mentee)).toEqual([['withdraw', 'academyAdmin']]);
    expect(waiting(logged(active()), mentor)).toEqual([['replaceMentor', 'academyAdmin']]);
    expect(waiting(logged(active(), mentor), mentee)).toEqual([
      ['endEarly', 'academyAdmin'],
      ['reviewMidTerm', 'fu'],
    ]);
    expect(waiting(replaced(active()), successor)).toEqual([
      ['reviewMidTerm', 'fu'],
      ['replaceMentor', 'academyAdmin'],
    ]);
    expect(waiting(reviewed(), mentee)).toEqual([['confirmReview', 'academyAdmin']]);
    const gone = play<Facts>(
      mentorPairing,
      {
        actor: academy,
        input: { mentor: 'fu', mentee: 'ou', purpose: 'Archives' },
        reference: { mentor, mentee, supervises: false, limits },
      },
      staffOf([
        { ...academy, left: false },
        { ...mentor, left: true },
      ]),
    );
    expect(gone.tries(successor, 'acceptAsMentor', {}, { limits })?.code).toBe('mentorsOwn');
    expect(gone.does(academy, 'withdraw', { reason: 'The mentor left' }).current()).toMatchObject({
      state: 'withdrawn',
      tasks: [],
    });
  });

  it('a mentor who lost the role counts as gone, and the reminder goes to the academy', () => {
    const without = { ...mentor, grants: [{ role: 'trainee' }] };
    const current = withoutThem(mentorPairing, active().current(), [academy, without, mentee], []);
    expect(current.tasks).toMatchObject([{ action: 'replaceMentor', role: 'academyAdmin', fellFrom: 'fu', clock: 'midTerm' }]);
    const command = { action: 'remind', actor: clock('midTerm'), now: START, input: {}, reference: undefined };
    expect(decide(mentorPairing, current, command)).toMatchObject({
      outcome: { notify: [{ to: { role: 'academyAdmin' }, notice: 'midTermDue' }] },
    });
  });
});
