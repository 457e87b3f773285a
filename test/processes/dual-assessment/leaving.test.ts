import { describe, expect, it } from 'vitest';
import { clock, type Played, person, play } from '../../../testing/play.ts';
import type { Facts, Terms } from '../../../workflows/dual-assessment/facts.ts';
import { dualAssessment } from '../../../workflows/dual-assessment/rules.ts';
import type { Actor, Case } from '../../../workflows/kernel/process.ts';
import { staffOf } from '../../../workflows/kernel/staffing.ts';
import { deadEnds, withoutThem } from '../leaving.ts';

const terms: Terms = {
  title: { en: 'Claims handling', zh: '医保经办' },
  qualification: 'claimsHandling',
  topics: ['claims'],
  questions: 10,
  passPercent: 80,
  minutes: 600,
  practicePoints: 70,
  theoryMonths: 24,
  practiceMonths: 12,
  resits: 1,
  waitingDays: 14,
  againDays: 90,
  renewDays: 60,
};
const today = '2026-03-02';
const credits = { day: today, rules: [] };
const academy = person('sheng', 'academyAdmin');
const candidate = person('fang', 'trainee');
const examiner = person('zhou', 'examiner');
const people = [academy, candidate, examiner];

const open = (without: readonly Actor[] = []) =>
  play<Facts>(
    dualAssessment,
    { actor: academy, input: { kind: 'claimsHandling' }, reference: { terms, person: candidate, today, again: null } },
    staffOf(people.map((one) => ({ id: one.id, grants: one.grants, left: without.includes(one) }))),
  );
const sitting = (case_ = open()) =>
  case_.does(candidate, 'startPaper', {}, { today, paper: { sha256: 'a'.repeat(64), questions: 10 }, available: 10 });
const theoryPassed = () => sitting().does(candidate, 'sendAnswers', { answers: [] }, { today, right: 10, credits });
const practicePassed = () =>
  open().does(examiner, 'scorePractice', { score: 90, remarks: 'Well' }, { today, isMentor: false, credits });

const waiting = (case_: Played<Facts>, ...left: readonly Actor[]) =>
  withoutThem(dualAssessment, case_.current() as Case, people, left).tasks.map(({ action, person: who, role }) => [
    action,
    who ?? role,
  ]);

describe('an assessment', () => {
  it('runs its whole time beside the time of each paper', () => {
    const case_ = open();
    expect(case_.last().clocks).toEqual({ start: { completion: 'default' } });
    sitting(case_);
    expect(case_.last().clocks).toEqual({ start: { paper: { clockMinutes: 600 } } });
    case_.does(examiner, 'scorePractice', { score: 0, remarks: 'Not yet' }, { today, isMentor: false, credits });
    expect(case_.current()).toMatchObject({ state: 'sitting', clocks: { paper: 'running', completion: 'running' } });
    case_.does(clock('paper'), 'closePaper', {}, { today });
    expect(case_.last().clocks).toEqual({ stop: ['paper'] });
    case_.does(clock('completion'), 'lapse');
    expect(case_.last().clocks).toEqual({ stop: ['completion'] });
  });

  it('isn’t withdrawn while its candidate sits a paper', () => {
    expect(sitting().tries(candidate, 'withdraw', { reason: 'It goes badly' })?.code).toBe('paperUnderWay');
    expect(sitting().tries(academy, 'withdraw', { reason: 'It goes badly' })?.code).toBe('paperUnderWay');
  });
});

describe('when people leave an assessment', () => {
  it.each<[string, Played<Facts>]>([
    ['open', open()],
    ['with a paper under way', sitting()],
    ['with the theory passed', theoryPassed()],
    ['with the practice passed', practicePassed()],
    ['with the practice passed and a paper under way', sitting(practicePassed())],
  ])('somebody who is there can do all that it waits for: %s', (_, case_) => {
    expect(deadEnds(dualAssessment, case_, people)).toEqual([]);
  });

  it('the academy withdraws a candidate who has gone, also during a paper, and scores where no examiner is there', () => {
    expect(waiting(open(), candidate)).toEqual([
      ['withdraw', 'academyAdmin'],
      ['scorePractice', 'examiner'],
    ]);
    expect(waiting(sitting(practicePassed()), candidate)).toEqual([['withdraw', 'academyAdmin']]);
    expect(waiting(theoryPassed(), examiner)).toEqual([['scorePractice', 'academyAdmin']]);
    // The paper was begun just before the candidate left.
    const case_ = sitting(open([candidate]));
    expect(case_.tries(examiner, 'sendAnswers', { answers: [] }, { today, right: 10, credits })?.code).toBe('kernel.wrongRole');
    expect(case_.does(academy, 'withdraw', { reason: 'Left the house' }).current()).toMatchObject({
      state: 'withdrawn',
      facts: { paper: null },
      clocks: { paper: 'stopped', completion: 'stopped' },
    });
  });
});
