import { describe, expect, it } from 'vitest';
import { clock, itemsOf } from '../../../testing/play.ts';
import type { LedgerLine } from '../../../workflows/effects/index.ts';
import {
  accepted,
  auditing,
  auditor,
  cashier,
  contracting,
  contractNow,
  contractor,
  FIRM,
  type House,
  inWork,
  lead,
  leader,
  of,
  payAll,
} from './house.ts';

type Line = LedgerLine & { readonly op: string };

/** What is in each account of the ledger, by all that the case has entered. */
const ledgerOf = (house: House): ReadonlyMap<string, number> => {
  const accounts = new Map<string, number>();
  const add = (owner: string, amount: number) => accounts.set(owner, (accounts.get(owner) ?? 0) + amount);
  for (const outcome of house.outcomes)
    for (const { from, to, amount } of itemsOf(outcome, 'ledger') as readonly Line[]) {
      add(from, -amount);
      add(to, amount);
    }
  return accounts;
};
const startingWith = (accounts: ReadonlyMap<string, number>, prefix: string): number =>
  [...accounts].filter(([owner]) => owner.startsWith(prefix)).reduce((sum, [, amount]) => sum + amount, 0);

/** Money that residents have paid is spent for them, comes back to them, or is still there; no account falls below nothing. */
const balanced = (house: House): void => {
  const accounts = ledgerOf(house);
  const paid = house.current().facts.dues.reduce((sum, due) => sum + due.paid, 0) + house.current().facts.refunded;
  let entered = 0;
  for (const outcome of house.outcomes)
    for (const { from, to, amount } of itemsOf(outcome, 'ledger') as readonly Line[])
      if (from.startsWith('owed:') && to.startsWith('escrow:')) entered += amount;
  const residents = ['escrow:', 'payable:dues:', 'retained:', 'payable:MR-1/', 'scheme:duesSpent', 'scheme:duesRefunded'];
  const inTransit = house
    .current()
    .facts.payments.filter(({ state, to }) => state === 'inTransit' && to.startsWith('scheme:dues'))
    .reduce((sum, { fen }) => sum + fen, 0);
  expect(paid).toBe(entered);
  expect(residents.reduce((sum, prefix) => sum + startingWith(accounts, prefix), 0) + inTransit).toBe(entered);
  for (const [owner, amount] of accounts)
    if (!owner.startsWith('scheme:') && !owner.startsWith('budget:')) expect([owner, amount >= 0]).toEqual([owner, true]);
};

describe('the money of a renovation', () => {
  it('is balanced at each step, from the first dues to what was kept back', () => {
    const house = contracting();
    balanced(house);
    payAll(house);
    balanced(house);
    house.does(lead, 'contract', ...contractNow(house));
    balanced(house);
    expect(house.current().facts.committed + house.current().facts.dues.reduce((sum, { fen }) => sum + fen, 0)).toBe(
      house.current().facts.shares?.cost,
    );
  });

  it('goes back to residents where it cost less, and what is kept back is released at the end', () => {
    const house = accepted();
    // The roof was 3.1 per cent smaller than planned.
    house.does(contractor, 'settle', { finals: [{ no: 1, quantity: 9_690 }] });
    expect(house.tries(lead, 'audit', { finals: [] }, auditing(house))?.code).toBe('kernel.wrongRole');
    house.does(auditor, 'audit', { finals: [{ no: 1, quantity: 9_690 }] }, auditing(house));
    const { facts } = house.current();
    expect(house.current().state).toBe('defects');
    balanced(house);
    const refunds = facts.payables.filter(({ key }) => key.startsWith('refund/'));
    expect(refunds.reduce((sum, { fen }) => sum + fen, 0)).toBe(facts.refunded);
    expect(refunds.length).toBe(14);
    // Thirty per cent of 1,178.00 yuan less.
    expect(facts.refunded).toBe(35_340);
    expect(facts.settlement?.retention).toBe(Math.floor(((facts.settlement?.cost ?? 0) * 30) / 1000));
    const pay = (key: string) => {
      house.does(cashier, 'instruct', { payable: key });
      balanced(house);
      house.does(cashier, 'confirmPayment', { payment: house.current().facts.payments.at(-1)?.id });
      balanced(house);
    };
    for (const { key } of facts.payables) pay(key);
    expect(house.tries(contractor, 'askRelease')?.code).toBe('defectsTime');
    house
      .later(366 * 24)
      .does(clock('defects'), 'endDefects')
      .does(contractor, 'askRelease')
      .does(lead, 'release');
    expect(house.current().facts.payables.at(-1)?.key).toBe('retention');
    pay('retention');
    expect(house.current().state).toBe('closed');
    const accounts = ledgerOf(house);
    expect(
      [...accounts].filter(
        ([owner, amount]) => amount !== 0 && /^(payable|committed|retained|escrow|owed|inTransit)/.test(owner),
      ),
    ).toEqual([]);
    expect(accounts.get('scheme:spent:renovation')).toBe(facts.settlement?.government);
  });

  it('goes back whole where the renovation is given up', () => {
    const house = payAll(contracting()).does(lead, 'withdraw', { reason: 'No contractor.' });
    balanced(house);
    expect(house.current().facts.payables.length).toBe(
      house.current().facts.payables.filter(({ key }) => key.startsWith('refund/')).length,
    );
    expect(startingWith(ledgerOf(house), 'escrow:')).toBe(0);
    house.does(cashier, 'instruct', { payable: 'refund/6-1' });
  });
});

it('a work inside a home is left out where its household doesn’t sign, and the shares sum to the fen', () => {
  const { facts } = inWork().current();
  expect(facts.shares?.leftOut).toEqual([6]);
  expect(facts.dues.reduce((sum, { fen }) => sum + fen, 0)).toBe(facts.shares?.residents);
  expect(facts.lots.find(({ lot }) => lot === 'inside')?.fen).toBe(145_000);
  expect(facts.contractor?.uscc).toBe(FIRM);
});

it('help for a home in need is the leader’s, and lowers what it owes', () => {
  const house = contracting().does(of('d'), 'askHardship', { door: '6-4', reason: 'ill' });
  const before = house.current().facts.dues.find(({ door }) => door === '6-4');
  house.does(leader, 'decideHardship', { door: '6-4', grants: true, reason: 'So it is.' });
  const due = house.current().facts.dues.find(({ door }) => door === '6-4');
  expect(due?.relief).toBe(Math.min(before?.fen ?? 0, due?.relief ?? 0));
  expect((due?.relief ?? 0) > 0).toBe(true);
  balanced(house);
});
