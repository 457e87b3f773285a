/** Papers: drawn from the bank for one sitting, put away under the hash of what they say, and marked by it. */
import { createHash } from 'node:crypto';
import type { Paper } from '../../workflows/dual-assessment/facts.ts';
import type { Title } from '../../workflows/kernel/process.ts';
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

/** Things in an order that the sitting alone decides, so that drawing twice gives the same paper. */
const shuffled = <T>(things: readonly T[], { tenant, caseId, sitting }: Sitting, nameOf: (thing: T, index: number) => string) =>
  things
    .map((thing, index) => ({ thing, rank: digest(tenant, caseId, sitting, nameOf(thing, index)) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ thing }) => thing);

/** A question with its options in an order of this sitting's own. */
const withOptionsShuffled = <Q extends Question & { readonly key: string }>(question: Q, sitting: Sitting): Q => {
  const rightOne = question.options[question.right - 1];
  const options = shuffled(question.options, sitting, (_, index) => `${question.key}\0${index}`);
  return { ...question, options, right: options.indexOf(rightOne as Title) + 1 };
};

/** A paper of questions from the bank; those that the person was asked `before` come in only where there are too few others. */
export const drawn = (
  bank: ReadonlyMap<string, Question>,
  sitting: Sitting,
  { topics, questions }: { readonly topics: readonly string[]; readonly questions: number },
  before: ReadonlySet<string> = new Set(),
): { readonly paper: FrozenPaper | null; readonly available: number } => {
  const fitting = [...bank].flatMap(([key, question]) => (topics.includes(question.topic) ? [{ key, ...question }] : []));
  if (fitting.length < questions) return { paper: null, available: fitting.length };
  const ranked = shuffled(fitting, sitting, ({ key }) => key);
  const chosen = [...ranked.filter(({ key }) => !before.has(key)), ...ranked.filter(({ key }) => before.has(key))]
    .slice(0, questions)
    .map((question) => withOptionsShuffled(question, sitting));
  const paper: FrozenPaper = { format: 'banjie-paper-1', caseId: sitting.caseId, sitting: sitting.sitting, questions: chosen };
  return { paper, available: fitting.length };
};

/** Keys of all questions that somebody was ever asked. */
const ASKED = `SELECT DISTINCT question->>'key' AS key FROM cases c
  JOIN events e ON e.case_id = c.id AND e.name = 'PaperDrawn'
  JOIN snapshots s ON s.sha256 = e.reference#>>'{paper,sha256}'
  CROSS JOIN jsonb_array_elements(s.content::jsonb->'questions') question
  WHERE c.process = 'dualAssessment' AND c.facts#>>'{person,id}' = $1->>'person'`;

/** Draws a paper and puts it away. */
export const freezePaper = async (
  read: TenantRead,
  sitting: Sitting & { readonly person: string },
  terms: { readonly topics: readonly string[]; readonly questions: number },
): Promise<{ readonly paper: Paper | null; readonly available: number }> => {
  const [bank, asked] = await Promise.all([
    readTable<Question>(read, 'questionBank'),
    read<{ key: string }>(ASKED, { person: sitting.person }),
  ]);
  const { paper, available } = drawn(bank, sitting, terms, new Set(asked.map(({ key }) => key)));
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
