/** What is chosen in a demand, with its titles, for rules and schemas. Pure. */
import type { Title } from '../kernel/process.ts';

/** The kinds of answers. */
export const KINDS = {
  solved: ['solved', '已解决'],
  explained: ['explained', '已解释'],
  notPossible: ['not possible', '无法办理'],
  longTerm: ['long-term', '长期推进'],
} as const;

/** How soon a firm needs it. */
export const URGENCIES = { normal: ['normal', '一般'], urgent: ['urgent', '紧急'] } as const;

/** A title out of these, as templates take it. */
export const titleIn = <K extends string>(titles: Readonly<Record<K, readonly [string, string]>>, key: K): Title => ({
  en: titles[key][0],
  zh: titles[key][1],
});
