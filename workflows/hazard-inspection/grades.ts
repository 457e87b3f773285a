/** How grave a hazard is, and what follows from that. A tenant's dated rows of the table `hazardGrades` go before these. */
import type { Facts } from './facts.ts';

export type Grade = Facts['grade'];

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
