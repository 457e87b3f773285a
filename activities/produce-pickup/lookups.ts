/** What each act on a pickup is judged by, or what in its input the tenant's data doesn't know. */

import type { Facts } from '../../workflows/produce-pickup/facts.ts';
import type { Inputs } from '../../workflows/produce-pickup/inputs.ts';
import type { Limits } from '../../workflows/produce-pickup/limits.ts';
import { gramsOf } from '../../workflows/produce-pickup/parcels.ts';
import type { Reference, Run } from '../../workflows/produce-pickup/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readToday } from '../days.ts';
import { issue, noPerson, noRow } from '../found.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { readClaimLimits } from '../loss-claim/claim-limits.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { bookingLookup, readSchemes, routesOf } from './booking.ts';
import { readCandidates, readCapacity } from './candidates.ts';
import { readPrices } from './prices.ts';
import { nextFreeOf, readSlots } from './slots.ts';
import { type CellRow, coldStores, type ProductRow, type RegionRow, trunkRuns } from './tables.ts';

type Ask<Input = unknown> = ActAsk<Input, Facts, Limits>;

const DAYS_TO_SEARCH = 7;

const candidates = ({ read, now, current: { facts } }: Ask) => readCandidates(read, { slot: facts.slot.id, day: facts.day, now });

const capacity = ({ read, now, current: { facts } }: Ask, courier: string) =>
  readCapacity(read, { slot: facts.slot.id, day: facts.day, now, courier });

const offering = async (ask: Ask) => ({ reference: { candidates: await candidates(ask) } });

/** The next slot with room for these parcels, from today on. */
const nextFree = async ({ read, now, current: { facts } }: Ask) => {
  const slots = await readSlots(read, { day: await readToday(read, now), days: DAYS_TO_SEARCH });
  const load = { parcels: facts.parcels.length, grams: gramsOf(facts.parcels) };
  return nextFreeOf(slots, load, { now, not: { id: facts.slot.id, day: facts.day } });
};

/** Charged by the rows of the day on which the parcels were, or are, collected. */
const prices = async ({ read, now, current: { facts } }: Ask) =>
  readPrices(read, await readToday(read, facts.collected?.at ?? now));

const collecting = async (ask: Ask) => {
  const day = await readToday(ask.read, ask.now);
  const [of, schemes] = await Promise.all([readPrices(ask.read, day), readSchemes(ask.read, day)]);
  return { reference: { prices: of, schemes } };
};

const rangeOf = async ({ read, current: { facts } }: Ask) => {
  const row = await readTableRow<ProductRow>(read, 'products', facts.product.id);
  return { coldest: row?.coldest ?? null, warmest: row?.warmest ?? null };
};

/** A run of today, with its moments; undefined where there is none under that key on this weekday. */
const readRun = async (read: TenantRead, key: string, now: number) => {
  const [run] = await read<Run & { readonly zones: readonly string[] | null }>(
    `SELECT r.key AS id, r.value->'title' AS title, to_char(wall, 'YYYY-MM-DD') AS day, (r.value->>'grams')::int AS grams, r.value->'zones' AS zones,
       ms((wall::date + (r.value->>'cutOff')::interval) AT TIME ZONE zone) AS "cutOff", ms((wall::date + (r.value->>'leaves')::interval) AT TIME ZONE zone) AS leaves
     FROM (SELECT zone, to_timestamp(($1->>'now')::float8 / 1000) AT TIME ZONE zone AS wall FROM tenants
         WHERE id = current_setting('banjie.tenant', true)) t,
       LATERAL table_on('trunkRuns', wall::date) r
     WHERE r.key = $1->>'key' AND (NOT r.value ? 'weekdays' OR r.value->'weekdays' @> to_jsonb(extract(isodow FROM wall)::int))`,
    { key, now },
  );
  return run;
};

export const producePickupLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: bookingLookup,
  claim: async ({ read }) => ({ reference: await readClaimLimits(read) }),
  offerNext: offering,
  decline: offering,
  giveBack: offering,
  reoffer: offering,
  broadcast: offering,
  notReady: async (ask) => {
    const [of, next] = await Promise.all([candidates(ask), nextFree(ask)]);
    return { reference: { candidates: of, nextFree: next } };
  },
  fail: async (ask) => ({ reference: { nextFree: await nextFree(ask) } }),
  accept: async (ask) => ({ reference: { capacity: await capacity(ask, ask.actor.id) } }),
  assign: async (ask) => {
    const { courier } = ask.input;
    const [person, carries] = await Promise.all([readActor(ask.read, courier), capacity(ask, courier)]);
    return person ? { reference: { courier: person, capacity: carries } } : { issues: [noPerson(['courier'], courier)] };
  },
  collect: collecting,
  dropOff: collecting,
  store: async (ask) => {
    const { cell: id } = ask.input;
    const [row, range] = await Promise.all([readTableRow<CellRow>(ask.read, 'coldStores', id), rangeOf(ask)]);
    if (!row) return { issues: [noRow(['cell'], id, coldStores)] };
    const { title, store, grams, warmest } = row;
    return { reference: { cell: { id, store, title, grams, temperature: warmest ?? null }, range } };
  },
  read: async (ask) => ({ reference: { range: await rangeOf(ask) } }),
  handToTrunk: async ({ read, now, input, current: { facts } }) => {
    const [run, regions] = await Promise.all([readRun(read, input.run, now), readTable<RegionRow>(read, 'regions')]);
    if (!run) return { issues: [noRow(['run'], input.run, trunkRuns)] };
    const astray = facts.parcels.find(({ n, zone }) => input.parcels.includes(n) && run.zones && !run.zones.includes(zone));
    if (astray)
      return {
        issues: [
          issue(
            ['parcels', input.parcels.indexOf(astray.n)],
            `${run.title.en} doesn’t go to the zone of parcel ${astray.n} (${astray.zone}); choose another run for it.`,
            `${run.title.zh}不发往第${astray.n}件所在资费区（${astray.zone}），请另选班次。`,
          ),
        ],
      };
    const { zones: _, ...of } = run;
    return {
      reference: {
        run: of,
        routes: routesOf(
          facts.parcels.map(({ region }) => region),
          regions,
        ),
      },
    };
  },
  correctWeight: async (ask) => ({ reference: { prices: await prices(ask) } }),
  agreeWeight: async (ask) => ({ reference: { prices: await prices(ask) } }),
  reportUndeliverable: async ({ read, limits, current: { facts } }) => {
    const row = await readTableRow<ProductRow>(read, 'products', facts.product.id);
    return {
      reference: {
        patience: row?.undeliverable ?? {
          messages: 2,
          gapHours: limits.messageGapHours,
          unansweredHours: limits.unansweredHours,
        },
      },
    };
  },
});
