/** The limits of a process: what it judges by, and what a tenant has set in place of that. */
import type { AnyProcess, ClockRule, Title } from '../../workflows/kernel/process.ts';

export type Limit = {
  readonly name: string;
  readonly title: Title | null;
  /** A number, a budget or a ladder. */
  readonly value: unknown;
  readonly isSet: boolean;
};

/** Titles of limits as a process gives them. */
type WithLimitTitles = { readonly limitTitles?: Readonly<Record<string, Title>> };

const ladderOf = ({ en, zh }: Title): Title => ({ en: `${en}: ladder`, zh: `${zh}：升级阶梯` });

const titleOf = (process: AnyProcess | undefined, name: string): Title | null => {
  const [kind, clock = ''] = name.split('.');
  const rule: ClockRule | undefined = process?.clocks[clock];
  if (rule && kind === 'clock') return rule.title;
  if (rule && kind === 'ladder') return ladderOf(rule.title);
  return (process as WithLimitTitles | undefined)?.limitTitles?.[name] ?? null;
};

/** All limits of a process, those that a tenant has set in place of its own. */
export const limitsWith = (process: AnyProcess | undefined, set: Readonly<Record<string, unknown>>): Limit[] => {
  const budgets = Object.entries<ClockRule>(process?.clocks ?? {}).map(([name, { budget }]) => [`clock.${name}`, budget]);
  const all: Readonly<Record<string, unknown>> = { ...process?.limits, ...Object.fromEntries(budgets), ...set };
  return Object.entries(all).map(([name, value]) => ({
    name,
    title: titleOf(process, name),
    value,
    isSet: Object.hasOwn(set, name),
  }));
};
