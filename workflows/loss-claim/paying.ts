/** How a debt is paid, once: sent by the cashier, confirmed or sent back by the bank. */
import {
  actOn,
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
import { yuan } from '../kernel/parts.ts';
import { holdsRole, isRefusal, type Outcome, type Refusal, refuse } from '../kernel/process.ts';
import { accountOf, CLAIMANTS, notify, onlyClaimants, SPEAKERS, spokenOf, tellPickup, withoutConsent } from './claimants.ts';
import type { Facts } from './facts.ts';
import { payableOf } from './judging.ts';
import { fundEmpty } from './settling.ts';
import type { Clock, GuardContext, LossClaim, RulesOf, State } from './vocabulary.ts';

const inTheWay = ({ id, state }: { id: string; state: string }): Refusal =>
  state === 'unclear'
    ? refuse(
        'paymentUnclear',
        `It isn’t clear whether ${id} has arrived. Ask the bank and clear it first; nothing else is paid until then.`,
        `${id}是否到账不明，请先向银行核实并登记，核实前不得再付款。`,
      )
    : refuse(
        'paymentInTransit',
        `${id} is in transit. Wait until the bank has confirmed it or sent it back.`,
        `${id}在途，请待银行确认或退回。`,
      );

/** Why nothing is paid now. */
const whyNotPay = ({ current: { facts } }: GuardContext): Refusal | undefined => {
  if (!facts.funded) return fundEmpty(facts);
  if (facts.second === 'waits')
    return refuse('needsSecond', 'A second person has to approve this sum first.', '该金额须先由第二人复核。');
  const open = openPayment(facts.payments);
  return open ? inTheWay(open) : undefined;
};

/** A claim is paid where a payment has arrived and nothing is open. */
const after = ({ id, facts }: LossClaim, { payments, effects }: Settled, known: Partial<Facts>): Outcome<State, Facts, Clock> => {
  return hasArrived(payments)
    ? {
        state: 'paid',
        facts: { payments, ...known },
        effects: [...effects, tellPickup(id, facts, 'paid')],
        notify: [notify(CLAIMANTS, 'paid', { yuan: yuan(facts.offer?.fen ?? 0) })],
      }
    : { facts: { payments, ...known }, effects };
};

/** The bank has contradicted itself: the case waits until the cashier has found out. */
const unclear = ({ payment, payments, effects }: Settled, known: Partial<Facts>): Outcome<State, Facts, Clock> => ({
  facts: { payments, ...known },
  effects,
  notify: ['cashier', 'allianceSecretary'].map((role) => notify({ role }, 'unclear', { payment: payment.id })),
});

export const paying: RulesOf<'setAccount' | 'pay' | 'confirmPayment' | 'bouncePayment' | 'clearPayment'> = {
  setAccount: {
    title: { en: 'Give an account', zh: '填写收款账户' },
    event: 'AccountGiven',
    by: [...SPEAKERS, 'cashier'],
    anywhere: true,
    from: ['filed', 'assessing', 'awaitingEvidence', 'offered', 'disputed', 'payable'],
    guard: (context) =>
      openPayment(context.current.facts.payments)
        ? refuse(
            'paymentInTransit',
            'A payment is in transit; wait until the bank has answered.',
            '付款在途，请待银行答复后再更改。',
          )
        : holdsRole(context.actor, ['cashier'], context.current)
          ? undefined
          : onlyClaimants(context),
    decide: ({ current, actor, input }) => {
      const wrong = withoutConsent(current, actor, input);
      if (wrong) return wrong;
      const whose = spokenOf(current, actor, input.as);
      return isRefusal(whose) ? whose : accountOf(current, whose, input.account, actor.id);
    },
  },
  pay: {
    title: { en: 'Pay', zh: '付款' },
    event: 'PaymentSent',
    by: ['cashier'],
    from: ['payable'],
    apart: [
      { did: 'assess', who: ({ assessor }) => assessor },
      { did: 'rule', who: ({ ruler }) => ruler },
      { did: 'approve', who: ({ approver }) => approver },
      // Nobody pays to an account that they gave themselves.
      { did: 'setAccount', who: ({ accountBy }) => accountBy },
      // Whoever says that a payment never arrived doesn’t make the next one.
      { did: 'clearPayment', who: ({ cleared }) => cleared },
    ],
    guard: whyNotPay,
    decide: ({ current: { id, facts }, actor, now, input: { cash, paymentRef } }) => {
      if ((cash || facts.account === null) && paymentRef === undefined)
        return refuse(
          'needsReference',
          facts.account === null && !cash
            ? 'There is no account. Have one given, or pay in cash and give the number of the receipt.'
            : 'Paid by hand: give the number of the receipt.',
          facts.account === null && !cash ? '没有收款账户。请补充账户，或以现金支付并填写凭证号。' : '手工付款请填写凭证号。',
        );
      const order = {
        id: nextPayment(id, facts.payments),
        from: payableOf(id),
        to: 'scheme:paid',
        fen: facts.offer?.fen ?? 0,
        title: { en: `Claim ${id}`, zh: `理赔${id}` },
        ...(cash || facts.account === null ? {} : { account: facts.account }),
      };
      return {
        facts: { payments: withPayment(facts.payments, order, now), payers: withPayer(facts, actor) },
        effects: pay(order),
      };
    },
  },
  confirmPayment: {
    title: { en: 'Confirm the payment', zh: '确认到账' },
    description: { en: 'By the bank, or by the cashier from its file.', zh: '由银行系统或出纳凭回单办理。' },
    event: 'PaymentConfirmed',
    by: ['bank', 'cashier'],
    from: ['payable'],
    to: ['paid'],
    decide: ({ current, actor, now, input: { payment } }) => {
      const settled = confirmPayment(current.facts.payments, payment, wordOf(actor, now));
      if (isRefusal(settled)) return settled;
      const known = { payers: withPayer(current.facts, actor) };
      return settled.payment.state === 'unclear' ? unclear(settled, known) : after(current, settled, known);
    },
  },
  bouncePayment: {
    title: { en: 'Payment came back', zh: '付款退回' },
    description: {
      en: 'It may be paid again afterwards, as another payment. Where it was confirmed before, somebody finds out first.',
      zh: '退回后可另行付款，编号不同；已确认到账的，须先核实。',
    },
    event: 'PaymentBounced',
    by: ['bank', 'cashier'],
    from: ['payable', 'paid'],
    to: ['payable', 'paid'],
    decide: ({ current, actor, now, input: { payment, reason = '' } }) => {
      const settled = bouncePayment(current.facts.payments, payment, wordOf(actor, now));
      if (isRefusal(settled)) return settled;
      const known = { payers: withPayer(current.facts, actor) };
      if (settled.payment.state === 'unclear') {
        const { id, state, facts } = current;
        const outcome = unclear(settled, known);
        const opened = state === 'paid' ? [actOn(facts.pickup, 'claimOpened', { n: facts.n, claim: id, again: true })] : [];
        return { state: 'payable', ...outcome, effects: [...(outcome.effects ?? []), ...opened] };
      }
      const outcome = after(current, settled, known);
      const words = { yuan: yuan(settled.payment.fen), reason };
      return {
        ...outcome,
        ...(reason ? { reason } : {}),
        notify: [...(outcome.notify ?? []), ...[CLAIMANTS, { role: 'cashier' }].map((to) => notify(to, 'bounced', words))],
      };
    },
  },
  clearPayment: {
    title: { en: 'Clear the payment', zh: '核实付款' },
    description: {
      en: 'Where the bank says of a payment both that it came back and that it arrived. By somebody who made no payment here.',
      zh: '银行对同一付款先后报退回和到账时办理，由未经手本件付款的人员核实。',
    },
    event: 'PaymentCleared',
    by: ['cashier', 'allianceSecretary'],
    apart: [{ did: 'pay', who: ({ payers }) => payers }],
    from: ['payable'],
    to: ['paid'],
    decide: ({ current, actor, now, input: { payment, arrived, reason } }) => {
      const settled = clearPayment(current.facts.payments, payment, arrived, wordOf(actor, now));
      if (isRefusal(settled)) return settled;
      const outcome = after(current, settled, { cleared: actor.id });
      const twice = settled.payments.filter(({ state }) => state === 'confirmed' || state === 'inTransit').length > 1;
      return {
        ...outcome,
        reason,
        notify: [
          ...(outcome.notify ?? []),
          ...(arrived && twice
            ? [notify({ role: 'allianceSecretary' }, 'overpaid', { payment, yuan: yuan(settled.payment.fen) })]
            : []),
        ],
      };
    },
  },
};
