/** Money that leaves the house, and what the bank says of it: each payment counts once. Pure. */
import { unique } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse, type Title } from '../kernel/process.ts';
import { refuseByKernel } from '../kernel/refusals.ts';
import { defineEffect, type Effect } from './effect.ts';
import { credit } from './ledger.ts';

/**
 * A payment as the facts of its case know it. `unclear` is one of which the bank has said both that it arrived and that it came back, `before`
 * what it said first: nothing else is paid until somebody has found out.
 */
export type Payment = {
  readonly id: string;
  readonly fen: number;
  /** The accounts of the ledger that it leaves and that it arrives at. */
  readonly from: string;
  readonly to: string;
  readonly state: 'inTransit' | 'confirmed' | 'bounced' | 'unclear';
  readonly sentAt: number;
  readonly settledAt: number | null;
  readonly before?: 'confirmed' | 'bounced' | undefined;
};

/** What the bank is to do. Without an account it is paid by hand, such as in cash. */
export type PaymentOrder = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Integer cents. */
  readonly fen: number;
  readonly account?: string;
  readonly title: Title;
};

type Item =
  | ({ readonly op: 'pay' } & PaymentOrder)
  | { readonly op: 'confirmed' | 'bounced' | 'unclear'; readonly id: string; readonly byHand?: true };

const effect = (item: Item): Effect => ({ kind: payments.kind, items: [item] });

const transit = (id: string): string => `inTransit:${id}`;

const line = (id: string, rule: string, from: string, to: string, amount: number): Effect =>
  credit({ asset: 'money', from, to, amount, rule: `${rule}:${id.slice(id.lastIndexOf('/') + 1)}` });

/** The number of the next payment of a case; each is given once. */
export const nextPayment = (caseId: string, made: readonly Payment[]): string => `${caseId}/${made.length + 1}`;

/** Sends money out: it leaves `from`, and is in transit until the bank has said what became of it. Refused where `from` hasn't as much. */
export const pay = (order: PaymentOrder): readonly Effect[] => [
  effect({ op: 'pay', ...order }),
  line(order.id, 'payment', order.from, transit(order.id), order.fen),
];

/** The payments of a case with one more. */
export const paying = (made: readonly Payment[], { id, fen, from, to }: PaymentOrder, now: number): readonly Payment[] => [
  ...made,
  { id, fen, from, to, state: 'inTransit', sentAt: now, settledAt: null },
];

/** What follows from a word of the bank: the payments as they are then, and what is written. */
export type Settled = { readonly payment: Payment; readonly payments: readonly Payment[]; readonly effects: readonly Effect[] };

/** Who says it: a cashier by hand, or the bank itself. */
export type Word = { readonly byHand: boolean; readonly now: number };

/** The word of this actor, who is the bank in these roles. */
export const wordOf = (actor: Actor, now: number, banks: readonly string[] = ['bank']): Word => ({
  byHand: !holdsRole(actor, banks),
  now,
});

/** Whoever sent a payment, or told the bank’s word by hand, with those before them: somebody else clears what is unclear. */
export const withPayer = (
  { payers }: { readonly payers: readonly string[] },
  actor: Actor,
  banks: readonly string[] = ['bank'],
): readonly string[] => (holdsRole(actor, banks) ? payers : unique([...payers, actor.id]));

const hand = (byHand: boolean): { readonly byHand?: true } => (byHand ? { byHand: true } : {});

const settled = (
  made: readonly Payment[],
  payment: Payment,
  state: Payment['state'],
  word: Word,
  ...lines: Effect[]
): Settled => {
  const { before: _, ...rest } = payment;
  const before =
    state === 'unclear' && (payment.state === 'confirmed' || payment.state === 'bounced') ? payment.state : undefined;
  const now = { ...rest, state, settledAt: word.now, ...(before ? { before } : {}) };
  const op = state as Exclude<Payment['state'], 'inTransit'>;
  return {
    payment: now,
    payments: made.map((one) => (one.id === payment.id ? now : one)),
    effects: [effect({ op, id: payment.id, ...hand(word.byHand) }), ...lines],
  };
};

/**
 * The bank has paid it out. Of a payment that came back before, this makes it `unclear`: the money may be with whom it was for, so nothing
 * else may be paid in its place until `clearPayment` has said what is true.
 */
export const confirmPayment = (made: readonly Payment[], id: string, word: Word): Settled | Refusal => {
  const payment = made.find((one) => one.id === id);
  if (!payment) return unknown(id, made);
  if (payment.state === 'bounced') return settled(made, payment, 'unclear', word);
  if (payment.state !== 'inTransit') return settledBefore(payment);
  return settled(made, payment, 'confirmed', word, line(id, 'paid', transit(id), payment.to, payment.fen));
};

/**
 * The bank has sent it back: the money is where it came from, and may be paid again as another payment. Of a payment that was confirmed before,
 * this makes it `unclear`, too.
 */
