import { expect, it } from 'vitest';
import { clock, itemsOf, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/saving-statement/facts.ts';
import { savingStatement } from '../../../workflows/saving-statement/rules.ts';

const secretary = person('yan', 'allianceSecretary');
const begun = () => play<Facts>(savingStatement, { actor: secretary, input: {} });
const week = (more: object = {}) => ({
  turn: { day: '2026-03-09', planned: '2026-03-09', at: 0, daysLate: 0, next: '2026-03-16' },
  from: '2026-03-02',
  to: '2026-03-08',
  savings: [
    { grower: 'mou', fen: 333, pickups: 1 },
    { grower: 'ruan', fen: 100_05, pickups: 3 },
  ],
  ...more,
});

it('each grower hears what they saved in the week, and the facts keep the sums of twelve weeks', () => {
  const told = begun().does(clock('week'), 'tell', {}, week());
  expect(told.last().notify).toEqual([
    { to: { person: 'mou' }, notice: 'saved', params: { from: '2026-03-02', to: '2026-03-08', pickups: 1, yuan: '3.33' } },
    { to: { person: 'ruan' }, notice: 'saved', params: { from: '2026-03-02', to: '2026-03-08', pickups: 3, yuan: '100.05' } },
  ]);
  expect(told.current().facts.weeks).toEqual([{ from: '2026-03-02', to: '2026-03-08', growers: 2, fen: 10_338, late: 0 }]);
  for (let n = 0; n < 13; n++) told.does(clock('week'), 'tell', {}, week({ savings: [] }));
  expect(told.current().facts.weeks).toHaveLength(12);
  expect(told.current().clocks.week).toBe('running');
});

it('a tenant has one statement at a time, and another one after its end', () => {
  const one = begun();
  expect(itemsOf(one.last(), 'holds')).toMatchObject([{ resource: 'savingStatement' }]);
  one.does(secretary, 'end', { reason: 'The harvest is over' });
  expect(one.current()).toMatchObject({ state: 'ended', clocks: { week: 'stopped' } });
});
