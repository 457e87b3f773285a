/** A bank for tests: it takes payments, lets them wait, sends some back, and pays each id once. */
import type { OutgoingPayment } from '../activities/delivery/services.ts';

/** What the bank says of a payment, as the act that it comes to on the payment's case. */
export type BankWord = {
  readonly caseId: string;
  readonly act: 'confirmPayment' | 'bouncePayment';
  readonly input: { readonly payment: string };
};

export type TestBank = {
  /** As the adapter of a Banjie. */
  readonly sendPayment: (payment: OutgoingPayment) => Promise<void>;
  /** Each time that it was asked, also again with one id. */
  readonly asked: readonly OutgoingPayment[];
  /** What it took, each id once, and did not send back. */
  paid(): readonly OutgoingPayment[];
  /** What it has to say of payments by now, each time all of it: a file of a bank may come twice. */
  words(): readonly BankWord[];
};

export const testBank = ({
  delay = 0,
  bounces = () => false,
  stumbles = () => false,
  now = Date.now,
}: {
  /** Milliseconds until it says what became of a payment. */
  readonly delay?: number;
  readonly bounces?: (payment: OutgoingPayment) => boolean;
  /** Whether its answer is lost, though it has the payment. */
  readonly stumbles?: (payment: OutgoingPayment, time: number) => boolean;
  readonly now?: () => number;
} = {}): TestBank => {
  const asked: OutgoingPayment[] = [];
  const taken = new Map<string, { readonly payment: OutgoingPayment; readonly at: number; readonly back: boolean }>();
  return {
    asked,
    sendPayment: async (payment) => {
      asked.push(payment);
      if (!taken.has(payment.id)) taken.set(payment.id, { payment, at: now(), back: bounces(payment) });
      if (stumbles(payment, asked.filter(({ id }) => id === payment.id).length)) throw new Error('The bank’s answer was lost.');
    },
    paid: () => [...taken.values()].flatMap(({ payment, back }) => (back ? [] : [payment])),
    words: () =>
      [...taken.values()].flatMap(({ payment, at, back }) =>
        now() - at < delay
          ? []
          : [
              {
                caseId: payment.caseId,
                act: back ? ('bouncePayment' as const) : ('confirmPayment' as const),
                input: { payment: payment.id },
              },
            ],
      ),
  };
};