export const bouncePayment = (made: readonly Payment[], id: string, word: Word): Settled | Refusal => {
  const payment = made.find((one) => one.id === id);
  if (!payment) return unknown(id, made);
  if (payment.state === 'confirmed') return settled(made, payment, 'unclear', word);
  if (payment.state !== 'inTransit') return settledBefore(payment);
  return settled(made, payment, 'bounced', word, line(id, 'bounced', transit(id), payment.from, payment.fen));
};

/** Where the ledger has what was paid and nobody owed. */
export const OVERPAID = 'scheme:overpaid';

/** What a case that knows more than its payments still owes, from which account, and what it has paid beyond it. */
export type Owing = { readonly from: string; readonly fen: number; readonly overpaid: number };

/**
 * Somebody has found out whether an unclear payment arrived. What arrived and isn’t owed any more, such as because it was paid a second time, set off
 * or given back meanwhile, is overpaid, and asked back; what came back of something overpaid is owed to nobody.
 */
export const clearPayment = (
  made: readonly Payment[],
  id: string,
  arrived: boolean,
  word: Word,
  owing?: Owing,
): Settled | Refusal => {
  const payment = made.find((one) => one.id === id);
  if (!payment) return unknown(id, made);
  if (payment.state !== 'unclear') return settledBefore(payment);
  const state = arrived ? 'confirmed' : 'bounced';
  // The ledger has it where the bank’s first word put it.
  if (payment.before === state) return settled(made, payment, state, word);
  const { fen, to } = payment;
  const from = owing?.from ?? payment.from;
  if (!arrived) {
    const beyond = Math.min(owing?.overpaid ?? 0, fen);
    return settled(
      ...([made, payment, state, word] as const),
      ...(fen > beyond ? [line(id, 'returned', to, from, fen - beyond)] : []),
      ...(beyond > 0 ? [line(id, 'returnedBeyond', to, OVERPAID, beyond)] : []),
    );
  }
  const again = made.some((one) => one.id !== id && one.from === payment.from && one.state !== 'bounced');
  const owed = Math.min(owing?.fen ?? (again ? 0 : fen), fen);
  return settled(
    ...([made, payment, state, word] as const),
    ...(owed > 0 ? [line(id, 'arrived', from, to, owed)] : []),
    ...(owed < fen ? [line(id, owed > 0 ? 'arrivedBeyond' : 'arrived', OVERPAID, to, fen - owed)] : []),
  );
};

/** Whether nothing may be paid now: something is in transit, or nobody knows what became of it. */
export const openPayment = (made: readonly Payment[]): Payment | undefined =>
  made.find(({ state }) => state === 'inTransit' || state === 'unclear');

/** Whether one of these has arrived and nothing is open. */
export const hasArrived = (made: readonly Payment[]): boolean =>
  openPayment(made) === undefined && made.some(({ state }) => state === 'confirmed');

/** Refuses a payment beside one that is open. */
export const whileOpen = (made: readonly Payment[]): Refusal | undefined => {
  const open = openPayment(made);
  return open
    ? refuse(
        'paymentOpen',
        `${open.id} is in transit or unclear. Wait for the bank, or clear it.`,
        `${open.id}在途或结果不明，请待银行答复或先核实。`,
      )
    : undefined;
};

const unknown = (id: string, made: readonly Payment[]): Refusal =>
  refuseByKernel(
    'kernel.paymentUnknown',
    `This case has no payment ${id}. ${made.length === 0 ? 'Nothing was paid from it yet' : `It has ${made.map((one) => one.id).join(', ')}`}: look at the file of the bank again.`,
    `本件没有付款${id}，${made.length === 0 ? '尚未付款' : `现有${made.map((one) => one.id).join('、')}`}。请核对银行回单。`,
  );

const WORDS: Readonly<Record<Payment['state'], Title>> = {
  inTransit: { en: 'is in transit', zh: '在途' },
  confirmed: { en: 'was confirmed', zh: '已确认到账' },
  bounced: { en: 'came back', zh: '已退回' },
  unclear: { en: 'is unclear', zh: '结果不明' },
};

const settledBefore = ({ id, state }: Pick<Payment, 'id' | 'state'>): Refusal =>
  refuseByKernel(
    'kernel.paymentSettled',
    `Payment ${id} ${WORDS[state].en} already; nothing was changed. Clear it with the bank where its file says otherwise.`,
    `付款${id}${WORDS[state].zh}，未作任何变更。银行回单与此不符的，请与银行核对。`,
  );

/** The kind of effect; what the record refuses is a second wall behind the rules. */
export const payments = defineEffect({
  kind: 'payments',
  order: 360,
  refusals: {
    BJ021: ({ id }: { id: string }) => unknown(id, []),
    BJ022: settledBefore,
    BJ023: ({ id }: { id: string }) =>
      refuseByKernel(
        'kernel.paymentUnderWay',
        `Payment ${id} is on its way to the bank just now. Look again in a minute, and ask the bank before you enter anything by hand.`,
        `付款${id}正在提交银行，请一分钟后再看，并先向银行核实后再手工登记。`,
      ),
  },
});
