/** How the maker of the packaging is paid for what was shipped, once the trial is over: sent by the cashier, confirmed or sent back by the bank. */
import {
  bouncePayment,
  clearPayment,
  confirmPayment,
  hasArrived,
  nextPayment,
  openPayment,
  pay,
  type Settled,
  whileOpen,
  withPayer,
  paying as withPayment,
  wordOf,
} from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { isRefusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { notify, owedFen, payableTo } from './trial.ts';
import { ENDED, type RulesOf, type Trial, type TrialOutcome } from './vocabulary.ts';

const SECRETARY = { role: 'allianceSecretary' } as const;
const CASHIER = { role: 'cashier' } as const;

/** The trial ends where a payment has arrived and nothing is open; otherwise it waits for one. */
const after = ({ facts }: Trial, { payment, payments, effects }: Settled, known: Partial<Facts>): TrialOutcome => {
  const isPaid = hasArrived(payments);
  const words = { payment: payment.id, yuan: yuan(payment.fen) };
  return {
    state: isPaid && facts.ends ? facts.ends : 'settling',
    facts: { payments, ...known },
    effects,
    notify:
      payment.state === 'confirmed'
        ? [notify(SECRETARY, 'paid', words)]
        : [CASHIER, SECRETARY].map((to) => notify(to, payment.state === 'unclear' ? 'unclear' : 'bounced', words)),
  };
};

export const paying: RulesOf<'setAccount' | 'pay' | 'confirmPayment' | 'bouncePayment' | 'clearPayment'> = {
  setAccount: {
    title: { en: 'Give the maker’s account', zh: '填写包装企业账户' },
    event: 'AccountGiven',
    by: ['allianceSecretary', 'cashier'],
    from: ['settling'],
    guard: ({ current: { facts } }) =>
      openPayment(facts.payments)
        ? refuse(
            'paymentOpen',
            'A payment is in transit or unclear. Wait for the bank, or clear it.',
            '付款在途或结果不明，请待银行答复或先核实。',
          )
        : undefined,
    decide: ({ actor, input: { account } }) => ({ facts: { account, accountBy: actor.id } }),
  },
  pay: {
    title: { en: 'Pay the packaging', zh: '支付包装费' },
    event: 'PaymentSent',
    by: ['cashier'],
    from: ['settling'],
    apart: [
      { did: 'approve', who: ({ approved }) => approved?.by ?? null },
      // Nobody pays to an account that they gave themselves.
      { did: 'setAccount', who: ({ accountBy }) => accountBy },
      // Whoever says that a payment never arrived doesn’t make the next one.
      { did: 'clearPayment', who: ({ cleared }) => cleared },
    ],
    guard: ({ current: { facts } }) => whileOpen(facts.payments),
    decide: ({ current: { id, facts }, actor, now, input: { paymentRef } }) => {
      if (facts.account === null && paymentRef === undefined)
        return refuse(
          'needsReference',
          'There is no account. Have the secretary of the alliance give one, or pay by hand and give the number of the receipt.',
          '没有收款账户。请联盟秘书填写账户，或手工付款并填写凭证号。',
        );
      const order = {
        id: nextPayment(id, facts.payments),
        from: payableTo(facts),
        to: 'scheme:packagingPaid',
        fen: owedFen(facts),
        title: { en: `Packaging of trial ${id}`, zh: `试验${id}包装费` },
        ...(facts.account === null || paymentRef !== undefined ? {} : { account: facts.account }),
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
    from: ['settling', ...ENDED],
    to: ['settling', ...ENDED],
    decide: ({ current, actor, now, input: { payment } }) => {
      const settled = confirmPayment(current.facts.payments, payment, wordOf(actor, now));
      return isRefusal(settled) ? settled : after(current, settled, { payers: withPayer(current.facts, actor) });
    },
  },
  bouncePayment: {
    title: { en: 'Payment came back', zh: '付款退回' },
    description: {
      en: 'It is paid again, as another payment. Where it was confirmed before, somebody finds out first.',
      zh: '退回后另行付款，编号不同；已确认到账的，须先核实。',
    },
    event: 'PaymentBounced',
    by: ['bank', 'cashier'],
    from: ['settling', ...ENDED],
    to: ['settling', ...ENDED],
    decide: ({ current, actor, now, input: { payment } }) => {
      const settled = bouncePayment(current.facts.payments, payment, wordOf(actor, now));
      return isRefusal(settled) ? settled : after(current, settled, { payers: withPayer(current.facts, actor) });
    },
  },
  clearPayment: {
    title: { en: 'Clear the payment', zh: '核实付款' },
    description: {
      en: 'Where the bank says of it both that it arrived and that it came back. By somebody who made no payment here.',
      zh: '银行对同一付款先后报到账和退回时办理，由未经手本件付款的人员核实。',
    },
    event: 'PaymentCleared',
    by: ['cashier', 'allianceSecretary'],
    apart: [{ did: 'pay', who: ({ payers }) => payers }],
    from: ['settling'],
    to: ['settling', ...ENDED],
    decide: ({ current, actor, now, input: { payment, arrived, reason } }) => {
      const settled = clearPayment(current.facts.payments, payment, arrived, wordOf(actor, now));
      return isRefusal(settled) ? settled : { ...after(current, settled, { cleared: actor.id }), reason };
    },
  },
};
