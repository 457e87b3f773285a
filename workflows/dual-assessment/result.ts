/** What a try leads to: a part that counts for a while, a resit after waiting, the qualification, or the end. */
import { creditLines } from '../credits/accrual.ts';
import { credit, type LedgerLine, qualify, release } from '../effects/index.ts';
import { daysAfter, lastOfMonths } from '../kernel/days.ts';
import { notifier } from '../kernel/parts.ts';
import { type Notice, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Part, Terms, Try } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Assessment, AssessmentOutcome, Earning, State } from './vocabulary.ts';

export type PartName = 'theory' | 'practice';

export const unbegun: Part = { tries: [], fails: 0, resitFrom: null, until: null };

/** Whether having passed a part counts on this day. */
export const counts = ({ until }: Part, day: string): boolean => until !== null && until >= day;

const titles = { theory: { en: 'theory test', zh: '理论考试' }, practice: { en: 'practice', zh: '实操考核' } } as const;

/** Why a part can't be tried on this day. */
export const notNow = (facts: Facts, name: PartName, today: string): Refusal | undefined => {
  const part = facts[name];
  const { en, zh } = titles[name];
  if (counts(part, today))
    return refuse(
      'passedAlready',
      `The ${en} is passed and counts until ${part.until}; what is missing is the other part.`,
      `${zh}已通过，有效期至${part.until}，尚缺另一项。`,
    );
  if (part.resitFrom !== null && today < part.resitFrom)
    return refuse(
      'resitTooEarly',
      `The ${en} can be taken again from ${part.resitFrom} on; use the time to learn.`,
      `${zh}须自${part.resitFrom}起方可补考。`,
    );
  return undefined;
};

export const notify = notifier<Notices>();

/** One assessment of a qualification at a time, whichever kind of assessment gives it. */
export const seat = ({ qualification }: Terms, person: string): string => `assessment:${qualification}:${person}`;

/** The end of an assessment; another one of its kind can be opened then. */
export const ends = (
  { facts }: Assessment,
  state: State,
  { effects = [], ...more }: Omit<AssessmentOutcome, 'state' | 'clocks'> = {},
): AssessmentOutcome => ({
  ...more,
  state,
  facts: { ...more.facts, paper: null },
  effects: [release(seat(facts.terms, facts.person.id)), ...effects],
});

const afterTry = (part: Part, one: Try, months: number, waitingDays: number): Part => ({
  tries: [...part.tries, one],
  fails: one.passed ? 0 : part.fails + 1,
  resitFrom: one.passed ? null : daysAfter(one.day, waitingDays),
  until: one.passed ? lastOfMonths(one.day, months) : null,
});

/** What follows from a try at one of the parts. Passing takes both, each still counting on the day. */
export const triedPart = (
  current: Assessment,
  name: PartName,
  one: Try,
  { earning, facts: more = {} }: { earning?: Earning; facts?: Partial<Facts> } = {},
): AssessmentOutcome => {
  const { terms, person } = current.facts;
  const months = name === 'theory' ? terms.theoryMonths : terms.practiceMonths;
  const part = afterTry(current.facts[name], one, months, terms.waitingDays);
  const otherName = name === 'theory' ? 'practice' : 'theory';
  const was = current.facts[otherName];
  // What was passed too long ago has to be taken once more, with its resit.
  const other = was.until !== null && !counts(was, one.day) ? { ...unbegun, tries: was.tries } : was;
  const facts = { ...more, [name]: part, [otherName]: other };
  const words = { part: titles[name].en, partZh: titles[name].zh, score: one.score };

  if (!one.passed) {
    return part.fails > terms.resits
      ? ends(current, 'failed', { facts, notify: [notify({ person: person.id }, 'failed', words)] })
      : stays(current, name, facts, [notify({ person: person.id }, 'resit', { ...words, from: part.resitFrom as string })]);
  }
  if (!counts(other, one.day) || other.until === null || part.until === null) {
    return stays(current, name, facts, [notify({ person: person.id }, 'partPassed', { ...words, until: part.until as string })]);
  }
  const until = [part.until, other.until].toSorted()[0] as string;
  const lines = earned(terms, one.day, person.id, earning);
  return ends(current, 'passed', {
    facts,
    notify: [notify({ person: person.id }, lines.length > 0 ? 'passed' : 'passedAgain', { until })],
    effects: [
      qualify({ person: person.id, kind: terms.qualification, from: one.day, until }),
      ...(lines.length > 0 ? [credit(...lines)] : []),
    ],
  });
};

/** What a pass earns. While the qualification counts it earns once, until it is to be renewed. */
const earned = ({ renewDays }: Terms, day: string, person: string, earning: Earning | undefined): readonly LedgerLine[] =>
  !earning || (earning.countsUntil !== null && earning.countsUntil > daysAfter(day, renewDays))
    ? []
    : creditLines(earning.credits, person);

/** A paper is over with its try; a score of the practice leaves a sitting as it is. */
const stays = (current: Assessment, name: PartName, facts: Partial<Facts>, notices: readonly Notice[]): AssessmentOutcome => ({
  state: name === 'theory' ? 'open' : current.state,
  facts,
  notify: notices,
});
