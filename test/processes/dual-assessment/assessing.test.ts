import { describe, expect, it } from 'vitest';
import { drawn, rightOnes } from '../../../activities/dual-assessment/papers.ts';
import type { Question } from '../../../activities/dual-assessment/tables.ts';
import { clock, itemsOf, type Played, person, play } from '../../../testing/play.ts';
import type { Accrual } from '../../../workflows/credits/accrual.ts';
import type { Facts, Terms } from '../../../workflows/dual-assessment/facts.ts';
import { dualAssessment } from '../../../workflows/dual-assessment/rules.ts';
import { daysAfter, lastOfMonths } from '../../../workflows/kernel/days.ts';

const terms: Terms = {
  title: { en: 'Claims handling', zh: '医保经办' },
  qualification: 'claimsHandling',
  topics: ['claims'],
  questions: 10,
  passPercent: 80,
  minutes: 60,
  practicePoints: 70,
  theoryMonths: 24,
  practiceMonths: 12,
  resits: 1,
  waitingDays: 14,
  againDays: 90,
  renewDays: 60,
};
const candidate = person('fang', 'trainee');
const examiner = person('zhou', 'examiner');
const credits: Accrual = {
  day: '2026-03-02',
  rules: [{ kind: 'assessment', title: { en: '', zh: '' }, amount: 10, mostPerYear: 30, validYears: 3, alsoWith: [] }],
};
const paper = { sha256: 'a'.repeat(64), questions: 10 };
const begun = (): Played<Facts> =>
  play<Facts>(dualAssessment, {
    actor: candidate,
    input: { kind: 'claimsHandling' },
    reference: { terms, person: candidate, today: '2026-03-02', again: null },
  });
const sits = (case_: Played<Facts>, today: string) => case_.does(candidate, 'startPaper', {}, { today, paper, available: 10 });
const sends = (case_: Played<Facts>, today: string, right: number) =>
  case_.does(candidate, 'sendAnswers', { answers: [] }, { today, right, credits, countsUntil: null });
const scored = (today: string, isMentor = false) => ({ today, isMentor, credits, countsUntil: null });

