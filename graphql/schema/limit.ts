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
  readonly process: string;
  readonly upcoming: readonly LimitToCome[];
};

/** What a tenant has set from a day to come. */
export type LimitToCome = { readonly validFrom: string; readonly value: unknown };

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
export const limitsWith = (
  process: AnyProcess | undefined,
  set: Readonly<Record<string, unknown>> = {},
  upcoming: ReadonlyMap<string, readonly LimitToCome[]> = new Map(),
): Limit[] => {
  const budgets = Object.entries<ClockRule>(process?.clocks ?? {}).map(([name, { budget }]) => [`clock.${name}`, budget]);
  const all: Readonly<Record<string, unknown>> = {
    ...defaultsOf(process?.limits ?? {}),
    ...Object.fromEntries(budgets),
    ...set,
    // A ladder that is set for a day to come has no row yet: until then it is the process's own.
    ...Object.fromEntries([...upcoming.keys()].filter((name) => !(name in set)).flatMap((name) => ownOf(process, name))),
  };
  return Object.entries(all).map(([name, value]) => {
    const known: LimitRule | number | undefined = name === OFFERED ? offered : process?.limits[name];
    const rule = typeof known === 'object' ? known : undefined;
    return {
      name,
      title: titleOf(process, name, rule),
      rule,
      value,
      isSet: Object.hasOwn(set, name),
      process: process?.name ?? '',
      upcoming: upcoming.get(name) ?? [],
    };
  });
};

/** What a process itself says of a limit that only a tenant's row names. */
const ownOf = (process: AnyProcess | undefined, name: string): [string, unknown][] => {
  const [kind, clock = ''] = name.split('.');
  if (kind === 'ladder') return [[name, process?.clocks[clock]?.ladder ?? []]];
  return name === OFFERED ? [[name, offered.default]] : [];
};

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const budgetIn = (value: unknown): Budget | null =>
  typeof value === 'object' && !Array.isArray(value) ? (value as Budget) : null;
const ladderIn = (value: unknown): LadderStep[] | null => (Array.isArray(value) ? (value as LadderStep[]) : null);

export const addLimits = (builder: Builder, title: TitleRef, budgets: BudgetRefs) => {
  const toCome = builder.objectRef<LimitToCome>('LimitToCome').implement({
    description: 'What a limit will be from a day on.',
    fields: (t) => ({
      validFrom: t.field({ type: 'Date', resolve: ({ validFrom }) => validFrom }),
      number: t.int({ nullable: true, resolve: ({ value }) => numberIn(value) }),
      budget: t.field({ type: budgets.budget, nullable: true, resolve: ({ value }) => budgetIn(value) }),
      ladder: t.field({ type: [budgets.step], nullable: true, resolve: ({ value }) => ladderIn(value) }),
    }),
  });
  return builder.objectRef<Limit>('Limit').implement({
    description: 'A number, a limit of time or a ladder by which a process judges: its own, or what the tenant has set.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As setLimit takes it, such as maxPhotos, clock.handle or ladder.handle.' }),
      title: t.field({ type: title, nullable: true, resolve: (parent) => parent.title }),
      number: t.int({ nullable: true, resolve: ({ value }) => numberIn(value) }),
      unit: t.field({
        type: title,
        nullable: true,
        description: 'What the number counts.',
        resolve: ({ rule }) => (rule ? LIMIT_UNITS[rule.unit] : null),
      }),
      least: t.int({ nullable: true, resolve: ({ rule }) => rule?.least ?? null }),
      most: t.int({ nullable: true, resolve: ({ rule }) => rule?.most ?? null }),
      notAbove: t.string({
        nullable: true,
        description: 'Another limit of the process that this one is never above.',
        resolve: ({ rule }) => rule?.atMost ?? null,
      }),
      budget: t.field({ type: budgets.budget, nullable: true, resolve: ({ value }) => budgetIn(value) }),
      ladder: t.field({ type: [budgets.step], nullable: true, resolve: ({ value }) => ladderIn(value) }),
      isSet: t.exposeBoolean('isSet', { description: 'Whether the tenant has set it; otherwise it is the process’s own.' }),
      upcoming: t.field({
        type: [toCome],
        description: 'What it will be from days to come.',
        resolve: (parent) => [...parent.upcoming],
      }),
      version: t.int({
        description: 'How often it was set; send it as expectedVersion.',
        resolve: ({ process, name }, _, { load }) => load.versions.load(`limit:${process}/${name}`),
      }),
    }),
  });
};
export type LimitRef = ReturnType<typeof addLimits>;
