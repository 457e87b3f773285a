/**
 * What the desk knows: questions with reviewed answers, written in the transaction of the review itself. Chinese is found by overlapping
 * pairs of characters, letters and digits by whole words, through an index on them (see `search_words` in prisma/functions/knowledge-words.sql).
 */
import type { TenantRead } from '../tenant-read.ts';

export type KnowledgeEntry = {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly topic: string | null;
  readonly sourceCase: string;
  readonly from: string;
};

const ENTRY = `k.id, k.question, k.answer, k.topic, k.source_case AS "sourceCase", k.valid_from AS "from"`;
/** How many of the words stand in the question, and how long it is: what is asked counts more than what is answered. */
const HITS = `(SELECT count(*) FROM unnest(wanted) w WHERE w = ANY (k.question_words))`;

/**
 * Entries with every word of `search`, best first: those that have the words in the question go before those that have them in the
 * answer alone, short questions before long ones, later entries before earlier ones. Without words, all entries, the latest first.
 */
export const searchKnowledge = async (
  read: TenantRead,
  { search, first, skip }: { readonly search: string; readonly first: number; readonly skip: number },
): Promise<{ readonly total: number; readonly entries: readonly KnowledgeEntry[] }> => {
  const [found] = await read<{ total: number; entries: readonly KnowledgeEntry[] }>(
    `WITH asked AS (SELECT search_words($1->>'search', false) AS wanted),
       found AS (SELECT ${ENTRY}, ${HITS} AS hits, cardinality(k.question_words) AS length FROM asked, find_knowledge(wanted, true) k)
     SELECT (SELECT count(*)::int FROM found) AS total, coalesce((SELECT jsonb_agg(to_jsonb(page) - 'hits' - 'length' ORDER BY page.n) FROM (
       SELECT *, row_number() OVER (ORDER BY hits DESC, CASE WHEN hits > 0 THEN length END, "from" DESC, id) AS n FROM found
       ORDER BY n OFFSET ($1->>'skip')::int LIMIT ($1->>'first')::int) page), '[]') AS entries`,
    { search, first, skip },
  );
  return found ?? { total: 0, entries: [] };
};

/**
 * Earlier answers that may help somebody who is about to ask this, the likest first: by the Dice coefficient of the words of both
 * questions, 2·|both| ÷ (|one| + |other|), from `suggestFrom` per cent on.
 */
export const suggestKnowledge = (
  read: TenantRead,
  { text, suggestFrom, most }: { readonly text: string; readonly suggestFrom: number; readonly most: number },
): Promise<(KnowledgeEntry & { readonly likeness: number })[]> =>
  read(
    `SELECT * FROM (
       SELECT ${ENTRY}, round(200.0 * ${HITS} / greatest(1, cardinality(k.question_words) + cardinality(wanted)))::int AS likeness
       FROM (SELECT search_words($1->>'text', false) AS wanted) asked, find_knowledge(wanted, false) k) q
     WHERE likeness >= ($1->>'suggestFrom')::numeric ORDER BY likeness DESC, "from" DESC, id LIMIT ($1->>'most')::int`,
    { text, suggestFrom, most },
  );
