import { type BudgetUnit, budgetWords, timeLeftWords } from '../../activities/calendar/budget-words.ts';
import type { Budget, LadderStep, Recipient } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { inLanguage } from '../context.ts';

/** What is left of a clock, in the unit of its budget; negative when overdue. */
export type TimeLeft = { readonly value: number; readonly unit: BudgetUnit };

const part = (budget: Budget, unit: BudgetUnit): number | null => (budget as Partial<Record<BudgetUnit, number>>)[unit] ?? null;

/** Limits of time, what is left of them, and what happens at a share of them. */
export const addBudgets = (builder: Builder) => {
  const budget = builder.objectRef<Budget>('Budget').implement({
    description: 'A limit of time: one of the three numbers.',
    fields: (t) => ({
      workingDays: t.int({ nullable: true, resolve: (parent) => part(parent, 'workingDays') }),
      dutyMinutes: t.int({
        nullable: true,
        description: 'Minutes within the hours of duty.',
        resolve: (parent) => part(parent, 'dutyMinutes'),
      }),
      clockMinutes: t.float({
        nullable: true,
        description: 'Minutes by the wall clock, with fractions where it runs to a moment that was written down.',
        resolve: (parent) => part(parent, 'clockMinutes'),
      }),
      text: t.string({
        description: 'In the language of the request, such as “3 working days” 3个工作日.',
        resolve: (parent, _, context) => inLanguage(context, budgetWords(parent)),
      }),
    }),
  });
  const unit = builder.enumType('BudgetUnit', { values: ['workingDays', 'dutyMinutes', 'clockMinutes'] as const });
  const timeLeft = builder.objectRef<TimeLeft>('TimeLeft').implement({
    description: 'What is left of a clock.',
    fields: (t) => ({
      value: t.exposeFloat('value', { description: 'Whole working days, or minutes with fractions; negative when overdue.' }),
      unit: t.expose('unit', { type: unit }),
      text: t.string({
        description: 'In the language of the request, such as “2 working days left” 剩2个工作日.',
        resolve: ({ value, unit }, _, context) => inLanguage(context, timeLeftWords(value, unit)),
      }),
    }),
  });
  const recipient = builder.objectRef<Recipient>('Recipient').implement({
    description: 'Whom a message is for: one of the three.',
    fields: (t) => ({
      person: t.id({ nullable: true, resolve: (parent) => ('person' in parent ? parent.person : null) }),
      role: t.string({
        nullable: true,
        description: 'Everybody who holds it on the case.',
        resolve: (parent) => ('role' in parent ? parent.role : null),
      }),
      party: t.string({
        nullable: true,
        description: 'The people whom the case concerns in this way.',
        resolve: (parent) => ('party' in parent ? parent.party : null),
      }),
    }),
  });
  const step = builder.objectRef<LadderStep>('LadderStep').implement({
    description: 'What happens at a share of a budget.',
    fields: (t) => ({
      at: t.exposeInt('at', { description: 'Per cent of the budget.' }),
      notify: t.field({ type: [recipient], resolve: ({ notify = [] }) => [...notify] }),
      act: t.string({
        nullable: true,
        description: 'The action that the clock does by itself.',
        resolve: ({ act }) => act ?? null,
      }),
    }),
  });
  const input = builder.inputType('BudgetInput', {
    isOneOf: true,
    description: 'A limit of time, in one of three units.',
    fields: (t) => ({
      workingDays: t.int({ required: false }),
      dutyMinutes: t.int({ required: false }),
      clockMinutes: t.int({ required: false }),
    }),
  });
  return { budget, timeLeft, step, input };
};
export type BudgetRefs = ReturnType<typeof addBudgets>;
