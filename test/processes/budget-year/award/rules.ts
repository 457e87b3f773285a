import { type BudgetFound, commit, orderOf, owe, recover, uncommit } from '../../../../workflows/budget-year/parent.ts';
import { addParties, bouncePayment, confirmPayment, nextPayment, pay, paying } from '../../../../workflows/effects/index.ts';
import { defineProcess, isRefusal, type Rule, refuse } from '../../../../workflows/kernel/process.ts';
import { subjectId } from '../../../../workflows/kernel/subjects.ts';
import { rolesOf } from '../../../../workflows/roles.ts';
import type { Facts, Inputs } from './inputs.ts';

type Reference = { readonly commit: { readonly budget: BudgetFound | null } };
type State = 'asked' | 'committed' | 'payable' | 'instructed' | 'paid' | 'givenBack';
type Role = 'financeOfficer' | 'cashier' | 'policyReviewer' | 'bank' | 'firmAgent';

const settles = (
  said: typeof confirmPayment,
  state: State,
): Rule<State, Facts, never, Inputs['confirmPayment'], undefined, Role> => ({
  title: { en: 'The bank has said', zh: '银行回执' },
  event: state === 'paid' ? 'Paid' : 'Bounced',
  by: ['cashier', 'bank'],
  from: ['instructed'],
  to: [state],
  decide: ({ current: { facts }, now, input }) => {
    const settled = said(facts.payments, input.payment, { byHand: true, now });
    return isRefusal(settled) ? settled : { state, facts: { payments: settled.payments }, effects: settled.effects };
  },
});

/** An award to a firm. */
export const award = defineProcess<Inputs, Facts, Reference>()({
  name: 'award',
  code: 'AW',
  version: 1,
  title: { en: 'Award', zh: '资助' },
  states: {
    asked: { en: 'asked for', zh: '待承诺' },
    committed: { en: 'committed', zh: '已承诺' },
    payable: { en: 'payable', zh: '待支付' },
    instructed: { en: 'instructed', zh: '支付中' },
    paid: { en: 'paid', zh: '已支付' },
    givenBack: { en: 'given back', zh: '已退回' },
  },
  closed: ['paid', 'givenBack'],
  clocks: {},
  lifecycle: {
    asked: {
      tasks: ({ signed }) => [
        { action: 'commit', role: 'financeOfficer' },
        ...(signed ? [] : [{ action: 'sign', role: 'firmAgent', otherwise: { role: 'policyReviewer' } } as const]),
      ],
      untimed: { en: 'no clock', zh: '不计时' },
    },
    committed: { tasks: () => [{ action: 'instruct', role: 'cashier' }], untimed: { en: 'no clock', zh: '不计时' } },
    payable: { tasks: () => [{ action: 'instruct', role: 'cashier' }], untimed: { en: 'no clock', zh: '不计时' } },
    instructed: { tasks: () => [{ action: 'confirmPayment', role: 'cashier' }], untimed: { en: 'no clock', zh: '不计时' } },
    paid: {},
    givenBack: {},
  },
  roles: rolesOf('financeOfficer', 'cashier', 'policyReviewer', 'bank', 'firmAgent'),
  fallback: 'financeOfficer',
  subjects: { of: ({ firm }) => [subjectId('firm', firm)], agents: ['firmAgent'] },
  limits: {},
  staff: ['financeOfficer', 'cashier', 'policyReviewer'],
  personal: ['financeOfficer'],
  start: {
    title: { en: 'Ask', zh: '申请' },
    event: 'AskedFor',
    by: ['policyReviewer', 'firmAgent', 'case'],
    to: ['asked'],
    decide: ({ input }) => ({
      state: 'asked',
      title: input.firm,
      facts: { ...input, payments: [] },
      effects: [addParties({ role: 'firm', person: subjectId('firm', input.firm), name: input.firm })],
    }),
  },
  actions: {
    sign: {
      title: { en: 'Sign', zh: '签字' },
      event: 'Signed',
      by: ['firmAgent'],
      from: ['asked'],
      decide: ({ actor }) => ({ facts: { signed: actor.id } }),
    },
    commit: {
      title: { en: 'Commit', zh: '承诺' },
      event: 'Committed',
      by: ['financeOfficer'],
      from: ['asked'],
      to: ['committed'],
      decide: ({ current: { id, facts }, reference: { budget } }) => {
        if (budget === null) return refuse('noBudget', 'There is no such budget.', '没有该预算。');
        const effects = commit(budget, id, facts.fen);
        return isRefusal(effects) ? effects : { state: 'committed', effects };
      },
    },
    giveBack: {
      title: { en: 'Give back', zh: '退回' },
      event: 'GivenBack',
      by: ['financeOfficer'],
      from: ['committed'],
      to: ['givenBack'],
      decide: ({ current: { id, facts } }) => ({ state: 'givenBack', effects: [uncommit(facts, id, facts.fen)] }),
    },
    instruct: {
      title: { en: 'Pay', zh: '支付' },
      event: 'Instructed',
      by: ['cashier'],
      from: ['committed', 'payable'],
      to: ['instructed'],
      decide: ({ current: { id, facts, state }, now }) => {
        const { firm, fen, payments } = facts;
        const order = orderOf(facts, { id: nextPayment(id, payments), firm, fen, title: { en: 'Award', zh: '资助' } });
        return {
          state: 'instructed',
          facts: { payments: paying(payments, order, now) },
          effects: [...(state === 'committed' ? [owe(facts, id, firm, fen)] : []), ...pay(order)],
        };
      },
    },
    confirmPayment: settles(confirmPayment, 'paid'),
    bouncePayment: settles(bouncePayment, 'payable'),
    recover: {
      title: { en: 'Recover', zh: '追回' },
      event: 'Recovered',
      by: ['financeOfficer'],
      from: ['paid'],
      decide: ({ current: { facts }, input: { fen } }) => ({ effects: [recover(facts, fen)] }),
    },
  },
});
