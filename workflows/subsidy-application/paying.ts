/** How what is owed is paid, once: approved by one or two, sent by the cashier, confirmed or sent back by the bank. */
import { orderOf } from '../budget-year/parent.ts';
import {
  bouncePayment,
  clearPayment,
  confirmPayment,
  hasArrived,
  nextPayment,
  openPayment,
  pay,
  type Settled,
  withPayer,
  paying as withPayment,
  wordOf,
} from '../effects/index.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { beyond, leftToPay, owing } from './balance.ts';
import { accountFacts } from './drafting.ts';
import type { Facts } from './facts.ts';
import { settling } from './recovering.ts';
import { notThere } from './standing.ts';
import { FIRM, notify, tellDemand, yuan } from './telling.ts';
import type { Application, Done, FirmFound, GuardContext, Late, RulesOf, State } from './vocabulary.ts';

const BANK = ['bank', 'treasury'] as const;

const notAgain = ({ current: { facts } }: GuardContext): Refusal | undefined => {
  const open = openPayment(facts.payments);
  if (!open) return undefined;
  return open.state === 'unclear'
    ? refuse(
        'paymentUnclear',
        `It isn’t clear whether ${open.id} has arrived. Ask the bank and clear it first.`,
        `${open.id}是否到账不明，请先向银行核实并登记。`,
      )
    : refuse('paymentInTransit', `${open.id} is in transit. Wait for the bank.`, `${open.id}在途，请待银行答复。`);
};

/** Money goes to an account alone that was verified in the name that the firm has now. */
const unverified = (firm: FirmFound, { verifiedUntil, account, firmName }: Facts, now: number): Refusal | undefined =>
  account !== null && verifiedUntil !== null && verifiedUntil > now && firm.name === firmName ? undefined : accountUnverified();

const accountUnverified = (): Refusal =>
  refuse(
    'accountUnverified',
    'The account isn’t verified in the name that the firm has now. Send a small amount, and have the firm say what came.',
    '收款账户未以企业现名称核验，请先打入小额款项并由企业确认到账金额。',
  );

/** It is paid where a payment has arrived and nothing is open. */
const after = (
  current: Application,
  { payments, effects }: Settled,
  known: Partial<Facts>,
  { now, late }: { readonly now: number; readonly late: Late | undefined },
): Done => {
  const { id, state, facts } = current;
  const paid = hasArrived(payments);
  if (ENDED_UNPAID.includes(state)) return { facts: { payments, ...known }, effects };
  // What is asked back was paid before.
  if (ASKED_BACK.includes(state)) {
    const settled = settling(state, { ...facts, ...known, payments }, now, late);
    return { ...settled, facts: { payments, ...known, ...settled.facts }, effects: [...effects, ...(settled.effects ?? [])] };
  }
  if (!paid) {
    const open = openPayment(payments) !== undefined;
    return {
      state: open ? 'instructed' : 'payable',
      facts: { payments, ...known, ...(open ? {} : { approvals: [], paidAt: null }) },
      effects,
    };
  }
  return {
    state: 'paid',
    facts: { payments, paidAt: facts.paidAt ?? now, ...known },
    effects: [...effects, ...tellDemand(id, facts, 'paid')],
    notify: [notify(FIRM, 'paid', { yuan: yuan(facts.fen) })],
  };
};

/** The bank has contradicted itself: the case waits until somebody has found out. */
const unclear = ({ state }: Application, { payment, payments, effects }: Settled, known: Partial<Facts>): Done => ({
  ...(state === 'paid' || state === 'payable' ? { state: 'instructed' as const } : {}),
  facts: { payments, ...known },
  effects,
  notify: (['cashier', 'financeOfficer', 'leader'] as const).map((role) => notify({ role }, 'unclear', { payment: payment.id })),
});

const ASKED_BACK: readonly State[] = ['recovering', 'recovered', 'writtenOff'];
/** A payment that came back may have arrived after all, also where nothing was paid any more after it. */
const ENDED_UNPAID: readonly State[] = ['rejected', 'withdrawn'];
const SAID: readonly State[] = ['payable', 'instructed', 'paid', ...ASKED_BACK, ...ENDED_UNPAID];