describe('an assessment', () => {
  it('is passed with the mark exactly, and not with one question less', () => {
    expect(sends(sits(begun(), '2026-03-02'), '2026-03-02', 8).current().facts.theory).toMatchObject({
      fails: 0,
      until: '2028-03-01',
    });
    expect(sends(sits(begun(), '2026-03-02'), '2026-03-02', 7).current().facts.theory).toMatchObject({ fails: 1, until: null });
  });

  it('takes no answers after the time, and the clock collects the paper as failed', () => {
    const late = sits(begun(), '2026-03-02');
    // An act comes an hour after the last one; the paper’s hour is over with it, but not before.
    expect(late.current().facts.paper?.until).toBe(late.now() + 60 * 60_000);
    expect(late.tries(candidate, 'sendAnswers', { answers: [] }, { today: '2026-03-02', right: 10, credits })).toBeUndefined();
    const collected = late.does(clock('paper'), 'closePaper', {}, { today: '2026-03-02' });
    expect(collected.current()).toMatchObject({
      state: 'open',
      facts: { paper: null, theory: { fails: 1, resitFrom: '2026-03-16' } },
    });
    const short = play<Facts>(dualAssessment, {
      actor: candidate,
      input: { kind: 'claimsHandling' },
      reference: { terms: { ...terms, minutes: 59 }, person: candidate, today: '2026-03-02', again: null },
    });
    sits(short, '2026-03-02');
    expect(short.tries(candidate, 'sendAnswers', { answers: [] }, { today: '2026-03-02', right: 10, credits })?.code).toBe(
      'paperOver',
    );
  });

  it('is taken again once, from the day on that the waiting ends, and is failed with the second failure', () => {
    const case_ = sends(sits(begun(), '2026-03-02'), '2026-03-02', 0);
    const again = (today: string) => case_.tries(candidate, 'startPaper', {}, { today, paper, available: 10 })?.code;
    expect([again('2026-03-15'), again('2026-03-16')]).toEqual(['resitTooEarly', undefined]);
    sends(sits(case_, '2026-03-16'), '2026-03-16', 0);
    expect(case_.current().state).toBe('failed');
    expect(case_.last()).toMatchObject({
      clocks: { stop: ['paper', 'completion'] },
      effects: [{ kind: 'holds', items: [{ op: 'release', resource: 'assessment:claimsHandling:fang' }] }],
      tasks: [],
    });
    expect(case_.last().effects).toHaveLength(1);
  });

  it('gives the qualification until the earlier of the two days on which its parts end', () => {
    const case_ = sends(sits(begun(), '2026-03-02'), '2026-03-02', 10);
    case_.does(examiner, 'scorePractice', { score: 70, remarks: 'Well' }, scored('2026-06-01'));
    expect(case_.current().state).toBe('passed');
    expect(itemsOf(case_.last(), 'qualifications')).toEqual([
      { op: 'qualify', person: 'fang', kind: 'claimsHandling', from: '2026-06-01', until: '2027-05-31' },
    ]);
    expect(itemsOf(case_.last(), 'ledger')).toMatchObject([{ op: 'credit', to: 'person:fang', amount: 10, kind: 'assessment' }]);
    expect(itemsOf(case_.last(), 'holds')).toEqual([{ op: 'release', resource: 'assessment:claimsHandling:fang' }]);
  });

  it('earns once while the qualification counts, whichever kind gave it, and again in its last days or after it', () => {
    const pass = (countsUntil: string | null) => {
      const case_ = sends(sits(begun(), '2026-03-02'), '2026-03-02', 10);
      case_.does(examiner, 'scorePractice', { score: 70, remarks: 'Well' }, { ...scored('2026-03-02'), countsUntil });
      expect(itemsOf(case_.last(), 'qualifications')).toHaveLength(1);
      return [itemsOf(case_.last(), 'ledger').length, case_.last().notify?.[0]?.notice];
    };
    expect(pass(null)).toEqual([1, 'passed']);
    expect(pass('2026-02-28')).toEqual([1, 'passed']);
    // The last sixty days begin.
    expect(pass('2026-05-01')).toEqual([1, 'passed']);
    expect(pass('2026-05-02')).toEqual([0, 'passedAgain']);
    expect(pass('infinity')).toEqual([0, 'passedAgain']);
  });

  it('holds one place for a qualification, so that two kinds of assessment that give it aren’t open at once', () => {
    const other = play<Facts>(dualAssessment, {
      actor: candidate,
      input: { kind: 'claimsHandlingQuick' },
      reference: { terms, person: candidate, today: '2026-03-02', again: null },
    });
    expect(itemsOf(other.last(), 'holds')).toEqual(itemsOf(begun().last(), 'holds'));
  });

  it('goes no further for somebody who was given the question bank to keep meanwhile', () => {
    const keeper = { ...candidate, grants: [...candidate.grants, { role: 'examiner' }] };
    expect(begun().tries(keeper, 'startPaper', {}, { today: '2026-03-02', paper, available: 10 })?.code).toBe('keepsTheBank');
    const sitting = sits(begun(), '2026-03-02');
    expect(sitting.tries(keeper, 'sendAnswers', { answers: [] }, { today: '2026-03-02', right: 10, credits })?.code).toBe(
      'keepsTheBank',
    );
  });

  it('needs both parts at the same time: what was passed too long ago is taken once more', () => {
    const case_ = begun().does(examiner, 'scorePractice', { score: 90, remarks: 'Well' }, scored('2026-03-02'));
    expect(case_.current().facts.practice.until).toBe('2027-03-01');
    sends(sits(case_, '2027-03-02'), '2027-03-02', 10);
    expect(case_.current()).toMatchObject({
      state: 'open',
      facts: { practice: { until: null, fails: 0 }, theory: { until: '2029-03-01' } },
    });
    expect(case_.current().tasks).toEqual([{ action: 'scorePractice', role: 'examiner' }]);
    case_.does(examiner, 'scorePractice', { score: 90, remarks: 'Well' }, scored('2027-03-03'));
    expect(case_.current().state).toBe('passed');
    const last = sends(
      sits(begun().does(examiner, 'scorePractice', { score: 90, remarks: 'Well' }, scored('2026-03-02')), '2027-03-01'),
      '2027-03-01',
      10,
    );
    expect(last.current().state).toBe('passed');
  });

  it('is scored neither by the candidate nor by their mentor', () => {
    const case_ = begun();
    const both = { ...candidate, grants: [{ role: 'examiner' }] };
    expect(case_.tries(both, 'scorePractice', { score: 90, remarks: 'Me' }, scored('2026-03-02'))?.code).toBe('ownPractice');
    expect(case_.tries(examiner, 'scorePractice', { score: 90, remarks: 'Mine' }, scored('2026-03-02', true))?.code).toBe(
      'ownMentee',
    );
  });

  it('does not count a sitting for which the bank was too small', () => {
    const case_ = begun();
    expect(case_.tries(candidate, 'startPaper', {}, { today: '2026-03-02', paper: null, available: 4 })?.code).toBe(
      'bankTooSmall',
    );
    expect(case_.current().facts.sittings).toBe(0);
  });
});

