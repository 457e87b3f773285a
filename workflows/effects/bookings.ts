/** The time of people, which they can't give to two cases at once. Pure. */
import { refuse } from '../kernel/process.ts';
import { defineEffect, type Effect } from './effect.ts';

/** From one moment to before another, in epoch milliseconds. */
export type Span = { readonly from: number; readonly until: number };

/**
 * Books the time of people for this case, in place of what it had of them. Refused where another case has somebody's time, unless it is
 * `overlapping`: then they are booked twice, and it is for them to see to it.
 */
export const book = (people: readonly string[], spans: readonly Span[], overlapping = false): Effect => ({
  kind: bookings.kind,
  items:
    people.length === 0 ? [] : [{ op: 'book', people, spans: spans.map(({ from, until }) => ({ from, until })), overlapping }],
});

/** Gives people their time back; everybody's where nobody is named. */
export const unbook = (...people: readonly string[]): Effect => ({
  kind: bookings.kind,
  items: [{ op: 'unbook', ...(people.length === 0 ? {} : { people }) }],
});

/** Says when somebody was there for this case, and at no other time. Refused where they were there for another case at that time. */
export const attend = (person: string, spans: readonly Span[]): Effect => ({
  kind: bookings.kind,
  items: [{ op: 'attend', people: [person], spans: spans.map(({ from, until }) => ({ from, until })) }],
});

export const bookings = defineEffect({
  kind: 'bookings',
  order: 150,
  refusals: {
    BJ007: ({ name, caseId, title }: { name: string; caseId: string; title: string }) =>
      refuse(
        'booked',
        `${name} has ${caseId} (“${title}”) at that time. Choose another time or somebody else, or have that place given back first.`,
        `${name}该时段已有${caseId}（${title}），请另选时间或人员，或先退出该项。`,
      ),
    BJ008: ({ name, caseId, title }: { name: string; caseId: string; title: string }) =>
      refuse(
        'elsewhere',
        `${name} was in ${caseId} (“${title}”) at that time. Nobody is in two places: leave them out here, or have that entry corrected first.`,
        `${name}该时段已在${caseId}（${title}）签到，同一时段不得重复签到。请勿在此登记，或先更正该项记录。`,
      ),
  },
});
