/** What is decided on a claim: how much by which rule, who is liable, and from which funds it is paid. Pure. */

import { credit, type Effect } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { isPaidBy, sharesOf, worthOf } from './amount.ts';
import { BASES, type Facts, type Offer } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import type { Funds, Reference } from './vocabulary.ts';

type Judged = {
  readonly facts: Facts;
  readonly input: Inputs['assess'];
  readonly reference: Reference['assess'];
  readonly limits: Limits;
  readonly by: string;
  readonly now: number;
};

/** The decision with its reckoning. An amount of nothing is no offer. */
export const judge = ({ facts, input, reference, limits, by, now }: Judged): Offer | Refusal => {
  const { badUnits, proven = null, agreed = null, goodwill, reason } = input;
  const { kind, units, insured, declared, charge, asked } = facts;
  if (units !== null && badUnits > units)
    return refuse(
      'tooManyBad',
      `There were ${units} in the parcel; name no more bad ones.`,
      `该件共${units}个，损坏数不得超过。`,
    );
  const loss = { kind, badUnits, units, insured, declared, proven, agreed, charge, asked, tenfoldMax: limits.tenfoldMaxFen };
  const worth = worthOf(loss);
  const amount = input.amount ?? worth.fen;
  if (amount > worth.fen)
    return refuse(
      'tooMuch',
      `By ${BASES[worth.basis][0]} it comes to ${yuan(worth.fen)} yuan; give no more than that.`,
      `依据${BASES[worth.basis][1]}为${yuan(worth.fen)}元，不得高于该金额。`,
    );
  const liability = input.liability.flatMap(({ party, perMille }) => {
    const found = reference.parties.find(({ id }) => id === party);
    return found ? [{ party: { id: found.id, title: found.title }, kind: found.kind, perMille }] : [];
  });
  const plain = liability.map(({ party, kind, perMille }) => ({ party: party.id, kind, perMille }));
  const titles = new Map([...liability.map(({ party }) => party), reference.goodwill].map((one) => [one.id, one]));
  const shares = sharesOf(amount, plain, { goodwill, goodwillMost: limits.goodwillFen }).map(({ party, fen }) => ({
    party: titles.get(party) ?? reference.goodwill,
    fen,
  }));
  const fen = shares.reduce((sum, share) => sum + share.fen, 0);
  // Rejecting is final, so nobody does it by an amount.
  if (fen === 0 && isPaidBy(plain))
    return refuse(
      'nothingGiven',
      'Somebody who pays is liable: offer an amount. To reject the claim, put all of it on the sender, the nature of the goods or force majeure.',
      '有赔付责任方的，须给出赔付金额；不予赔付的，请将责任全部划归寄件人、货物自然属性或不可抗力。',
    );
  return { fen, worth: worth.fen, basis: worth.basis, badUnits, liability, shares, reason, by, at: now };
};

/** The account of what is owed for one claim. It holds what was set aside, and no payment takes more. */
export const payableOf = (caseId: string): string => `payable:${caseId}`;

const ruleOf = (party: string, round: number): string => `share:${party}:${round}`;

/** The rules of the lines that were written for an offer. */
export const linesOf = ({ offer, rounds }: Pick<Facts, 'offer' | 'rounds'>): readonly string[] =>
  (offer?.shares ?? []).map(({ party }) => ruleOf(party.id, rounds));

/** Sets aside what an offer costs, from the fund of the year of each who pays; or says whose fund hasn't enough, and sets nothing aside. */
export const setAside = (
  caseId: string,
  { fen, shares }: Offer,
  { year, funds }: Funds,
  round: number,
): { readonly facts: Partial<Facts>; readonly effects: readonly Effect[] } => {
  const fundOf = (party: string) => funds.find(({ id }) => id === party);
  const short = shares.find(({ party, fen: wanted }) => {
    const fund = fundOf(party.id);
    return !fund || fund.most - fund.used < wanted;
  });
  if (short) return { facts: { funded: false, emptyFund: short.party }, effects: [] };
  const lines = shares.map((share) => {
    const fund = `fund:${share.party.id}:${year}`;
    const most = fundOf(share.party.id)?.most ?? 0;
    return {
      asset: 'money',
      from: `scheme:${fund}`,
      to: payableOf(caseId),
      amount: share.fen,
      rule: ruleOf(share.party.id, round),
      cap: { key: fund, most, or: 'refuse' },
    } as const;
  });
  return { facts: { funded: true, emptyFund: null }, effects: fen > 0 ? [credit(...lines)] : [] };
};
