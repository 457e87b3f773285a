/** What the tenant's registers say about firms, for a policy item. */

import { lastOfMonths } from '../../workflows/kernel/days.ts';
import type { FirmFacts, Honour, PolicyItem, Veto } from '../../workflows/subsidy-application/eligibility/item.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { CreditVeto, FirmVeto, HonourList } from './registers.ts';

/** A policy item as it holds on a day, or today. */
export const readItem = (read: TenantRead, item: string, day?: string): Promise<PolicyItem | undefined> =>
  readTableRow<PolicyItem>(read, 'policyItems', item, day);

type FirmRow = Omit<FirmFacts, 'honours' | 'lists' | 'vetoes'>;

/** Firms of the register with those whose successors they are: what kept these from money keeps them, too. */
const FIRMS = `WITH RECURSIVE wanted AS (SELECT jsonb_array_elements_text($1->'firms') AS firm),
  heirs AS (SELECT w.firm, w.firm AS key FROM wanted w
    UNION SELECT h.firm, s.key FROM heirs h JOIN subjects s ON s.kind = 'firm' AND s.successor = h.key)
  SELECT s.key AS firm, s.name, s.state, day::text AS day, coalesce(s.states->-1->>'from', s.founded_on::text) AS "stateFrom",
    s.founded_on::text AS "foundedOn", s.size, s.industry, ARRAY(SELECT key FROM heirs h WHERE h.firm = s.key AND key <> firm ORDER BY key) AS before
  FROM subjects s CROSS JOIN tenant_today(s.tenant) AS day WHERE s.kind = 'firm' AND s.key IN (SELECT firm FROM wanted) ORDER BY s.key`;

/** The honours of every firm, over all lists. */
const honoursByFirm = (
  lists: ReadonlyMap<string, HonourList>,
): ReadonlyMap<string, readonly (Honour & { readonly firm: string })[]> =>
  Map.groupBy(
    [...lists].flatMap(([row, { list, document, entries }]) => entries.map((entry) => ({ ...entry, list, row, document }))),
    ({ firm }) => firm,
  );

const asVeto = ({ title, register, months }: CreditVeto, { until, ...entry }: FirmVeto): Veto => ({
  ...entry,
  title,
  register,
  until: until ?? (months === undefined ? null : lastOfMonths(entry.from, months)),
});

/** Firms by their codes as of today, each with what the tables say of it; those that the register doesn't know are missing. */
export const readFirmFacts = async (read: TenantRead, firms: readonly string[]): Promise<ReadonlyMap<string, FirmFacts>> => {
  const [rows, lists, kinds, entries] = await Promise.all([
    read<FirmRow>(FIRMS, { firms }),
    readTable<HonourList>(read, 'honourLists'),
    readTable<CreditVeto>(read, 'creditVetoes'),
    readTable<FirmVeto>(read, 'firmVetoes'),
  ]);
  const honours = honoursByFirm(lists);
  const named = [...new Set([...lists.values()].map(({ list }) => list))];
  const vetoes = Map.groupBy(entries.values(), ({ firm }) => firm);
  return new Map(
    rows.map((row) => [
      row.firm,
      {
        ...row,
        honours: (honours.get(row.firm) ?? []).map(({ firm: _, ...honour }) => honour),
        lists: named,
        vetoes: [row.firm, ...row.before]
          .flatMap((firm) => vetoes.get(firm) ?? [])
          .flatMap((entry) => {
            const kind = kinds.get(entry.kind);
            return kind ? [asVeto(kind, entry)] : [];
          }),
      },
    ]),
  );
};

/** An item and what is known of a firm, by which `judge` judges; undefined where the table or the register doesn't know one of them. */
export const readEligibility = async (
  read: TenantRead,
  { item: name, firm }: { readonly item: string; readonly firm: string },
): Promise<{ readonly item: PolicyItem | undefined; readonly facts: FirmFacts | undefined }> => {
  const [item, facts] = await Promise.all([readItem(read, name), readFirmFacts(read, [firm])]);
  return { item, facts: facts.get(firm) };
};
