/** What a visit takes of a firm's patience and of an officer's day. Every process that visits firms counts under these names. Pure. */
import { actOn, type Effect, type Hold, hold, release } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import type { Day, Officer, Span, Standing } from './vocabulary.ts';

/** The days on which a firm is visited. */
export const visitOf = (firm: string): string => `visit:${firm}`;
/** So many days lie between them: it keeps those apart who arrange at once; days that stand are judged by the number of today. */
const apartOf = (firm: string, gapDays: number): string => `visitApart${gapDays}:${firm}`;
/** There are so many of them in a year. */
export const yearOf = (firm: string): string => `visitYear:${firm}`;
/** An officer makes so many on a day. */
export const dayOf = (officer: string): string => `officer:${officer}`;
/** A firm has called for a visit, and hasn't had it yet. */
const callOf = (firm: string): string => `visitCall:${firm}`;

const visitedLately = (gapDays: number, { from, until }: { readonly from: string; readonly until: string }): Refusal =>
  refuse(
    'visitedLately',
    `The firm has another visit on ${from}, and visits are ${gapDays} days apart, whichever unit makes them. Join that one while it is to come, or arrange yours from ${until} on.`,
    `该企业${from}另有走访，各单位走访合计间隔${gapDays}天。请并入该次走访，或约在${until}之后。`,
  );

const yearFull = ({ visitsPerYear }: Limits): Refusal =>
  refuse(
    'yearFull',
    `The firm has had its ${visitsPerYear} visits of that year, over all units. Join one that is to come, or wait for the next year, unless the firm itself calls.`,
    `该企业当年走访已达${visitsPerYear}次（各单位合计）。请并入其他走访或待次年，企业主动预约的除外。`,
  );

const officerFull = ({ visitsPerDay }: Limits): Refusal =>
  refuse(
    'officerFull',
    `You have ${visitsPerDay} visits on that day already. Choose another day, or have the visit given to somebody else.`,
    `您当日已有${visitsPerDay}次走访，请另选日期或改派他人。`,
  );

/** The first day of a visit that is too near to another, and of the one that is in its way. */
export const tooNear = (
  held: readonly { readonly from: number | null }[],
  { gap, before }: Pick<Day, 'gap' | 'before'>,
): { readonly from: number; readonly until: number } | null => {
  const days = held.flatMap(({ from }) => (from !== null && from >= before && from < gap.until ? [from] : []));
  return days.length === 0 ? null : { from: Math.min(...days), until: Math.max(...days) + (gap.until - gap.from) };
};

/** Why a firm isn't visited on a day: others visit it too near to that, or often enough in the year, or the officer visits enough others. */
export const full = ({ near, inYear, onDay }: Standing, limits: Limits): Refusal | undefined => {
  if (near) return visitedLately(limits.visitGapDays, near);
  if (inYear >= limits.visitsPerYear) return yearFull(limits);
  return onDay >= limits.visitsPerDay ? officerFull(limits) : undefined;
};

/**
 * Takes the day for a visit. `free`: it counts for others and is never refused itself, as a visit for which the firm has called.
 */
export const takes = (
  { firm }: Pick<Facts, 'firm'>,
  officer: Pick<Officer, 'id'>,
  { day, gap, kept, year }: Day,
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
    // For a year, so that a later and longer time between visits still finds it.
    { resource: visitOf(firm.code), title: { en: `visits to ${firm.name}`, zh: `走访${firm.name}` }, amount: 1, during: kept },
    one(apartOf(firm.code, visitGapDays), gap, 1, `time between visits to ${firm.name}`, `走访${firm.name}间隔`, lately),
    one(yearOf(firm.code), year, visitsPerYear, `yearly visits to ${firm.name}`, `${firm.name}年度走访`, yearFull(limits)),
    one(dayOf(officer.id), day, visitsPerDay, 'visits on a day', '当日走访', officerFull(limits)),
  );
};

/** Moves the day from one officer to another. `free`: also to one who has enough, as where the firm has called. */
export const handsOver = (from: string | null, to: Officer, day: Span, limits: Limits, free: boolean): readonly Effect[] => [
  ...(from === null ? [] : [release(dayOf(from))]),
  hold({
    resource: dayOf(to.id),
    title: { en: 'visits on a day', zh: '当日走访' },
    amount: 1,
    during: day,
    ...(free
      ? {}
      : {
          most: limits.visitsPerDay,
          full: refuse(
            'officerFull',
            `${to.name} has ${limits.visitsPerDay} visits on that day already. Choose somebody else.`,
            `${to.name}当日已有${limits.visitsPerDay}次走访，请另选人员。`,
          ),
        }),
  }),
];

/** Lets the day go again. */
export const letsGo = ({ firm, officer, arranged }: Pick<Facts, 'firm' | 'officer' | 'arranged'>): Effect =>
  release(
    visitOf(firm.code),
    ...(arranged === null ? [] : [apartOf(firm.code, arranged.gapDays)]),
    yearOf(firm.code),
    ...(officer === null ? [] : [dayOf(officer.id)]),
  );

/** A round that is cancelled opens no more visits: none comes in beside the cancellation. */
export const roundOver = (round: string): string => `roundOver:${round}`;

/** Visits that joined one of which nothing comes go on alone. */
export const sentOn = ({ joinedBy }: Pick<Facts, 'joinedBy'>): readonly Effect[] =>
  joinedBy.map((visit) => actOn(visit, 'goOnAlone', {}));

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
  ...(came || arranged === null ? [] : [letsGo({ firm, officer, arranged })]),
];
