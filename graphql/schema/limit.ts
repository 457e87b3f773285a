/** The limits of a process: what it judges by, and what a tenant has set in place of that. */
import { defaultsOf, LIMIT_UNITS, type LimitRule, limit } from '../../workflows/kernel/limits.ts';
import type { AnyProcess, Budget, ClockRule, LadderStep, Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { BudgetRefs } from './budget.ts';
import type { TitleRef } from './titles.ts';

export type Limit = {
  readonly name: string;
  readonly title: Title | null;
  readonly rule: LimitRule | undefined;
  /** A number, a budget or a ladder. */
  readonly value: unknown;
  readonly isSet: boolean;
};

/** The limit by which an administrator says whether the tenant uses a process. */
export const OFFERED = 'offered';
export const offered: LimitRule = limit('In use', '启用', 'yesNo', 1, { most: 1 });

const ladderOf = ({ en, zh }: Title): Title => ({ en: `${en}: ladder`, zh: `${zh}：升级阶梯` });

const titleOf = (process: AnyProcess | undefined, name: string, rule: LimitRule | undefined): Title | null => {
  const [kind, clock = ''] = name.split('.');
  const timed: ClockRule | undefined = process?.clocks[clock];
  if (timed && kind === 'clock') return timed.title;
  if (timed && kind === 'ladder') return ladderOf(timed.title);
  return rule?.title ?? null;
};

/** All limits of a process, those that a tenant has set in place of its own. */
export const limitsWith = (process: AnyProcess | undefined, set: Readonly<Record<string, unknown>> = {}): Limit[] => {
  const budgets = Object.entries<ClockRule>(process?.clocks ?? {}).map(([name, { budget }]) => [`clock.${name}`, budget]);
  const all: Readonly<Record<string, unknown>> = {
    ...defaultsOf(process?.limits ?? {}),
    ...Object.fromEntries(budgets),
    ...set,
  };
  return Object.entries(all).map(([name, value]) => {
    const known: LimitRule | number | undefined = name === OFFERED ? offered : process?.limits[name];
    const rule = typeof known === 'object' ? known : undefined;
    return { name, title: titleOf(process, name, rule), rule, value, isSet: Object.hasOwn(set, name) };
  });
};

export const addLimits = (builder: Builder, title: TitleRef, budgets: BudgetRefs) =>
  builder.objectRef<Limit>('Limit').implement({
    description: 'A number, a limit of time or a ladder by which a process judges: its own, or what the tenant has set.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As setLimit takes it, such as maxPhotos, clock.handle or ladder.handle.' }),
      title: t.field({ type: title, nullable: true, resolve: (parent) => parent.title }),
      number: t.int({ nullable: true, resolve: ({ value }) => (typeof value === 'number' ? value : null) }),
      unit: t.field({
        type: title,
        nullable: true,
        description: 'What the number counts.',
        resolve: ({ rule }) => (rule ? LIMIT_UNITS[rule.unit] : null),
      }),
      least: t.int({ nullable: true, resolve: ({ rule }) => rule?.least ?? null }),
      most: t.int({ nullable: true, resolve: ({ rule }) => rule?.most ?? null }),
      budget: t.field({
        type: budgets.budget,
        nullable: true,
        resolve: ({ value }) => (typeof value === 'object' && !Array.isArray(value) ? (value as Budget) : null),
      }),
      ladder: t.field({
        type: [budgets.step],
        nullable: true,
        resolve: ({ value }) => (Array.isArray(value) ? (value as LadderStep[]) : null),
      }),
      isSet: t.exposeBoolean('isSet', { description: 'Whether the tenant has set it; otherwise it is the process’s own.' }),
    }),
  });
export type LimitRef = ReturnType<typeof addLimits>;
