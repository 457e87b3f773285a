/** How what is owed is paid, each sum by itself: sent by the cashier, confirmed or sent back by the bank. */
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
import { yuan } from '../kernel/parts.ts';
import { type Actor, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { LEAD, notify } from './telling.ts';
import type { Done, Renovation, RulesOf, State } from './vocabulary.ts';

type Payable = Facts['payables'][number];

const BANK = ['bank', 'treasury'] as const;
const PAID_IN: readonly State[] = ['defects', 'closed', 'withdrawn'];

const madeFor = ({ payments }: Pick<Facts, 'payments'>, { payments: of }: Payable): Facts['payments'] =>
  payments.filter(({ id }) => of.includes(id));

export const isPaid = (facts: Pick<Facts, 'payments'>, payable: Payable): boolean => hasArrived(madeFor(facts, payable));

/** What waits for the cashier: neither paid nor on its way. */
export const unpaid = (facts: Pick<Facts, 'payments' | 'payables'>): readonly Payable[] =>
  facts.payables.filter((payable) => !isPaid(facts, payable) && openPayment(madeFor(facts, payable)) === undefined);

export const allPaid = (facts: Pick<Facts, 'payments' | 'payables'>): boolean =>
  facts.payables.every((payable) => isPaid(facts, payable));

/** Whether nothing is left to do: the retention was released, all is paid, and no defect is open. */
export const isOver = (facts: Pick<Facts, 'payments' | 'payables' | 'defects' | 'releasedAt'>): boolean =>
  facts.releasedAt !== null && allPaid(facts) && facts.defects.every(({ state }) => state === 'repaired');

/** What the bank has said may be the last thing that was waited for, or bring a case back that was closed. */
const after = ({ facts, state }: Renovation, { payment, payments, effects }: Settled, actor: Actor): Done => {
  const next = { ...facts, payments };
  const over = isOver(next);
  const unclear = payment.state === 'unclear';
  return {
    ...(state === 'defects' && over ? { state: 'closed' as const } : {}),
    ...(state === 'closed' && !over ? { state: 'defects' as const } : {}),
    facts: { payments, payers: withPayer(facts, actor, BANK) },
    effects,
    notify: [
      ...(unclear
        ? [notify({ role: 'cashier' }, 'unclear', { payment: payment.id }), notify(LEAD, 'unclear', { payment: payment.id })]
        : []),
      ...(payment.state === 'bounced' ? [notify({ role: 'cashier' }, 'bounced', { payment: payment.id })] : []),
    ],
  };
};

const noPayable = (facts: Facts, key: string): Refusal =>
  refuse(
    'noPayable',
    `Nothing is owed as “${key}”. These wait: ${
      unpaid(facts)
        .map((one) => one.key)
        .join(', ') || 'none'
    }.`,
    `没有“${key}”待付款项，现有：${
      unpaid(facts)
        .map((one) => one.key)
        .join('、') || '无'
    }。`,
  );

export const paying: RulesOf<'instruct' | 'confirmPayment' | 'bouncePayment' | 'clearPayment'> = {
  instruct: {
    title: { en: 'Pay', zh: '支付' },
    event: 'PaymentSent',
    by: ['cashier'],
    from: PAID_IN,
    apart: [{ did: 'audit', who: ({ settlement }) => settlement?.by ?? null }],
    decide: ({ current: { id, facts }, actor, now, input: { payable: key, account } }) => {
      const payable = facts.payables.find((one) => one.key === key);
      if (!payable) return noPayable(facts, key);
      const open = openPayment(madeFor(facts, payable));
      if (open)
        return refuse('paymentInTransit', `${open.id} is in transit. Wait for the bank.`, `${open.id}在途，请待银行答复。`);
      if (isPaid(facts, payable)) return refuse('paidAlready', `${key} is paid.`, `${key}已支付。`);
      const order = {
        ...{ id: nextPayment(id, facts.payments), from: payable.from, to: payable.spent, fen: payable.fen },
        title: { en: `Renovation ${id}, ${key}`, zh: `微改造${id} ${key}` },
        ...(account === undefined ? {} : { account }),
      };
      return {
        facts: {
          payments: withPayment(facts.payments, order, now),
          payables: facts.payables.map((one) => (one.key === key ? { ...one, payments: [...one.payments, order.id] } : one)),
          payers: withPayer(facts, actor, BANK),
        },
        effects: pay(order),
        notify: [notify(LEAD, 'sent', { key, yuan: yuan(payable.fen) })],
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
    from: PAID_IN,
    to: ['closed', 'defects'],
    decide: ({ current, actor, now, input: { payment } }) => {
      const settled = confirmPayment(current.facts.payments, payment, wordOf(actor, now, BANK));
      return isRefusal(settled) ? settled : after(current, settled, actor);
    },
  },
  bouncePayment: {
    title: { en: 'Payment came back', zh: '付款退回' },
    description: { en: 'It is owed again, and paid as another payment.', zh: '退回后可另行付款，编号不同。' },
    event: 'PaymentBounced',
    by: ['bank', 'treasury', 'cashier'],
    from: PAID_IN,
    to: ['closed', 'defects'],
    decide: ({ current, actor, now, input: { payment } }) => {
      const settled = bouncePayment(current.facts.payments, payment, wordOf(actor, now, BANK));
      return isRefusal(settled) ? settled : after(current, settled, actor);
    },
  },
  clearPayment: {
    title: { en: 'Clear an unclear payment', zh: '核实付款结果' },
    description: { en: 'By somebody else than who sent it, from the bank’s file.', zh: '由经办付款以外的人员凭银行回单办理。' },
    event: 'PaymentCleared',
    by: ['cashier', 'leader'],
    from: PAID_IN,
    to: ['closed', 'defects'],
    apart: [{ did: 'instruct', who: ({ payers }) => payers }],
    decide: ({ current, actor, now, input: { payment, arrived } }) => {
      const settled = clearPayment(current.facts.payments, payment, arrived, wordOf(actor, now, BANK));
      return isRefusal(settled) ? settled : after(current, settled, actor);
    },
  },
};
