/** What the tenant's data says to the rules of a claim. */
import type { Title } from '../../workflows/kernel/process.ts';
import { GOODWILL, type LiableKind } from '../../workflows/loss-claim/amount.ts';
import type { Facts } from '../../workflows/loss-claim/facts.ts';
import { lateDaysOf } from '../../workflows/loss-claim/filing.ts';
import type { Inputs } from '../../workflows/loss-claim/inputs.ts';
import type { Limits } from '../../workflows/loss-claim/limits.ts';
import type { ClaimedParcel, Fund, Funds, Reference } from '../../workflows/loss-claim/vocabulary.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import { daysBetween } from '../days.ts';
import { issue, noCase, noRow } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssue, type InputIssues } from '../lookups.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { liableParties } from './tables.ts';

type Party = {
  readonly title: Title;
  readonly kind: LiableKind | 'alliance';
  readonly people?: readonly string[];
  readonly contacts?: readonly string[];
};

const readParties = (read: TenantRead) => readTable<Party>(read, 'liableParties');

type PickupRow = {
  readonly unit: string | null;
  readonly area: string | null;
  readonly product: { readonly id: string; readonly title: Title };
  readonly parcel: {
    readonly units: number | null;
    readonly declared: number | null;
    readonly insured: boolean;
    readonly charge: { readonly fen: number } | null;
    readonly scheme: string | null;
    readonly region: string | null;
    readonly settledAt: number | null;
  } | null;
  readonly courier: string | null;
  readonly coop: string | null;
  readonly hands: readonly string[];
  readonly members: readonly string[];
  readonly promised: number | null;
  readonly claimHours: number | null;
};

/** Whoever carried, stored or packed the parcel, handed it on or sold it had it in hand; not who booked money for it, or spoke for its sender. */
const PICKUP = `SELECT c.unit, c.area, c.facts->'product' AS product,
    (SELECT p FROM jsonb_array_elements(c.facts->'parcels') p WHERE (p->>'n')::int = ($1->>'n')::int) AS parcel,
    coalesce(c.facts#>>'{courier,id}', c.facts#>>'{collected,by}') AS courier,
    g.value->>'coop' AS coop,
    coalesce((SELECT jsonb_agg(t.key ORDER BY t.key) FROM table_on('growers') t
      WHERE t.value->>'coop' = g.value->>'coop' AND t.key <> g.key), '[]') AS members,
    coalesce((SELECT jsonb_agg(DISTINCT who ORDER BY who) FROM (
      SELECT e.actor_id AS who FROM events e WHERE e.case_id = c.id AND strpos(e.actor_id, ':') = 0 AND e.action IN ('collect', 'dropOff', 'store',
        'read', 'handToTrunk', 'correctWeight', 'track', 'deliver', 'reportUndeliverable', 'reportLost')
      UNION SELECT e.input->>'handedBy' FROM events e WHERE e.case_id = c.id AND e.action = 'handToTrunk' AND e.input ? 'handedBy'
      UNION SELECT s.opened_by FROM cases s WHERE s.id = c.facts->>'soldIn') w WHERE who <> c.facts->>'grower'), '[]') AS hands,
    ((c.facts#>>'{collected,at}')::numeric + (c.facts->>'hours')::numeric * 3600000)::float8 AS promised,
    (limits_today(c.tenant, 'producePickup')->>'claimHours')::int AS "claimHours"
  FROM cases c LEFT JOIN table_on('growers') g ON g.key = c.facts->>'grower' WHERE c.id = $1->>'pickup' AND c.process = 'producePickup'`;

const HOUR = 3_600_000;

const parcelOf = (
  row: PickupRow & { readonly parcel: NonNullable<PickupRow['parcel']> },
  parties: ReadonlyMap<string, Party>,
): ClaimedParcel => {
  const { units, declared, insured, charge, scheme, region, settledAt } = row.parcel;
  const company = [...parties].find(
    ([, { kind, people = [] }]) => kind === 'carrier' && row.courier !== null && people.includes(row.courier),
  );
  return {
    ...{ unit: row.unit, area: row.area, hands: row.hands, members: row.members, coop: row.coop },
    ...{ units, declared, insured, scheme, region },
    product: { id: row.product.id, title: row.product.title },
    charge: charge?.fen ?? 0,
    deliveredAt: settledAt,
    lateDays: lateDaysOf(row.promised, settledAt),
    claimWindow: settledAt === null ? null : settledAt + (row.claimHours ?? 48) * HOUR,
    company: company ? { id: company[0], title: company[1].title } : null,
    told: company?.[1].contacts ?? [],
  };
};

/** The year of the tenant's day, and what was drawn on each fund of it. */
const readFunds = async (read: TenantRead): Promise<Funds> => {
  const [rows, today] = await Promise.all([
    readTable<{ party: string; year: number; fen: number }>(read, 'claimFunds'),
    read<{ year: number; used: Readonly<Record<string, number>> }>(
      `SELECT extract(year FROM tenant_today(current_setting('banjie.tenant', true)))::int AS year,
         coalesce((SELECT jsonb_object_agg(key, used) FROM ledger_caps WHERE key LIKE 'fund:%'), '{}') AS used`,
    ),
  ]);
  const { year = 0, used = {} } = today[0] ?? {};
  const funds = [...rows.values()].flatMap((row): Fund[] =>
    row.year === year ? [{ id: row.party, most: row.fen, used: used[`fund:${row.party}:${year}`] ?? 0 }] : [],
  );
  return { year, funds };
};

const funds = async ({ read }: ActAsk<unknown, Facts, Limits>) => ({ reference: await readFunds(read) });

const judging = async ({
  read,
  input,
  current,
  now,
}: ActAsk<Inputs['assess'], Facts, Limits>): Promise<InputIssues | { readonly reference: Reference['assess'] }> => {
  const parties = await readParties(read);
  const goodwill = parties.get(GOODWILL);
  const issues = input.liability.flatMap(({ party }, n): InputIssue[] => {
    const found = parties.get(party);
    if (!found) return [noRow(['liability', n, 'party'], party, liableParties)];
    return found.kind === 'alliance'
      ? [
          issue(
            ['liability', n, 'party'],
            'The alliance is liable for nothing; choose goodwill where it gives something all the same.',
            '联盟不承担责任；需补偿的请选择善意补偿。',
          ),
        ]
      : [];
  });
  if (!goodwill) issues.push(noRow(['liability'], GOODWILL, liableParties));
  if (!goodwill || issues.length > 0) return { issues };
  const [calendar, known] = await Promise.all([clocksCalendar(read), readFunds(read)]);
  return {
    reference: {
      ...known,
      parties: input.liability.map(({ party }) => {
        const { title, kind } = parties.get(party) as Party & { kind: LiableKind };
        return { id: party, title, kind };
      }),
      goodwill: { id: GOODWILL, title: goodwill.title },
      days: daysBetween(calendar, current.openedAt, now),
    },
  };
};

export const lossClaimLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const { pickup, n } = input;
    const [[row], parties] = await Promise.all([read<PickupRow>(PICKUP, { pickup, n }), readParties(read)]);
    if (!row) return { issues: [noCase(['pickup'], pickup)] };
    const { parcel } = row;
    if (parcel === null) return { issues: [issue(['n'], `${pickup} has no parcel ${n}.`, `${pickup}没有第${n}件。`)] };
    return { reference: { parcel: parcelOf({ ...row, parcel }, parties) } };
  },
  assess: judging,
  rule: judging,
  agree: funds,
  fund: funds,
});
