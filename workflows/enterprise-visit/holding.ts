/** What a visit takes of a firm's patience and of an officer's day. Every process that visits firms counts under these names. Pure. */
import { type Effect, type Hold, hold, release } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import type { Day, Officer, Span } from './vocabulary.ts';

/** Visits to a firm lie some days apart. */
export const visitOf = (firm: string): string => `visit:${firm}`;
/** There are so many of them in a year. */
export const yearOf = (firm: string): string => `visitYear:${firm}`;
/** An officer makes so many on a day. */
export const dayOf = (officer: string): string => `officer:${officer}`;
/** A firm has called for a visit, and hasn't had it yet. */
const callOf = (firm: string): string => `visitCall:${firm}`;

export const visitedLately = (gapDays: number, { from, until }: { readonly from: string; readonly until: string }): Refusal =>
  refuse(
    'visitedLately',
    `The firm has another visit on ${from}, and visits are ${gapDays} days apart, whichever unit makes them. Join that one while it is to come, or arrange yours from ${until} on.`,
    `该企业${from}另有走访，各单位走访合计间隔${gapDays}天。请并入该次走访，或约在${until}之后。`,
  );

export const yearFull = ({ visitsPerYear }: Limits): Refusal =>
  refuse(
    'yearFull',
    `The firm has had its ${visitsPerYear} visits of that year, over all units. Join one that is to come, or wait for the next year, unless the firm itself calls.`,
    `该企业当年走访已达${visitsPerYear}次（各单位合计）。请并入其他走访或待次年，企业主动预约的除外。`,
  );

export const officerFull = ({ visitsPerDay }: Limits): Refusal =>
  refuse(
    'officerFull',
    `You have ${visitsPerDay} visits on that day already. Choose another day, or have the visit given to somebody else.`,
    `您当日已有${visitsPerDay}次走访，请另选日期或改派他人。`,
  );

/**
 * Takes the day for a visit. `free`: it counts for others and is never refused itself, as a visit for which the firm has called, or to which it
 * has agreed on the spot.
 */
export const takes = (
  { firm }: Pick<Facts, 'firm'>,
  officer: Pick<Officer, 'id'>,
  { day, gap, year }: Day,
  limits: Limits,
  free: boolean,
): Effect => {
  const one = (resource: string, during: Span, most: number, en: string, zh: string, full: Refusal): Hold => ({
    resource,
    title: { en, zh },
    amount: 1,
    during,
    ...(free ? {} : { most, full }),
  });
  const { visitGapDays, visitsPerYear, visitsPerDay } = limits;
  const some = { from: 'a day close by', until: `${visitGapDays} days later` };
  const lately = {
    ...visitedLately(visitGapDays, some),
    zh: visitedLately(visitGapDays, { from: '临近日期', until: `该次走访${visitGapDays}天` }).zh,
  };
  return hold(
    one(visitOf(firm.code), gap, 1, `visits to ${firm.name}`, `走访${firm.name}`, lately),
    one(yearOf(firm.code), year, visitsPerYear, `yearly visits to ${firm.name}`, `${firm.name}年度走访`, yearFull(limits)),
    one(dayOf(officer.id), day, visitsPerDay, 'visits on a day', '当日走访', officerFull(limits)),
  );
};

/** Moves the day from one officer to another. */
export const handsOver = (from: string | null, to: Officer, day: Span, limits: Limits): readonly Effect[] => [
  ...(from === null ? [] : [release(dayOf(from))]),
  hold({
    resource: dayOf(to.id),
    title: { en: 'visits on a day', zh: '当日走访' },
    amount: 1,
    most: limits.visitsPerDay,
    during: day,
    full: refuse(
      'officerFull',
      `${to.name} has ${limits.visitsPerDay} visits on that day already. Choose somebody else.`,
      `${to.name}当日已有${limits.visitsPerDay}次走访，请另选人员。`,
    ),
  }),
];

/** Lets the day go again. */
export const letsGo = ({ firm, officer }: Pick<Facts, 'firm' | 'officer'>): Effect =>
  release(visitOf(firm.code), yearOf(firm.code), ...(officer === null ? [] : [dayOf(officer.id)]));

/** One call of a firm is open at a time. */
export const callsFor = ({ firm }: Pick<Facts, 'firm'>): Effect =>
  hold({
    resource: callOf(firm.code),
    title: { en: `call of ${firm.name}`, zh: `${firm.name}预约` },
    full: refuse(
      'calledAlready',
      'The firm has called for a visit that is still open. Add what else there is as a comment there.',
      '该企业已有尚未完成的预约走访，请在原件中留言补充。',
    ),
  });

/** A visit is over: the call that led to it is answered, and where nothing came of it, the day is free. */
export const isOver = ({ firm, round, officer, arranged }: Facts, came: boolean): readonly Effect[] => [
  ...(round === null ? [release(callOf(firm.code))] : []),
  ...(came || arranged === null ? [] : [letsGo({ firm, officer })]),
];
