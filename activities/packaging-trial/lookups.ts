/** What each act of a packaging trial is judged by, or what in its input the tenant's data doesn't know. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/packaging-trial/facts.ts';
import type { Inputs } from '../../workflows/packaging-trial/inputs.ts';
import type { Limits } from '../../workflows/packaging-trial/limits.ts';
import type { Baseline, Reference, Seat } from '../../workflows/packaging-trial/vocabulary.ts';
import { dueAt } from '../calendar/clock.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import { noRow } from '../found.ts';
import { localDate } from '../local-moments.ts';
import { defineLookups, type InputIssue } from '../lookups.ts';
import { packagingSchemes, products, tariffs } from '../produce-pickup/tables.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

type Row = { readonly title: Title };

/** What is tried against, and the zones of the design that the tariff doesn't know. */
const readDesign = async (read: TenantRead, { baselineScheme, zones }: Inputs['amend']) => {
  const [scheme, known] = await Promise.all([
    readTableRow<Row & { readonly costFen?: number }>(read, 'packagingSchemes', baselineScheme),
    readTable(read, 'tariffs'),
  ]);
  const issues: readonly InputIssue[] = [
    ...(scheme ? [] : [noRow(['baselineScheme'], baselineScheme, packagingSchemes)]),
    ...zones.flatMap((zone, at) => (known.has(zone) ? [] : [noRow(['zones', at], zone, tariffs)])),
  ];
  const baseline: Baseline | undefined = scheme && {
    key: baselineScheme,
    title: scheme.title,
    costFen: scheme.costFen ?? 0,
  };
  return { baseline, issues };
};

/** The member bodies whose unit is there today, and the people who speak for each of them. */
const readSeats = (read: TenantRead): Promise<Seat[]> =>
  read<Seat>(
    `SELECT m.value->>'unit' AS id, m.value->'title' AS title, coalesce(jsonb_agg(DISTINCT p.id) FILTER (WHERE p.id IS NOT NULL), '[]') AS people
     FROM table_on('allianceMembers', NULL::date) m
     JOIN units u ON u.id = m.value->>'unit' AND (u.ended_on IS NULL OR u.ended_on > tenant_today(u.tenant))
     LEFT JOIN (people p JOIN person_roles r ON r.person_id = p.id AND r.role = 'allianceMember' AND r.valid_from <= tenant_today(r.tenant)
       AND (r.ended_on IS NULL OR r.ended_on > tenant_today(r.tenant))) ON p.unit = u.id AND (p.ended_on IS NULL OR p.ended_on > tenant_today(p.tenant))
     GROUP BY m.key, m.value ORDER BY m.key`,
  );

export const packagingTrialLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const [product, { baseline, issues }] = await Promise.all([
      readTableRow<Row & { readonly scheme?: string | null }>(read, 'products', input.product),
      readDesign(read, input),
    ]);
    return product && baseline && issues.length === 0
      ? { reference: { product: { id: input.product, title: product.title }, usual: product.scheme ?? null, baseline } }
      : { issues: [...(product ? [] : [noRow(['product'], input.product, products)]), ...issues] };
  },
  amend: async ({ read, input }) => {
    const { baseline, issues } = await readDesign(read, input);
    return baseline && issues.length === 0 ? { reference: { baseline } } : { issues };
  },
  advise: async ({ read, current }) => {
    const tests = await readTable<Row & { readonly products: readonly string[] }>(read, 'dropTests');
    const { product } = current.facts;
    return {
      reference: {
        tests: [...tests].flatMap(([id, { title, products }]) =>
          products.length === 0 || products.includes(product.id) ? [{ id, title }] : [],
        ),
      },
    };
  },
  publish: async ({ read }) => ({ reference: { seats: await readSeats(read) } }),
  vote: async ({ read }) => ({ reference: { members: (await readSeats(read)).map(({ id }) => id) } }),
  decide: async ({ read, current, now }) => {
    const { product, scheme } = current.facts;
    const calendar = await clocksCalendar(read);
    const due = dueAt(calendar, { workingDays: 1 }, [{ at: now, kind: 'start' }]) ?? now;
    const from = localDate(new Date(due).toISOString(), calendar.zone);
    const [seats, row, sent] = await Promise.all([
      readSeats(read),
      readTableRow<{ readonly products?: readonly string[] }>(read, 'packagingSchemes', scheme.key, from),
      readTableRow(read, 'products', product.id, from),
    ]);
    // A packaging for all products stays one.
    const products = row?.products?.length === 0 ? [] : [...new Set([...(row?.products ?? []), product.id])];
    return { reference: { members: seats.map(({ id }) => id), from, products, isSent: sent !== undefined } };
  },
});
