/** A list of honours, judged firm by firm for a policy item: who is in, who is out, and why. Reads alone. */
import { createHash } from 'node:crypto';
import type { Title } from '../../workflows/kernel/process.ts';
import type { PolicyItem } from '../../workflows/subsidy-application/eligibility/item.ts';
import { failed, judge, unknown, verdict } from '../../workflows/subsidy-application/eligibility/judge.ts';
import type { Entry, Ranking } from '../../workflows/subsidy-batch/facts.ts';
import { type Candidate, ranked, wanted } from '../../workflows/subsidy-batch/ranked.ts';
import type { ListFound } from '../../workflows/subsidy-batch/vocabulary.ts';
import { readBudget } from '../budget-year/figures.ts';
import { issue } from '../found.ts';
import type { InputIssues } from '../lookups.ts';
import { readFirmFacts } from '../subsidy-application/eligibility.ts';
import type { HonourList } from '../subsidy-application/registers.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

export type ListAsk = {
  readonly item: string;
  readonly year: number;
  readonly register: string;
  readonly ranking: Ranking | null;
};

type Holder = { readonly firm: string; readonly caseId: string };

/** Firms that have the item of the year already, or of which one before them has. */
const HOLDERS = `SELECT f AS firm, min(h.case_id) AS "caseId" FROM jsonb_array_elements_text($1->'firms') f
  JOIN holds h ON h.resource = 'paid:' || ($1->>'item') || ':' || f || ':' || ($1->>'year') GROUP BY f`;

/** What is offered and neither committed nor given up counts as spoken for. */
const OFFERED = `SELECT coalesce(sum((facts->>'fen')::numeric), 0)::float8 AS fen FROM cases
  WHERE process = 'subsidyApplication' AND state IN ('offered', 'approved') AND facts->>'item' = $1->>'item' AND facts->>'year' = $1->>'year'`;

const why = (item: PolicyItem, judgement: ReturnType<typeof judge>): Title | null => {
  if (verdict(judgement) === 'yes') return null;
  const wrong = failed(judgement).length > 0 ? failed(judgement) : unknown(judgement);
  const said = wrong.map(({ because }) => because);
  // The amount follows from a list that doesn't name the firm; once is enough.
  const shown =
    item.conditions.length > 0 && said.length > 1 ? wrong.filter(({ key }) => key !== 'amount').map((one) => one.because) : said;
  return { en: shown.map(({ en }) => en).join(' '), zh: shown.map(({ zh }) => zh).join('') };
};

const NOT_THERE: Title = { en: 'The register of firms doesn’t know it. Enter it there.', zh: '企业名录中没有该企业，请先登记。' };

/** Of who is in and out, with amounts: whoever starts and approves a batch says with it which list they have read. */
export const hashOf = ({ item, year, register, ranking }: ListAsk, document: string, entries: readonly Entry[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        item,
        year,
        register,
        document,
        ranking,
        entries.map(({ firm, fen, is, evidence }) => [firm, fen, is, evidence]),
      ]),
    )
    .digest('hex');

/** The list of a batch as it is judged today. */
export const readList = async (read: TenantRead, ask: ListAsk, item: PolicyItem): Promise<ListFound | InputIssues> => {
  const { register: key, year, ranking } = ask;
  const register = await readTableRow<HonourList>(read, 'honourLists', key);
  if (!register)
    return {
      issues: [
        issue(
          ['register'],
          `There is no list “${key}” today; choose a row of honourLists.`,
          `荣誉名单中没有“${key}”，请从表中选择。`,
        ),
      ],
    };
  const asked = item.conditions.flatMap((one) => (one.condition === 'honour' ? [one.list] : []));
  if (!asked.includes(register.list))
    return {
      issues: [
        issue(
          ['register'],
          `${item.title.en} asks for ${asked.join(', ') || 'no list'}, and this is ${register.list}. Choose a list that it asks for.`,
          `${item.title.zh}依据的名单为${asked.join('、') || '无'}，所选为${register.list}，请更换名单。`,
        ),
      ],
    };
  const firms = register.entries.map(({ firm }) => firm);
  const [facts, holders, [spoken], budget] = await Promise.all([
    readFirmFacts(read, firms),
    read<Holder>(HOLDERS, { firms, item: ask.item, year: String(year) }),
    read<{ fen: number }>(OFFERED, { item: ask.item, year: String(year) }),
    readBudget(read, ask.item, year),
  ]);
  const holderOf = new Map(holders.map(({ firm, caseId }) => [firm, caseId]));
  const candidates = register.entries.map(({ firm, day }): Candidate => {
    const known = facts.get(firm);
    const of = { firm, name: known?.name ?? firm, evidence: `${register.document} ${day}`, day };
    if (known === undefined) return { ...of, fen: null, because: NOT_THERE, failed: [] };
    const judgement = judge(item, known, {});
    const has = holderOf.get(firm);
    const because = has === undefined ? why(item, judgement) : { en: `It has one already: ${has}.`, zh: `已有申请${has}。` };
    return { ...of, fen: judgement.amount?.fen ?? null, because, failed: failed(judgement).map(({ key }) => key) };
  });
  const freeFen = Math.max(0, (budget?.free ?? 0) - (spoken?.fen ?? 0));
  const entries = ranked(candidates, { ranking, free: freeFen });
  const { title, document } = register;
  return {
    register: { key, title, document },
    ...{ entries, hash: hashOf(ask, document, entries), wantedFen: wanted(candidates), budget: budget ?? null, freeFen },
  };
};
