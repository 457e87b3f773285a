/** A list of honours, judged firm by firm for a policy item: who is in, who is out, and why. Reads alone. */
import { createHash } from 'node:crypto';
import type { Title } from '../../workflows/kernel/process.ts';
import type { FirmFacts, PolicyItem } from '../../workflows/subsidy-application/eligibility/item.ts';
import { failed, judge, unknown, verdict } from '../../workflows/subsidy-application/eligibility/judge.ts';
import { groupHolder, groupKey, onceKey, takenAlready, whyNotInstead } from '../../workflows/subsidy-application/holding.ts';
import type { Taken } from '../../workflows/subsidy-application/vocabulary.ts';
import type { Entry, Ranking } from '../../workflows/subsidy-batch/facts.ts';
import { type Candidate, ranked, wanted } from '../../workflows/subsidy-batch/ranked.ts';
import type { ListFound } from '../../workflows/subsidy-batch/vocabulary.ts';
import { readBudget } from '../budget-year/figures.ts';
import { issue } from '../found.ts';
import type { InputIssues } from '../lookups.ts';
import { readFirmFacts } from '../subsidy-application/eligibility.ts';
import type { ExclusiveGroup, HonourList } from '../subsidy-application/registers.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

export type ListAsk = {
  readonly item: string;
  readonly year: number;
  readonly register: string;
  readonly ranking: Ranking | null;
};

type Wanted = { readonly firm: string; readonly resource: string };

/** What applications have that these would take: the item of the year, of the firm or of one before it, and the group of exclusive items. */
const HELD = `SELECT w.firm, h.resource, h.case_id AS "caseId", h.title, c.state, (c.facts->>'fen')::float8 AS fen
  FROM jsonb_to_recordset($1->'wanted') AS w(firm text, resource text) JOIN holds h ON h.resource = w.resource JOIN cases c ON c.id = h.case_id`;

const wantedOf = (
  facts: Iterable<FirmFacts>,
  { item, year }: ListAsk,
  groups: ReadonlyMap<string, ExclusiveGroup>,
): readonly Wanted[] => {
  const group = [...groups].find(([, { items }]) => items.includes(item))?.[0];
  return [...facts].flatMap(({ firm, before }) =>
    [firm, ...before].flatMap((code) => [
      { firm, resource: onceKey({ item, firm: code, year }) },
      ...(group === undefined ? [] : [{ firm, resource: groupKey(group, { firm: code, year }) }]),
    ]),
  );
};

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
  const [facts, groups, [spoken], budget] = await Promise.all([
    readFirmFacts(read, firms),
    readTable<ExclusiveGroup>(read, 'exclusiveGroups'),
    read<{ fen: number }>(OFFERED, { item: ask.item, year: String(year) }),
    readBudget(read, ask.item, year),
  ]);
  const held = await read<Taken & Wanted>(HELD, { wanted: wantedOf(facts.values(), ask, groups) });
  const heldBy = Map.groupBy(held, ({ firm }) => firm);
  const candidates = register.entries.map(({ firm, day }): Candidate => {
    const known = facts.get(firm);
    const of = { firm, name: known?.name ?? firm, evidence: `${register.document} ${day}`, day };
    if (known === undefined) return { ...of, fen: null, because: NOT_THERE, failed: [] };
    const judgement = judge(item, known, {});
    const fen = judgement.amount?.fen ?? null;
    const taken = heldBy.get(firm) ?? [];
    const because = takenAlready(taken) ?? whyNotInstead(groupHolder(taken), fen) ?? why(item, judgement);
    return {
      ...of,
      fen,
      because: because && { en: because.en, zh: because.zh },
      failed: failed(judgement).map(({ key }) => key),
    };
  });
  const freeFen = Math.max(0, (budget?.free ?? 0) - (spoken?.fen ?? 0));
  const entries = ranked(candidates, { ranking, free: freeFen });
  const { title, document } = register;
  return {
    register: { key, title, document },
    ...{ entries, hash: hashOf(ask, document, entries), wantedFen: wanted(candidates), budget: budget ?? null, freeFen },
  };
};
