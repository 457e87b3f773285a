/** Who may be asked for a pickup, with all that their order depends on: one question. */
import type { Candidate } from '../../workflows/produce-pickup/order-of-offers.ts';
import type { Capacity } from '../../workflows/produce-pickup/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';

type Row = Candidate & { readonly parcels: number; readonly grams: number };

type Asked = { readonly slot: string; readonly day: string; readonly now: number; readonly courier?: string };

/** What a courier carries who is on no roster of the slot. */
const PARCELS = 12;
const GRAMS = 180_000;

/**
 * The couriers on the roster of the slot on its weekday, and one more where one is named; those who have left aren't among them. Of the nights
 * around that day, the seven in a row with the most count, whether they are over or to come.
 */
const readCouriers = (read: TenantRead, asked: Asked): Promise<readonly Row[]> =>
  read<Row>(
    `WITH at AS (SELECT ($1->>'day')::date AS day, to_timestamp(($1->>'now')::float8 / 1000) AS now, current_setting('banjie.tenant', true) AS tenant,
         tenant_today(current_setting('banjie.tenant', true)) AS today),
     roster AS (
       SELECT id, min(place)::int AS place, max(parcels) AS parcels, max(grams) AS grams FROM (
         SELECT c.id, c.place, (r.value->>'parcels')::int AS parcels, (r.value->>'grams')::int AS grams
         FROM at, table_on('pickupRoster', at.day) r, jsonb_array_elements_text(r.value->'couriers') WITH ORDINALITY c(id, place)
         WHERE r.value->>'slot' = $1->>'slot' AND (NOT r.value ? 'weekdays' OR r.value->'weekdays' @> to_jsonb(extract(isodow FROM at.day)::int))
         UNION ALL SELECT $1->>'courier', 1000000, ${PARCELS}, ${GRAMS} WHERE $1 ? 'courier') q
       GROUP BY id),
     away AS (
       SELECT l.key FROM at, table_on('pickupLeave', at.day) l WHERE l.value->>'from' <= $1->>'day' AND l.value->>'until' >= $1->>'day')
     SELECT r.id, p.name, r.place, r.parcels, r.grams, r.id IN (SELECT key FROM away) AS "onLeave",
       r.parcels - coalesce((SELECT sum(h.amount) FROM holds h WHERE h.tenant = at.tenant
         AND h.resource = 'courier:' || r.id || ':' || ($1->>'slot') || ':' || ($1->>'day')), 0)::int AS "parcelsLeft",
       r.grams - coalesce((SELECT sum(h.amount) FROM holds h WHERE h.tenant = at.tenant
         AND h.resource = 'courier:' || r.id || ':' || ($1->>'slot') || ':' || ($1->>'day') || ':g'), 0)::int AS "gramsLeft",
       (SELECT max(w.nights)::int FROM (
          SELECT n.ahead, count(*) FILTER (WHERE n.ahead <> 0 AND EXISTS (
              SELECT FROM pickup_turns t WHERE t.tenant = at.tenant AND t.person = r.id AND t.night = at.day + n.ahead))
            OVER (ORDER BY n.ahead ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS nights
          FROM generate_series(-6, 6) n(ahead)) w WHERE w.ahead >= 0) AS nights,
       (SELECT count(*)::int FROM pickup_turns t WHERE t.tenant = at.tenant AND t.person = r.id AND t.open) AS "openOffers",
       (SELECT count(*)::int FROM pickup_turns t WHERE t.tenant = at.tenant AND t.person = r.id AND t.accepted AND t.at > at.now - interval '7 days') AS accepted,
       (SELECT ms(max(t.at)) FROM pickup_turns t WHERE t.tenant = at.tenant AND t.person = r.id) AS "lastOffer"
     FROM at CROSS JOIN roster r JOIN people p ON p.id = r.id AND p.tenant = at.tenant
     WHERE (p.ended_on IS NULL OR p.ended_on > at.today)
       AND EXISTS (SELECT FROM person_roles o WHERE o.tenant = p.tenant AND o.person_id = p.id AND o.role = 'courier'
         AND o.valid_from <= at.today AND (o.ended_on IS NULL OR o.ended_on > at.today))
     ORDER BY r.place, r.id`,
    asked,
  );

/** Those on the roster, as their order is made of them. */
export const readCandidates = async (read: TenantRead, asked: Omit<Asked, 'courier'>): Promise<readonly Candidate[]> =>
  (await readCouriers(read, asked)).map(({ parcels: _, grams: __, ...candidate }) => candidate);

/** What one courier carries in the slot at most, and how many nights they were out. */
export const readCapacity = async (read: TenantRead, asked: Asked & { readonly courier: string }): Promise<Capacity> => {
  const found = (await readCouriers(read, asked)).find(({ id }) => id === asked.courier);
  return { parcels: found?.parcels ?? PARCELS, grams: found?.grams ?? GRAMS, nights: found?.nights ?? 0 };
};
