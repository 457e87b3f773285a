/** How the rest of a deposit is paid back, once: sent by the cashier, confirmed or sent back by the bank. */

import {
  bouncePayment,
  clearPayment,
  confirmPayment,
  nextPayment,
  pay,
  paying,
  type Settled,
  whileOpen,
  withPayer,
  wordOf,
} from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { type Actor, isRefusal, refuse } from '../kernel/process.ts';
import { FIRM, MANAGER, notify } from './holding.ts';
import { depositAccount } from './signing.ts';
import type { ParkTenancy, RulesOf, TenancyOutcome } from './vocabulary.ts';

const noted = (current: ParkTenancy, actor: Actor, { payment, payments, effects }: Settled): TenancyOutcome => ({
  facts: { payments, payers: withPayer(current.facts, actor) },
  effects,
  notify:
    payment.state === 'confirmed'
      ? [notify(FIRM, 'refunded', { yuan: yuan(payment.fen) }), notify(MANAGER, 'refunded', { yuan: yuan(payment.fen) })]
      : [notify({ role: 'cashier' }, payment.state === 'unclear' ? 'unclear' : 'bounced', { payment: payment.id })],
});

export const refunding: RulesOf<'refund' | 'confirmPayment' | 'bouncePayment' | 'clearPayment'> = {
  refund: {
    title: { en: 'Pay the deposit back', zh: '退还押金' },
    event: 'RefundSent',
    by: ['cashier'],
    from: ['ending'],
    // Whoever says what is deducted doesn't pay.
    apart: [{ did: 'settle', who: ({ settlement }) => settlement?.by ?? null }],
    guard: ({ current: { facts } }) => {
      const open = whileOpen(facts.payments);
      if (open) return open;
      return facts.settlement === null ||
        facts.settlement.refund === 0 ||
        facts.payments.some(({ state }) => state === 'confirmed')
        ? refuse('nothingToRefund', 'Nothing of the deposit is to be paid back. Close the case.', '没有应退押金，请办结。')
        : undefined;
    },
    decide: ({ current, actor, now, input: { paymentRef } }) => {
      const { id, facts } = current;
      if (facts.account === null && paymentRef === undefined)
        return refuse(
          'needsReference',
          'There is no account. Have the firm give one, or pay by hand and give the number of the receipt.',
          '没有退款账户。请企业填写账户，或手工付款并填写凭证号。',
        );
      const order = {
        id: nextPayment(id, facts.payments),
        from: depositAccount(id),
        to: 'scheme:deposit',
        fen: facts.settlement?.refund ?? 0,
        title: { en: `Deposit of ${id}`, zh: `${id}押金` },
        ...(facts.account === null || paymentRef !== undefined ? {} : { account: facts.account }),
      };
      return {
        facts: { payments: paying(facts.payments, order, now), payers: withPayer(current.facts, actor) },
        effects: pay(order),
      };
    },
  },
  confirmPayment: {
    title: { en: 'Confirm the payment', zh: '确认到账' },
    description: { en: 'By the bank, or by the cashier from its file.', zh: '由银行系统或出纳凭回单办理。' },
    event: 'PaymentConfirmed',
    by: ['bank', 'cashier'],
    from: ['ending', 'ended'],
    decide: ({ current, actor, now, input: { payment } }) => {
      const settled = confirmPayment(current.facts.payments, payment, wordOf(actor, now));
      return isRefusal(settled) ? settled : noted(current, actor, settled);
    },
  },
  bouncePayment: {
    title: { en: 'Payment came back', zh: '付款退回' },
    description: { en: 'It is paid again, as another payment.', zh: '退回后另行付款，编号不同。' },
    event: 'PaymentBounced',
    by: ['bank', 'cashier'],
    from: ['ending', 'ended'],
    to: ['ending'],
    decide: ({ current, actor, now, input: { payment } }) => {
      const settled = bouncePayment(current.facts.payments, payment, wordOf(actor, now));
      return isRefusal(settled) ? settled : { state: 'ending', ...noted(current, actor, settled) };
    },
  },
  clearPayment: {
    title: { en: 'Clear the payment', zh: '核实付款' },
    description: {
      en: 'Where the bank says of it both that it arrived and that it came back.',
      zh: '银行对同一付款先后报到账和退回时办理。',
    },
    event: 'PaymentCleared',
    by: ['cashier', 'leader'],
    apart: [{ did: 'refund', who: ({ payers }) => payers }],
    from: ['ending'],
    decide: ({ current, actor, now, input: { payment, arrived, reason } }) => {
      const settled = clearPayment(current.facts.payments, payment, arrived, wordOf(actor, now));
      return isRefusal(settled) ? settled : { reason, ...noted(current, actor, settled) };
    },
  },
};
