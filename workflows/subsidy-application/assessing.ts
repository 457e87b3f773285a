/** How an application is assessed: what nobody knew is found out, and the amount is that of the rule, or another one with a reason. */
import { askAll } from '../kernel/answers.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { aboveItem, overCeiling } from './ceilings.ts';
import { approved } from './committing.ts';
import type { Condition, Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { moneyOver, notEligible, notThere } from './standing.ts';
import { notify } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

/** Conditions with what whoever assesses has found of those that nobody knew. */
const withFound = (conditions: readonly Condition[], found: Inputs['assess']['found']): readonly Condition[] =>
  conditions.map((one) => {
    const known = one.is === 'unknown' ? found.find(({ key }) => key === one.key) : undefined;
    return known
      ? { key: one.key, is: known.met ? ('yes' as const) : ('no' as const), because: { en: known.because, zh: known.because } }
      : one;
  });

const stillUnknown = (conditions: readonly Condition[]): Refusal | undefined => {
  const open = conditions.filter(({ is, key }) => is === 'unknown' && key !== 'amount');
  return open.length === 0
    ? undefined
    : refuse(
        'notFoundOut',
        `Nobody knows yet: ${open.map(({ key, because }) => `${key} (${because.en})`).join('; ')}. Say in “found” what you have found.`,
        `尚有待核实条件：${open.map(({ key, because }) => `${key}（${because.zh}）`).join('；')}。请在核实结果中填写。`,
      );
};

type Sum = { readonly fen: number; readonly how: Facts['how']; readonly deviation: string | null };

/** The amount of the rule, or another one with a reason. */
const amountOf = (
  { fen, reason }: Inputs['assess'],
  amount: { readonly fen: number; readonly how: NonNullable<Facts['how']> } | null,
): Sum | Refusal => {
  if (fen === undefined || fen === amount?.fen)
    return amount === null
      ? refuse(
          'noAmount',
          'The rule gives no amount with what is known. Find out what it needs, or give an amount and the reason.',
          '按现有信息无法测算金额，请核实所需信息，或填写金额及理由。',
        )
      : { fen: amount.fen, how: amount.how, deviation: null };
  return reason === undefined
    ? refuse(
        'needsReason',
        'The amount isn’t that of the rule; say why, or leave it out.',
        '金额与规则测算不一致，请说明理由，或留空按规则核定。',
      )
    : { fen, how: amount?.how ?? null, deviation: reason };
};

export const assessing: RulesOf<'assess'> = {
  assess: {
    title: { en: 'Assess', zh: '审核' },
    description: { en: 'What was found, and the amount.', zh: '填写核实结果和核定金额。' },
    event: 'Assessed',
    by: ['policyReviewer'],
    from: ['reviewing'],
    to: ['jointReview', 'approved'],
    apart: [
      { did: 'accept', who: ({ acceptedBy }) => acceptedBy },
      { did: 'fillIn', who: ({ filedBy }) => filedBy },
    ],
    decide: ({ current, actor, input, reference, limits }) => {
      const { facts } = current;
      const gone = notThere(reference.firm) ?? moneyOver(facts, reference);
      if (gone) return gone;
      const conditions = withFound(reference.judged.conditions, input.found);
      const wrong =
        stillUnknown(conditions) ?? notEligible(conditions.filter(({ key }) => key !== 'amount' || input.fen === undefined));
      if (wrong) return wrong;
      const sum = amountOf(input, reference.judged.amount);
      if (isRefusal(sum)) return sum;
      const over = aboveItem(reference.item, sum.fen) ?? overCeiling(facts, sum.fen, reference.granted, limits);
      if (over) return over;
      const found: Partial<Facts> = { ...sum, conditions, assessedBy: actor.id, withheld: null, objected: false };
      const { units } = reference;
      if (units.length === 0) return approved(current, found);
      return {
        state: 'jointReview',
        facts: { ...found, jointUnits: units, joint: askAll(units.map(({ unit }) => unit)), atLeaders: false },
        notify: units.flatMap(({ people }) => people.map((person) => notify({ person }, 'toAnswer'))),
      };
    },
  },
};
