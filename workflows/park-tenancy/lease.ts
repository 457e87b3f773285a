/** Days and rent of a tenancy. Rent is by the month, and by the day in a month that isn't whole. Pure. */
import { daysAfter, lastOfMonths } from '../kernel/days.ts';
import type { Bill, Part, Terms } from './facts.ts';

const DAY = 86_400_000;

/** A quotient to the nearest whole, halves up. */
export const halfUp = (amount: number, by: number): number => Math.floor((2 * amount + by) / (2 * by));

export const monthOf = (day: string): string => day.slice(0, 7);
const firstOf = (day: string): string => `${monthOf(day)}-01`;
export const lastOf = (day: string): string => lastOfMonths(firstOf(day), 1);
/** The first day of the month after. */
export const nextMonth = (day: string): string => daysAfter(lastOf(day), 1);
/** The earliest and the latest of some days. */
export const earliest = (...days: readonly string[]): string => days.toSorted()[0] as string;
export const latest = (...days: readonly string[]): string => days.toSorted().at(-1) as string;
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Whole years from one day to another. */
const yearsFrom = (from: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(from.slice(0, 4));
  return day.slice(5) < from.slice(5) ? years - 1 : years;
};

/** The rent of a month for a part of the lease, as it is on a day: it rises with each year. */
export const monthlyRent = ({ room, rentFen, stepPerMille, from }: Omit<Part, 'freeTo' | 'to'>, day: string): number => {
  let fen = halfUp(rentFen * room.area, 100);
  for (let year = yearsFrom(from, day); year > 0; year--) fen = halfUp(fen * (1_000 + stepPerMille), 1_000);
  return fen;
};

/** The rent of a whole month by these terms, as it begins. */
export const monthlyOf = ({ rooms, rentFen, stepPerMille, from }: Terms): number =>
  rooms.reduce((sum, room) => sum + monthlyRent({ room, rentFen, stepPerMille, from }, from), 0);

/** The deposit by these terms. */
export const depositOf = (terms: Terms): number => terms.depositMonths * monthlyOf(terms);

/** What the days from one to another cost, month by month. */
export const rentBetween = (parts: readonly Part[], from: string, to: string): readonly { month: string; fen: number }[] => {
  const months: { month: string; fen: number }[] = [];
  for (let first = from; first <= to; first = nextMonth(first)) {
    const last = earliest(lastOf(first), to);
    months.push({ month: monthOf(first), fen: parts.reduce((sum, part) => sum + rentOfPart(part, first, last), 0) });
  }
  return months;
};

/** Days of one month, each at the rent of its year. */
const rentOfPart = (part: Part, first: string, last: string): number => {
  const days = new Map<number, number>();
  for (let day = first; day <= last; day = daysAfter(day, 1)) {
    const counts = part.from <= day && (part.to === null || day <= part.to) && (part.freeTo === null || part.freeTo < day);
    if (!counts) continue;
    const rent = monthlyRent(part, day);
    days.set(rent, (days.get(rent) ?? 0) + 1);
  }
  const whole = daysFrom(firstOf(first), nextMonth(first));
  return [...days].reduce((sum, [rent, count]) => sum + halfUp(rent * count, whole), 0);
};

/** The parts of a lease by these terms. */
export const partsOf = ({ rooms, rentFen, stepPerMille, from, freeMonths }: Terms): readonly Part[] =>
  rooms.map((room) => ({
    ...{ room, rentFen, stepPerMille, from, to: null },
    freeTo: freeMonths === 0 ? null : lastOfMonths(from, freeMonths),
  }));

/** Parts that end with a day; what hasn't begun by then is left out. */
export const endedParts = (parts: readonly Part[], to: string): readonly Part[] =>
  parts.filter(({ from }) => from <= to).map((part) => ({ ...part, to: earliest(part.to ?? to, to) }));

/** Rooms that are let on a day. */
export const roomsOn = (parts: readonly Part[], day: string): readonly string[] =>
  parts.filter(({ from, to }) => from <= day && (to === null || day <= to)).map(({ room }) => room.id);

/** Money on unpaid bills, the oldest first. */
export const paidOff = (open: readonly Bill[], fen: number): readonly Bill[] => {
  let rest = fen;
  return open.flatMap((bill) => {
    const taken = Math.min(rest, bill.left);
    rest -= taken;
    return bill.left > taken ? [{ ...bill, left: bill.left - taken }] : [];
  });
};

export const owedOf = (open: readonly Bill[]): number => open.reduce((sum, { left }) => sum + left, 0);
