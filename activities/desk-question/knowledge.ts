/**
 * What the desk knows: questions with reviewed answers, written in the transaction of the review itself. Chinese is found by overlapping
 * pairs of characters, letters and digits by whole words, through an index on them (see `search_words` in prisma/functions/knowledge-words.sql).
 */
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { Synonyms } from './tables.ts';
import { waysToSay } from './ways-to-say.ts';

export type KnowledgeEntry = {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly topic: string | null;
  readonly sourceCase: string;
  readonly from: string;
};
type Likely = KnowledgeEntry & { readonly likeness: number };

const ENTRY = `k.id, k.question, k.answer, k.topic, k.source_case AS "sourceCase", k.valid_from AS "from"`;
/** How many of the words stand in the question, and how long it is: what is asked counts more than what is answered. */
const HITS = `(SELECT count(*) FROM unnest(wanted) w WHERE w = ANY (k.question_words))`;

/** In how many ways a text is looked for at most, by the tenant's synonyms. */
const MOST_WAYS = 12;

const waysOf = async (read: TenantRead, text: string): Promise<readonly string[]> =>
  waysToSay(text, [...(await readTable<Synonyms>(read, 'deskSynonyms')).values()], MOST_WAYS);

/**
 * Entries with every word of the search, best first: those that have the words in the question go before those that have them in the
 * answer alone, short questions before long ones, later entries before earlier ones. Without words, all entries, the latest first.
 */
const withEveryWord = async (
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

/** Entries found beyond those with every word, at most. */
const MOST_LIKE = 50;

/** Entries with every word of the search, or, where there are none, those that are like it, the likest first. */
export const searchKnowledge = async (
  read: TenantRead,
  {
    suggestFrom,
    ...asked
  }: { readonly search: string; readonly first: number; readonly skip: number; readonly suggestFrom: number },
): Promise<{ readonly total: number; readonly entries: readonly KnowledgeEntry[] }> => {
  const found = await withEveryWord(read, asked);
  if (found.total > 0) return found;
  // Who searches looks further than who is shown something unasked.
  const like = await suggestKnowledge(read, { text: asked.search, suggestFrom: suggestFrom / 2, most: MOST_LIKE });
  const entries = like.slice(asked.skip, asked.skip + asked.first).map(({ likeness: _, ...entry }) => entry);
  return { total: like.length, entries };
};

/**
 * How much of what is asked stands in an entry, in per cent: of the weights of its words those that the question of the entry has, and half
 * of those that its answer alone has. A word weighs the more, the fewer entries have it: ln(1 + entries ÷ (1 + entries with it)), and half
 * of that where none has it.
 */
const LIKE = `WITH asked AS (SELECT search_words(text, false) AS wanted FROM jsonb_array_elements_text($1->'texts') AS t(text)),
    whole AS (SELECT count(*)::float8 AS entries FROM knowledge_entries WHERE retired_at IS NULL),
    weights AS (
      SELECT w, ln(1 + entries / (1 + holding)) * CASE holding WHEN 0 THEN 0.5 ELSE 1 END AS weight
      FROM (SELECT DISTINCT unnest(wanted) AS w FROM asked) words, whole, LATERAL (SELECT count(*) AS holding FROM find_knowledge(ARRAY[w], true)) df),
    likely AS (
      SELECT ${ENTRY}, (
        SELECT max(way.share) FROM (
          SELECT sum(weight * CASE WHEN w = ANY (k.question_words) THEN 1 WHEN w = ANY (k.words) THEN 0.5 ELSE 0 END) / nullif(sum(weight), 0) AS share
          FROM asked JOIN weights ON w = ANY (wanted) GROUP BY wanted) way) AS share
      FROM find_knowledge((SELECT array_agg(w) FROM weights), false) k)
  SELECT id, question, answer, topic, "sourceCase", "from", round(100 * share)::int AS likeness FROM likely
  WHERE 100 * share >= ($1->>'suggestFrom')::numeric ORDER BY share DESC, "from" DESC, id LIMIT ($1->>'most')::int`;

/** Earlier answers that may help somebody who is about to ask this, the likest first, from `suggestFrom` per cent on. */
export const suggestKnowledge = async (
  read: TenantRead,
  { text, suggestFrom, most }: { readonly text: string; readonly suggestFrom: number; readonly most: number },
): Promise<readonly Likely[]> => read<Likely>(LIKE, { texts: await waysOf(read, text), suggestFrom, most });

/** From so much on, by the Dice coefficient of their words, two questions ask the same. */
const SAME = 80;

/** Entries whose question says the same as this one in any of its ways; those of the case itself are left out, for it keeps one alone. */
export const sameKnowledge = async (
  read: TenantRead,
  { question, caseId }: { readonly question: string; readonly caseId: string },
): Promise<readonly KnowledgeEntry[]> =>
  read<KnowledgeEntry>(
    `SELECT DISTINCT ${ENTRY} FROM (SELECT search_words(text, false) AS wanted FROM jsonb_array_elements_text($1->'texts') AS t(text)) asked,
       find_knowledge(wanted, false) k
     WHERE k.source_case <> $1->>'caseId' AND 200 * ${HITS} >= ${SAME} * (cardinality(k.question_words) + cardinality(wanted)) ORDER BY k.id LIMIT 3`,
    { texts: await waysOf(read, question), caseId },
  );

/** One entry; none where it is retired or was never there. */
export const readKnowledge = async (read: TenantRead, id: string): Promise<KnowledgeEntry | null> =>
  (
    await read<KnowledgeEntry>(`SELECT ${ENTRY} FROM knowledge_entries k WHERE k.id = $1->>'id' AND k.retired_at IS NULL`, { id })
  )[0] ?? null;
