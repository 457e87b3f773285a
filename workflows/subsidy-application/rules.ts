/** A subsidy for a firm 惠企补贴: offered or applied for, judged, set aside in order, public, paid once, and asked back where it was wrong. */
import { awaited } from '../kernel/answers.ts';
import { type Actor, defineProcess } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import { accounts } from './accounts.ts';
import { assessing } from './assessing.ts';
import { checking } from './checking.ts';
import { clocks } from './clocks.ts';
import { setAside } from './committing.ts';
import { drafting, opening } from './drafting.ts';
import type { Facts } from './facts.ts';
import { succeeding, whenSubject } from './firms.ts';
import type { Inputs } from './inputs.ts';
import { joint, withoutGone } from './joint.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { noticing } from './noticing.ts';
import { offering } from './offering.ts';
import { paying } from './paying.ts';
import { recovering } from './recovering.ts';
import { type Reference, type RulesOf, roles, STATES } from './vocabulary.ts';

/** Whoever answers for a unit reads what they are asked about, wherever their role is bound to. */
const ifAsked = <Value>(value: Value, { id }: Pick<Actor, 'id'>, { facts }: { readonly facts: Facts }): Value | null =>
  facts.jointUnits.some(({ people }) => people.includes(id)) ? value : null;

const commenting: RulesOf<'comment'> = {
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['firmAgent', 'windowClerk', 'policyReviewer', 'financeOfficer', 'noticeOfficer', 'cashier', 'clawbackOfficer', 'leader'],
    from: STATES,
    decide: () => ({}),
  },
};

export const subsidyApplication = defineProcess<Inputs, Facts, Reference>()({
  name: 'subsidyApplication',
  code: 'SA',
  version: 1,
  title: { en: 'Subsidy', zh: '惠企补贴' },
  states: {
    offered: { en: 'offered', zh: '待企业确认' },
    drafted: { en: 'drafted', zh: '草稿' },
    submitted: { en: 'submitted', zh: '待受理' },
    incomplete: { en: 'incomplete', zh: '待补正' },
    reviewing: { en: 'being reviewed', zh: '审核中' },
    jointReview: { en: 'in joint review', zh: '联审中' },
    approved: { en: 'approved, waits for money', zh: '已核定，待落实资金' },
    committed: { en: 'committed', zh: '资金已落实' },
    onNotice: { en: 'on public notice', zh: '公示中' },
    payable: { en: 'payable', zh: '待支付' },
    instructed: { en: 'instructed', zh: '支付中' },
    paid: { en: 'paid', zh: '已支付' },
    rejected: { en: 'rejected', zh: '不予支持' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
    lapsed: { en: 'lapsed', zh: '已失效' },
    recovering: { en: 'being recovered', zh: '追回中' },
    recovered: { en: 'recovered', zh: '已追回' },
    writtenOff: { en: 'written off', zh: '已核销' },
  },
  closed: ['paid', 'rejected', 'withdrawn', 'lapsed', 'recovered', 'writtenOff'],
  clocks,
  promised: ['wholeAutomatic', 'wholeFast', 'wholeNormal'],
  lifecycle,
  roles,
  fallback: 'leader',
  subjects: { of: ({ firm }) => [subjectId('firm', firm)], agents: ['firmAgent'] },
  whenSubject,
  whenGone: withoutGone,
  // Whoever answers for a unit does so wherever their role is bound to.
  parts: ({ jointUnits, joint: review }) => {
    const waited = review === null ? [] : awaited(review);
    return jointUnits.flatMap(({ unit, people }) => (waited.includes(unit) ? people.map((person) => ({ person })) : []));
  },
  own: {
    people: ({ firm, formerly }) => [firm, ...formerly].flatMap((code) => [code, subjectId('firm', code)]),
    offices: ['windowClerk', 'policyReviewer', 'jointReviewer', 'financeOfficer', 'noticeOfficer', 'cashier', 'clawbackOfficer'],
  },
  limits,
  staff: [
    'windowClerk',
    'policyReviewer',
    'financeOfficer',
    'noticeOfficer',
    'cashier',
    'bank',
    'treasury',
    'clawbackOfficer',
    'leader',
  ],
  personal: ['windowClerk', 'policyReviewer', 'financeOfficer', 'cashier', 'clawbackOfficer', 'leader'],
  reads: { account: ['cashier', 'firmAgent'] },
  audiences: {
    // The firm’s figures are for the firm and for those who judge them.
    evidence: {
      readBy: ['firmAgent', 'windowClerk', 'policyReviewer', 'jointReviewer', 'clawbackOfficer', 'leader', 'auditor'],
      own: ifAsked,
      sentWith: { start: ['evidence'], fillIn: ['evidence'], submit: ['evidence'], giveMaterial: ['evidence'] },
    },
    // What units said of it isn’t for the firm.
    joint: {
      readBy: ['policyReviewer', 'jointReviewer', 'leader', 'auditor'],
      own: ifAsked,
      sentWith: { agree: ['ground'], object: ['ground'], noView: ['ground'] },
    },
  },
  advice: ({ test }) =>
    test === null || test.tries === 0
      ? undefined
      : {
          en: `The amount isn’t the one that was sent (${test.tries} tries so far). Look at the account, and give the cents that came.`,
          zh: `金额与打款不符（已填写${test.tries}次），请核对账户后填写到账金额（分）。`,
        },
  start: opening,
  actions: {
    ...drafting,
    ...offering,
    ...checking,
    ...assessing,
    ...joint,
    ...setAside,
    ...noticing,
    ...accounts,
    ...paying,
    ...recovering,
    ...succeeding,
    ...commenting,
  },
});