export const paying: RulesOf<'approvePayment' | 'instruct' | 'confirmPayment' | 'bouncePayment' | 'clearPayment'> = {
  approvePayment: {
    title: { en: 'Approve the payment', zh: '复核支付' },
    description: { en: 'One does; above an amount two do.', zh: '一人复核，大额须两人复核。' },
    event: 'PaymentApproved',
    by: ['financeOfficer', 'leader'],
    from: ['payable'],
    apart: [
      { did: 'assess', who: ({ assessedBy }) => assessedBy },
      { did: 'approvePayment', who: ({ approvals }) => approvals },
    ],
    guard: ({ current: { facts } }) =>
      facts.approvals.length >= facts.approvalsNeeded
        ? refuse('approvedAlready', 'The payment is approved already; the cashier sends it.', '支付已复核，请出纳办理。')
        : undefined,
    decide: ({ current: { facts }, actor, reference: { firm } }) =>
      notThere(firm) ?? { facts: { approvals: [...facts.approvals, actor.id] } },
  },
  instruct: {
    title: { en: 'Pay', zh: '支付' },
    event: 'PaymentSent',
    by: ['cashier'],
    from: ['payable'],
    to: ['instructed'],
    apart: [
      { did: 'assess', who: ({ assessedBy }) => assessedBy },
      { did: 'approvePayment', who: ({ approvals }) => approvals },
      // Nobody pays to an account that they gave themselves.
      { did: 'setAccount', who: ({ account }) => account?.by ?? null },
    ],
    guard: (context) => {
      const { facts } = context.current;
      return facts.approvals.length < facts.approvalsNeeded
        ? refuse(
            'needsApproval',
            `${facts.approvalsNeeded === 1 ? 'Somebody has' : 'Two people have'} to approve the payment first; ${facts.approvals.length} did.`,
            `支付须先由${facts.approvalsNeeded}人复核，现已复核${facts.approvals.length}人。`,
          )
        : notAgain(context);
    },
    decide: ({ current: { id, facts: before }, actor, now, reference: { firm } }) => {
      // What nobody had to take goes to the account that the register has.
      const known = before.account === null ? accountFacts(undefined, { actor, firm }) : {};
      if (isRefusal(known)) return known;
      const facts: Facts = { ...before, ...known };
      const wrong = notThere(firm) ?? unverified(firm, facts, now);
      if (wrong || facts.account === null) return wrong ?? accountUnverified();
      const order = orderOf(facts, {
        ...{ id: nextPayment(id, facts.payments), firm: facts.firm, fen: leftToPay(facts), account: facts.account.number },
        title: { en: `Subsidy ${id}`, zh: `补贴${id}` },
      });
      return {
        state: 'instructed',
        facts: { ...known, payments: withPayment(facts.payments, order, now), payers: withPayer(facts, actor, BANK) },
        effects: pay(order),
      };
    },
  },
  confirmPayment: {
    title: { en: 'Confirm the payment', zh: '确认到账' },
    description: {
      en: 'By the bank or the treasury, or by the cashier from its file.',
      zh: '由银行、国库系统或出纳凭回单办理。',
    },
    event: 'PaymentConfirmed',
    by: ['bank', 'treasury', 'cashier'],
    from: SAID,
    to: ['paid', 'payable', 'instructed'],
    decide: ({ current, actor, now, input: { payment }, reference }) => {
      const settled = confirmPayment(current.facts.payments, payment, wordOf(actor, now, BANK));
      if (isRefusal(settled)) return settled;
      const known = { payers: withPayer(current.facts, actor, BANK) };
      return settled.payment.state === 'unclear'
        ? unclear(current, settled, known)
        : after(current, settled, known, { now, late: reference });
    },
  },
  bouncePayment: {
    title: { en: 'Payment came back', zh: '付款退回' },
    description: {
      en: 'It is owed again, and paid as another payment. After it was confirmed, this is a return of funds or an error of the bank: what was said first counts until somebody else has cleared it, and the ledger follows then.',
      zh: '退回后可另行付款，编号不同。已确认到账后又报退回的（资金退回或银行误报），以先报为准，经他人核实后账目随之更正。',
    },
    event: 'PaymentBounced',
    by: ['bank', 'treasury', 'cashier'],
    from: SAID,
    to: ['payable', 'paid', 'instructed'],
    decide: ({ current, actor, now, input: { payment, reason = '' }, reference }) => {
      const settled = bouncePayment(current.facts.payments, payment, wordOf(actor, now, BANK));
      if (isRefusal(settled)) return settled;
      const known = { payers: withPayer(current.facts, actor, BANK) };
      if (settled.payment.state === 'unclear') return unclear(current, settled, known);
      const outcome = after(current, settled, known, { now, late: reference });
      const words = { yuan: yuan(settled.payment.fen), reason };
      return {
        ...outcome,
        ...(reason ? { reason } : {}),
        notify: [...(outcome.notify ?? []), notify(FIRM, 'bounced', words), notify({ role: 'cashier' }, 'bounced', words)],
      };
    },
  },
  clearPayment: {
    title: { en: 'Clear the payment', zh: '核实付款' },
    description: {
      en: 'Where the bank says both that it came back and that it arrived; by somebody who made no payment here.',
      zh: '银行先后报退回和到账时，由未经手付款的人员核实。',
    },
    event: 'PaymentCleared',
    by: ['cashier', 'financeOfficer', 'leader'],
    apart: [{ did: 'instruct', who: ({ payers }) => payers }],
    from: SAID,
    to: ['paid', 'payable', 'instructed', 'recovered'],
    decide: ({ current, actor, now, input: { payment, arrived, reason }, reference }) => {
      const { facts, state } = current;
      const owed = owing(state, facts);
      const settled = clearPayment(facts.payments, payment, arrived, wordOf(actor, now, BANK), owed);
      if (isRefusal(settled)) return settled;
      const before = facts.payments.find(({ id }) => id === payment);
      const over = before === undefined ? 0 : beyond(before, arrived, owed);
      const known = { payers: withPayer(facts, actor, BANK), overpaid: facts.overpaid + over };
      const outcome = after(current, settled, known, { now, late: reference });
      const words = { yuan: yuan(over), payment };
      const told = (['clawbackOfficer', 'financeOfficer'] as const).map((role) => notify({ role }, 'overpaid', words));
      return { ...outcome, reason, notify: [...(outcome.notify ?? []), ...(over > 0 ? told : [])] };
    },
  },
};
