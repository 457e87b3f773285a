/** How grave a hazard is, and what follows from that. A tenant's dated rows of the table `hazardGrades` go before these. */
import type { Title } from '../kernel/process.ts';

export type Grade = {
  readonly code: string;
  readonly title: Title;
  /** Time from the finding to its rectification. */
  readonly limit: { readonly workingDays: number } | { readonly clockMinutes: number };
  /** Whether the leader may give more time. */
  readonly extendable: boolean;
  /** Whether the leader hears of it at once. */
  readonly tellAtOnce: boolean;
  /** Whether people must be kept away from it, by an interim measure such as a guard, until it is rectified. */
  readonly guarded: boolean;
};

/** What holds in a tenant without a table of its own; the numbers are ours. */
export const defaultGrades: Readonly<Record<string, Omit<Grade, 'code'>>> = {
  general: {
    title: { en: 'general', zh: '一般' },
    limit: { workingDays: 20 },
    extendable: true,
    tellAtOnce: false,
    guarded: false,
  },
  serious: {
    title: { en: 'serious', zh: '严重' },
    limit: { workingDays: 5 },
    extendable: true,
    tellAtOnce: false,
    guarded: false,
  },
  critical: {
    title: { en: 'critical', zh: '危急' },
    limit: { clockMinutes: 240 },
    extendable: false,
    tellAtOnce: true,
    guarded: true,
  },
};
