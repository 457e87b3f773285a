/** What each act of a batch is judged by. */

import type { PolicyItem } from '../../workflows/subsidy-application/eligibility/item.ts';
import { paysFor, windowOf } from '../../workflows/subsidy-application/eligibility/judge.ts';
import type { Facts } from '../../workflows/subsidy-batch/facts.ts';
import type { Inputs } from '../../workflows/subsidy-batch/inputs.ts';
import type { Limits } from '../../workflows/subsidy-batch/limits.ts';
import type { Committed, ItemFound, Reference } from '../../workflows/subsidy-batch/vocabulary.ts';
import { readMoments } from '../days.ts';
import { issue, noRow } from '../found.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { readItem } from '../subsidy-application/eligibility.ts';
import { policyItems } from '../subsidy-application/policy-items.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readList } from './list.ts';

/** The item as a batch judges it, at this moment. */
const found = async (
  read: TenantRead,
  { title, track, years, ...item }: PolicyItem,
  { year, now }: { readonly year: number; readonly now: number },
): Promise<ItemFound> => {
  const { from, to } = windowOf(item, year);
  const moments = await readMoments(read, [from, to]);
  const isIn = now >= (moments[from]?.startsAt ?? 0) && now < (moments[to]?.endsAt ?? 0);
  return { title, track, years, isOpen: paysFor({ years }, year) && isIn };
};

/** Applications that were committed and not published: of this batch, or for a notice of those without one that is still open. */
const COMMITTED = `SELECT c.id AS application, c.facts->>'firm' AS firm, coalesce(s.name, c.facts->>'firmName') AS name, (c.facts->>'fen')::float8 AS fen,
    ARRAY(SELECT a.person_id FROM agents a WHERE a.tenant = c.tenant AND a.kind = 'firm' AND a.key = c.facts->>'firm'
      AND a.valid_from <= day AND (a.ended_on IS NULL OR a.ended_on > day) ORDER BY 1) AS agents,
    ARRAY(SELECT x FROM unnest(ARRAY[c.facts->>'assessedBy', c.facts->>'committedBy']) x WHERE x IS NOT NULL) AS "decidedBy"
  FROM cases c CROSS JOIN tenant_today(c.tenant) AS day
    LEFT JOIN subjects s ON s.tenant = c.tenant AND s.kind = 'firm' AND s.key = c.facts->>'firm'
    LEFT JOIN cases b ON b.tenant = c.tenant AND b.id = c.facts->>'batch'
  WHERE c.process = 'subsidyApplication' AND c.state = 'committed' AND c.facts->>'objected' IS DISTINCT FROM 'true' AND c.facts->>'item' = $1->>'item' AND c.facts->>'year' = $1->>'year'
    AND (c.facts->>'batch' = $1->>'batch' OR $1->>'kind' = 'notice' AND coalesce(b.closed, true)) ORDER BY c.id`;

/** How many applications of a batch haven't come to a notice yet. */
const BEFORE = `SELECT count(*)::int AS before FROM cases WHERE process = 'subsidyApplication' AND state IN ('offered', 'approved', 'committed')
  AND facts->>'item' = $1->>'item' AND facts->>'year' = $1->>'year' AND facts->>'batch' = $1->>'batch'`;

const of = (caseId: string, { item, year, kind }: Pick<Facts, 'item' | 'year' | 'kind'>) => ({
  ...{ batch: caseId, item, year: String(year), kind },
});

const readBefore = async (read: TenantRead, caseId: string, facts: Facts): Promise<number> =>
  (await read<{ before: number }>(BEFORE, of(caseId, facts)))[0]?.before ?? 0;

/** The list of a batch that has one, judged again. */
const listAgain = async ({ read, now, current: { facts } }: ActAsk<unknown, Facts, Limits>) => {
  const { item: name, year, register, ranking } = facts;
  const item = await readItem(read, name);
  if (!item) return { issues: [noRow(['item'], name, policyItems)] };
  const list = await readList(read, { item: name, year, register: register?.key ?? '', ranking }, item);
  return 'issues' in list ? list : { reference: { item: await found(read, item, { year, now }), list } };
};

export const subsidyBatchLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, now, input: { kind, item: name, year, register, ranking, hash } }) => {
    const item = await readItem(read, name);
    if (!item) return { issues: [noRow(['item'], name, policyItems)] };
    if (kind === 'notice') return { reference: { item: await found(read, item, { year, now }), list: null } };
    if (register === undefined)
      return { issues: [issue(['register'], 'Choose the list that names the firms.', '请选择载明企业的名单。')] };
    if (hash === undefined)
      return {
        issues: [
          issue(
            ['hash'],
            'Try the list first with subsidyDryRun, read who is in and out, and send its hash.',
            '请先试算名单（subsidyDryRun），核对列入情况后提交其哈希。',
          ),
        ],
      };
    const list = await readList(read, { item: name, year, register, ranking: ranking ?? null }, item);
    return 'issues' in list ? list : { reference: { item: await found(read, item, { year, now }), list } };
  },
  relist: listAgain,
  approve: listAgain,
  publish: async ({ read, caseId, current: { facts } }) => ({
    reference: { committed: await read<Committed>(COMMITTED, of(caseId, facts)) },
  }),
  noticeRefused: async ({ read, caseId, current: { facts } }) => ({
    reference: {
      lost: (
        await read<{ key: string }>(
          `SELECT p->>'application' AS key FROM jsonb_array_elements($1->'published') p
           WHERE NOT EXISTS (SELECT 1 FROM cases n, jsonb_array_elements(n.facts->'rows') r WHERE n.process = 'publicNotice'
             AND n.facts->>'parent' = $1->>'batch' AND ms(n.opened_at) >= (p->>'at')::float8 AND r->>'key' = p->>'application')`,
          { batch: caseId, published: facts.published.filter(({ state }) => state === 'onNotice') },
        )
      ).map(({ key }) => key),
    },
  }),
  noticeEnded: async ({ read, caseId, current: { facts }, input: { notice } }) => {
    const [rows, before] = await Promise.all([
      read<{ key: string }>(
        `SELECT r->>'key' AS key FROM cases c, jsonb_array_elements(c.facts->'rows') r WHERE c.id = $1->>'notice'`,
        {
          notice,
        },
      ),
      readBefore(read, caseId, facts),
    ]);
    return { reference: { rows: rows.map(({ key }) => key), before } };
  },
  finish: async ({ read, caseId, current: { facts } }) => ({ reference: { before: await readBefore(read, caseId, facts) } }),
});