describe('a paper', () => {
  const bank = new Map<string, Question>(
    Array.from({ length: 12 }, (_, n) => [
      `q-${n}`,
      {
        topic: n < 10 ? 'claims' : 'archives',
        question: { en: `${n}`, zh: `${n}` },
        options: [
          { en: 'a', zh: 'a' },
          { en: 'b', zh: 'b' },
        ],
        right: (n % 2) + 1,
      },
    ]),
  );
  const sitting = { tenant: 'xiaoshan', caseId: 'DA-1', sitting: 1 };

  it('is the same for one sitting however often it is drawn, another for the next one, and of its topics alone', () => {
    const draw = (of: typeof sitting) =>
      drawn(bank, of, { topics: ['claims'], questions: 8 }).paper?.questions.map(({ key }) => key);
    expect(draw(sitting)).toEqual(draw(sitting));
    expect(draw({ ...sitting, sitting: 2 })).not.toEqual(draw(sitting));
    expect(draw({ ...sitting, caseId: 'DA-2' })).not.toEqual(draw(sitting));
    expect(draw(sitting)).not.toContain('q-10');
    expect(drawn(bank, sitting, { topics: ['claims'], questions: 11 })).toEqual({ paper: null, available: 10 });
  });

  it('asks what somebody wasn’t asked before, as far as the bank goes', () => {
    const of = { topics: ['claims'], questions: 5 };
    const keys = (before: readonly string[], questions = 5) =>
      drawn(bank, { ...sitting, sitting: 2 }, { ...of, questions }, new Set(before)).paper?.questions.map(({ key }) => key) ?? [];
    const first = drawn(bank, sitting, of).paper?.questions.map(({ key }) => key) ?? [];
    expect(keys(first).filter((key) => first.includes(key))).toEqual([]);
    expect(keys(first, 8).filter((key) => first.includes(key))).toHaveLength(3);
  });

  it('shows the options of a question in another order at each sitting, and knows which is right', () => {
    const options = ['a', 'b', 'c', 'd', 'e', 'f'].map((one) => ({ en: one, zh: one }));
    const one = new Map([['q', { topic: 'claims', question: { en: 'Q', zh: 'Q' }, options, right: 2 }]]);
    const asked = (n: number) => drawn(one, { ...sitting, sitting: n }, { topics: ['claims'], questions: 1 }).paper?.questions[0];
    const orders = [1, 2, 3, 4].map((n) =>
      asked(n)
        ?.options.map(({ en }) => en)
        .join(''),
    );
    expect(new Set(orders).size).toBeGreaterThan(1);
    expect(orders.map((order) => [...(order ?? '')].toSorted().join(''))).toEqual(Array(4).fill('abcdef'));
    for (const n of [1, 2, 3, 4]) expect(asked(n)?.options[(asked(n)?.right ?? 0) - 1]?.en).toBe('b');
  });

  it('is marked question by question; two answers to one are none', () => {
    const { paper } = drawn(bank, sitting, { topics: ['claims'], questions: 8 });
    if (!paper) throw new Error('There are enough questions.');
    const right = paper.questions.map((question, index) => ({ question: index + 1, option: question.right }));
    expect(rightOnes(paper, right)).toBe(8);
    expect(rightOnes(paper, right.slice(3))).toBe(5);
    expect(rightOnes(paper, [...right, { question: 1, option: 1 }])).toBe(7);
    expect(rightOnes(paper, [])).toBe(0);
  });
});

describe('days', () => {
  it.each([
    ['2026-03-01', 12, '2027-02-28'],
    ['2026-03-02', 24, '2028-03-01'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-01-01', 1, '2026-01-31'],
  ])('so many months from %s end: %i → %s', (from, months, last) => expect(lastOfMonths(from, months)).toBe(last));
  it('are counted over the ends of months and years', () => expect(daysAfter('2026-12-25', 14)).toBe('2027-01-08'));
});
