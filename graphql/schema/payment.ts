import { shownEvents } from '../../activities/acting/visibility.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

/** Money that left the house. To which account isn't said here: whoever pays reads it in the facts of the case. */
export const addPayments = (builder: Builder, title: TitleRef) => {
  const state = builder.enumType('PaymentState', {
    values: {
      WAITING: { description: 'Nobody has handed it to the bank yet, or it is to be paid by hand. 待付' },
      SENT: { description: 'The bank has it. 在途' },
      CONFIRMED: { description: 'It has arrived. 已到账' },
      BOUNCED: { description: 'It came back. 已退回' },
      UNCLEAR: { description: 'The bank has said both that it arrived and that it came back: somebody finds out. 结果不明' },
    } as const,
  });
  return builder.prismaObject('Payment', {
    description: 'Money that left the house, once under its number, and what became of it. 付款',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The case number, a slash, and which payment of the case it is.' }),
      fen: t.field({ type: 'Fen', description: 'In cents.', resolve: ({ fen }) => Number(fen) }),
      title: t.field({
        type: title,
        description: 'What it is for.',
        resolve: ({ title }) => title as { en: string; zh: string },
      }),
      from: t.exposeID('from', { description: 'The account of the ledger that it leaves.' }),
      to: t.exposeID('to', { description: 'The account of the ledger that it arrives at.' }),
      revision: t.exposeInt('revision', { description: 'The act by which it was sent.' }),
      settledRevision: t.exposeInt('settledRevision', {
        nullable: true,
        description: 'The act that said last what became of it.',
      }),
      state: t.field({
        type: state,
        select: { state: true, message: { select: { deliveredAt: true } } },
        resolve: ({ state, message }) => STATES[state] ?? (message?.deliveredAt ? 'SENT' : 'WAITING'),
      }),
    }),
  });
};
export type PaymentRef = ReturnType<typeof addPayments>;

const STATES: Readonly<Record<string, 'CONFIRMED' | 'BOUNCED' | 'UNCLEAR'>> = {
  confirmed: 'CONFIRMED',
  bounced: 'BOUNCED',
  unclear: 'UNCLEAR',
};

/** Payments by acts that the caller sees. */
export const shownPayments = (context: Context) => ({
  where: { event: shownEvents(context.caller.actor, processesOf(context)) },
  orderBy: [{ revision: 'asc' as const }, { id: 'asc' as const }],
});
