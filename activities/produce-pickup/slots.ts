/** Slots of days, with what is left of each: one question, however many days. */
import { defaultsOf } from '../../workflows/kernel/limits.ts';
import { type Limits, limits } from '../../workflows/produce-pickup/limits.ts';
import type { Slot } from '../../workflows/produce-pickup/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { ProductRow } from './tables.ts';

type Row = Omit<Slot, 'parcelsLeft' | 'gramsLeft'> & {
  readonly takenParcels: number;
  readonly takenGrams: number;
  readonly held: boolean;
  readonly cutOff: number;
  readonly offerFrom: number;
  readonly sameDayMinutes: number;
  readonly product: ProductRow | null;
};

/** A slot with the moments of the evening before; `held` says whether it is there on that weekday and in that month. */
export type SlotOfDay = Slot & Pick<Row, 'held' | 'cutOff' | 'offerFrom' | 'sameDayMinutes' | 'product'>;

const WALL = (time: string): string => `ms((d.day + ${time}) AT TIME ZONE t.zone)`;

/** One of the numbers that hold today. */
const LIMIT = (name: keyof Limits): string => `coalesce((l.limits->>'${name}')::int, ${defaultsOf(limits)[name]})`;

/**
 * The slots of this day and of so many behind it, in their order; those that aren't held then are marked. With the row of a product where one is
 * named, as it holds on the first day.
 */
export const readSlots = async (
  read: TenantRead,
  { day, days = 0, product }: { readonly day: string; readonly days?: number; readonly product?: string },
): Promise<readonly SlotOfDay[]> => {
  const rows = await read<Row>(
    `SELECT s.key AS id, s.value->'title' AS title, d.name AS day,
       ${WALL(`(s.value->>'from')::interval`)} AS "from", ${WALL(`(s.value->>'to')::interval`)} AS until,
       s.value->>'from' < '06:00' OR s.value->>'from' >= '22:00' AS night,
       (s.value->>'sameDay')::boolean AS "sameDay", (s.value->>'dropOff')::boolean AS "dropOff",
       (s.value->>'parcels')::int AS parcels, (s.value->>'grams')::int AS grams,
       coalesce((SELECT sum(h.amount) FROM holds h WHERE h.tenant = t.id AND h.resource = 'slot:' || s.key || ':' || d.name), 0)::int AS "takenParcels",
       coalesce((SELECT sum(h.amount) FROM holds h WHERE h.tenant = t.id AND h.resource = 'slot:' || s.key || ':' || d.name || ':g'), 0)::int AS "takenGrams",
       (NOT s.value ? 'weekdays' OR s.value->'weekdays' @> to_jsonb(extract(isodow FROM d.day)::int))
         AND (NOT s.value ? 'months' OR CASE WHEN (s.value#>>'{months,from}')::int <= (s.value#>>'{months,to}')::int
           THEN extract(month FROM d.day) BETWEEN (s.value#>>'{months,from}')::int AND (s.value#>>'{months,to}')::int
           ELSE extract(month FROM d.day) >= (s.value#>>'{months,from}')::int OR extract(month FROM d.day) <= (s.value#>>'{months,to}')::int END) AS held,
       ${WALL(`make_interval(hours => ${LIMIT('cutOffHour')} - 24)`)} AS "cutOff",
       ${WALL(`make_interval(hours => ${LIMIT('offerFromHour')} - 24)`)} AS "offerFrom",
       ${LIMIT('sameDayMinutes')} AS "sameDayMinutes", p.value AS product
     FROM tenants t CROSS JOIN limits_today(t.id, 'producePickup') l(limits)
       CROSS JOIN LATERAL (SELECT day, to_char(day, 'YYYY-MM-DD') AS name
         FROM generate_series(($1->>'day')::timestamp, ($1->>'day')::timestamp + make_interval(days => ($1->>'days')::int), '1 day') day) d
       CROSS JOIN LATERAL table_on('pickupSlots', d.day::date) s
       LEFT JOIN table_on('products', ($1->>'day')::date) p ON p.key = $1->>'product'
     WHERE t.id = current_setting('banjie.tenant', true)
     ORDER BY d.day, s.value->>'from', s.key`,
    { day, days, product: product ?? null },
  );
  return rows.map(({ takenParcels, takenGrams, ...slot }) => ({
    ...slot,
    parcelsLeft: Math.max(0, slot.parcels - takenParcels),
    gramsLeft: Math.max(0, slot.grams - takenGrams),
  }));
};

/** When booking a slot ends: shortly before it for those of the same day, else in the evening before. */
export const closesAt = (slot: Pick<SlotOfDay, 'sameDay' | 'from' | 'sameDayMinutes' | 'cutOff'>): number =>
  slot.sameDay ? slot.from - slot.sameDayMinutes * 60_000 : slot.cutOff;

/** The first of these slots, other than that one, that may be booked and has room for so much. */
export const nextFreeOf = (
  slots: readonly SlotOfDay[],
  load: { readonly parcels: number; readonly grams: number },
  { now, not }: { readonly now: number; readonly not: { readonly id: string; readonly day: string } },
): SlotOfDay | null =>
  slots.find(
    (slot) =>
      slot.held &&
      now <= closesAt(slot) &&
      slot.parcelsLeft >= load.parcels &&
      slot.gramsLeft >= load.grams &&
      !(slot.id === not.id && slot.day === not.day),
  ) ?? null;
