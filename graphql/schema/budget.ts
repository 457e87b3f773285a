import { type BudgetUnit, budgetWords, timeLeftWords } from '../../activities/calendar/budget-words.ts';
import { inTenantTime } from '../../activities/local-moments.ts';
import type { Budget, LadderStep, Recipient } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { type Context, inLanguage } from '../context.ts';

/** What is left of a clock, in the unit of its budget; negative when overdue. */
export type TimeLeft = { readonly value: number; readonly unit: BudgetUnit };

/** A limit of time in the language of the request, a moment in the tenant's zone. */
export const budgetText = async (context: Context, budget: Budget): Promise<string> =>
  inLanguage(context, await inTenantTime(budgetWords(budget), async () => (await context.calendar()).zone));

const part = (budget: Budget, unit: BudgetUnit): number | null => (budget as Partial<Record<BudgetUnit, number>>)[unit] ?? null;

/** Limits of time, what is left of them, and what happens at a share of them. */
export const addBudgets = (builder: Builder) => {
  const budget = builder.objectRef<Budget>('Budget').implement({
    description: 'A limit of time: one of the numbers, or a moment.',
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
      calendarDays: t.int({
        nullable: true,
        description: 'Days by the calendar, to the midnight of the last; the day of the start doesn’t count. 自然日',
        resolve: (parent) => part(parent, 'calendarDays'),
      }),
      rolls: t.boolean({
        description: 'Whether a last calendar day without duty moves on to the next that has some. 末日休息的顺延',
        resolve: (parent) => 'calendarDays' in parent && parent.roll === true,
      }),
      toMidnight: t.boolean({
        description: 'Whether the last working day ends at midnight, and not with its duty. 至24时',
        resolve: (parent) => 'workingDays' in parent && parent.end === 'midnight',
      }),
      until: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'The moment to which it runs.',
        resolve: (parent) => ('until' in parent ? new Date(parent.until) : null),
      }),
      repeats: t.boolean({
        description: 'Whether it runs from turn to turn, by a rule that `text` says. 周期执行',
        resolve: (parent) => 'repeat' in parent,
      }),
      text: t.string({
        description: 'In the language of the request, such as “3 working days” 3个工作日.',
        resolve: (parent, _, context) => budgetText(context, parent),
      }),
    }),
  });
  const unit = builder.enumType('BudgetUnit', {
    values: ['workingDays', 'dutyMinutes', 'clockMinutes', 'calendarDays'] as const,
  });
  const timeLeft = builder.objectRef<TimeLeft>('TimeLeft').implement({
    description: 'What is left of a clock.',
    fields: (t) => ({
      value: t.exposeFloat('value', { description: 'Whole days, or minutes with fractions; negative when overdue.' }),
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
    description: 'A limit of time, in one of four units.',
    fields: (t) => ({
      workingDays: t.int({ required: false }),
      calendarDays: t.int({ required: false }),
      dutyMinutes: t.int({ required: false }),
      clockMinutes: t.int({ required: false }),
    }),
  });
  return { budget, timeLeft, step, input };
};
export type BudgetRefs = ReturnType<typeof addBudgets>;
