/** Papers: drawn from the bank for one sitting, put away under the hash of what they say, and marked by it. */
import { createHash } from 'node:crypto';
import type { Paper } from '../../workflows/dual-assessment/facts.ts';
import { keepSealed, readSealed } from '../sealed.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { Question } from './tables.ts';

export type FrozenPaper = {
  readonly format: 'banjie-paper-1';
  readonly caseId: string;
  readonly sitting: number;
  /** In the order in which they are asked, as they read when the paper was drawn. */
  readonly questions: readonly (Question & { readonly key: string })[];
};

export type Sitting = { readonly tenant: string; readonly caseId: string; readonly sitting: number };

const digest = (...parts: readonly (string | number)[]): string => createHash('sha256').update(parts.join('\0')).digest('hex');

/** Questions in an order that the sitting alone decides, so that drawing twice gives the same paper. */
export const drawn = (
  bank: ReadonlyMap<string, Question>,
  { tenant, caseId, sitting }: Sitting,
  { topics, questions }: { readonly topics: readonly string[]; readonly questions: number },
): { readonly paper: FrozenPaper | null; readonly available: number } => {
  const fitting = [...bank].filter(([, { topic }]) => topics.includes(topic));
  if (fitting.length < questions) return { paper: null, available: fitting.length };
  const ranked = fitting
    .map(([key, question]) => ({ rank: digest(tenant, caseId, sitting, key), key, ...question }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, questions)
    .map(({ rank: _, ...question }) => question);
  return { paper: { format: 'banjie-paper-1', caseId, sitting, questions: ranked }, available: fitting.length };
};

/** Draws a paper and puts it away. */
export const freezePaper = async (
  read: TenantRead,
  sitting: Sitting,
  terms: { readonly topics: readonly string[]; readonly questions: number },
): Promise<{ readonly paper: Paper | null; readonly available: number }> => {
  const { paper, available } = drawn(await readTable<Question>(read, 'questionBank'), sitting, terms);
  return { paper: paper && { sha256: await keepSealed(read, paper), questions: paper.questions.length }, available };
};

export const readPaper = (read: TenantRead, sha256: string): Promise<FrozenPaper> => readSealed<FrozenPaper>(read, sha256);

/** How many answers are right; of two to one question none is. */
export const rightOnes = (
  { questions }: FrozenPaper,
  answers: readonly { readonly question: number; readonly option: number }[],
): number => {
  const given = Map.groupBy(answers, ({ question }) => question);
  return questions.filter(({ right }, index) => {
    const own = given.get(index + 1) ?? [];
    return own.length === 1 && own[0]?.option === right;
  }).length;
};
