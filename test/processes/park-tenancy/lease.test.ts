import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import type { Part } from '../../../workflows/park-tenancy/facts.ts';
import { freeFrom, nextOfTerm } from '../../../workflows/park-tenancy/holding.ts';
import { endedParts, halfUp, monthlyRent, owedOf, paidOff, partsOf, rentBetween } from '../../../workflows/park-tenancy/lease.ts';
import type { Limits } from '../../../workflows/park-tenancy/limits.ts';
import { limits } from '../../../workflows/park-tenancy/limits.ts';

const A101 = { id: 'A101', title: { en: 'A101', zh: 'A101' }, area: 12_000 };
const part = (more: Partial<Part> = {}): Part => ({
  ...{ room: A101, rentFen: 2_500, stepPerMille: 0, from: '2026-01-01', freeTo: null, to: null },
  ...more,
});
const standard = defaultsOf(limits) as Limits;

describe('the rent of a room', () => {
  it('is by the day in a month that isn’t whole, halves up', () => {
    // 120 m² × 25.00 yuan = 3,000.00 a month.
    expect(rentBetween([part()], '2026-02-10', '2026-02-28')).toEqual([{ month: '2026-02', fen: halfUp(300_000 * 19, 28) }]);
    expect(rentBetween([part()], '2028-02-10', '2028-02-29')).toEqual([{ month: '2028-02', fen: halfUp(300_000 * 20, 29) }]);
    expect(rentBetween([part()], '2026-03-01', '2026-03-15')).toEqual([{ month: '2026-03', fen: 145_161 }]);
    expect(halfUp(5, 2)).toBe(3);
  });

  it('is billed month by month for all that was missed, each month once', () => {
    expect(rentBetween([part()], '2026-01-16', '2026-04-10').map(({ month, fen }) => [month, fen])).toEqual([
      ['2026-01', 154_839],
      ['2026-02', 300_000],
      ['2026-03', 300_000],
      ['2026-04', 100_000],
    ]);
  });

  it('rises with each year of the part, also in the middle of a month', () => {
    const rising = part({ from: '2026-03-16', stepPerMille: 50 });
    expect([2026, 2027, 2028].map((year) => monthlyRent(rising, `${year}-12-01`))).toEqual([300_000, 315_000, 330_750]);
    expect(rentBetween([rising], '2027-03-01', '2027-03-31')[0]?.fen).toBe(halfUp(300_000 * 15, 31) + halfUp(315_000 * 16, 31));
  });

  it('is nothing in the months without rent, and beyond the last day', () => {
    const rooms = [A101];
    const [free] = partsOf({
      rooms,
      from: '2026-01-15',
      to: '',
      months: 12,
      rentFen: 2_500,
      freeMonths: 2,
      depositMonths: 0,
      stepPerMille: 0,
    });
    expect(free?.freeTo).toBe('2026-03-14');
    expect(rentBetween([free as Part], '2026-01-15', '2026-03-31').map(({ fen }) => fen)).toEqual([
      0,
      0,
      halfUp(300_000 * 17, 31),
    ]);
    const [ended, ...none] = endedParts([part(), part({ from: '2026-09-01' })], '2026-03-10');
    expect(none).toEqual([]);
    expect(rentBetween([ended as Part], '2026-03-01', '2026-04-30').map(({ fen }) => fen)).toEqual([halfUp(300_000 * 10, 31), 0]);
  });

  it('is paid off from the oldest bill on', () => {
    const bill = (month: string, left: number) => ({ month, fen: 300, left, dueAt: 0 });
    const open = [bill('2026-01', 100), bill('2026-02', 300)];
    expect(paidOff(open, 250)).toEqual([{ ...bill('2026-02', 150), fen: 300 }]);
    expect(owedOf(paidOff(open, 50))).toBe(350);
  });
});

describe('days of a tenancy', () => {
  it('leave seven days between two: after one until 31 March the next begins on 8 April at the earliest', () => {
    expect(freeFrom('2026-03-31', standard)).toBe('2026-04-08');
  });

  it('are told of 90 and 30 days before the end, and as it comes', () => {
    const DAY = 86_400_000;
    const end = 1_000 * DAY;
    expect(nextOfTerm(end, end - 200 * DAY, standard)).toBe(end - 90 * DAY);
    expect(nextOfTerm(end, end - 90 * DAY, standard)).toBe(end - 30 * DAY);
    expect(nextOfTerm(end, end - 30 * DAY, standard)).toBe(end);
  });
});
