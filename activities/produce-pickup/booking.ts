/** What the tenant's data says to a booking, and what of it isn't there. */

import { daysAfter } from '../../workflows/kernel/days.ts';
import { moment } from '../../workflows/kernel/moments.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import type { Inputs } from '../../workflows/produce-pickup/inputs.ts';
import type { Limits } from '../../workflows/produce-pickup/limits.ts';
import type { Product, Reference, Route, Scheme } from '../../workflows/produce-pickup/vocabulary.ts';
import { readToday } from '../days.ts';
import { readWithholding } from '../field-guidance/withholding.ts';
import { issue, noCase, noPerson, noRow } from '../found.ts';
import { areaAt, type Shape } from '../issue-report/areas.ts';
import type { InputIssue, LookupAnswer, StartAsk } from '../lookups.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readPrices } from './prices.ts';
import { readSender } from './sender.ts';
import { nextFreeOf, readSlots } from './slots.ts';
import { type ProductRow, pickupSlots, products, type RegionRow, regions, type SchemeRow } from './tables.ts';

type Ask = StartAsk<Inputs['start'], Limits>;

/** So many days behind the wanted one are looked through for a free slot. */
const DAYS_TO_SEARCH = 7;
/** What has no time in its table is sent within so many days of its picking. */
const DAYS_KEPT = 7;
const HOUR = 3_600_000;

export const productOf = (id: string, row: ProductRow): Product => ({
  id,
  title: row.title,
  unit: row.unit,
  coldest: row.coldest ?? null,
  warmest: row.warmest ?? null,
  season: row.season ?? null,
  perishable: row.perishable,
  scheme: row.scheme ?? null,
});

export const readSchemes = async (read: TenantRead, day: string): Promise<readonly Scheme[]> =>
  [...(await readTable<SchemeRow>(read, 'packagingSchemes', day))].map(([id, { title, products: of, adopted }]) => ({
    id,
    title,
    products: of,
    adopted,
  }));

const readArea = async (read: TenantRead, place: { readonly lat: number; readonly lon: number }) => {
  const areas = await read<{ id: string; title: { en: string; zh: string }; shape: Shape }>(
    `SELECT id, jsonb_build_object('en', en, 'zh', zh) AS title, shape FROM areas
     WHERE ended_on IS NULL OR ended_on > tenant_today(tenant) ORDER BY id`,
  );
  const area = areaAt(place, areas);
  return area && { id: area.id, title: area.title };
};

/** The trial and the live session that are named, as they stand. */
const readNamedCases = async (
  read: TenantRead,
  { trial, soldIn, product }: Pick<Inputs['start'], 'trial' | 'soldIn' | 'product'>,
) => {
  if (trial === undefined && soldIn === undefined) return { issues: [] };
  const found = await read<{ id: string; process: string; state: string; product: string | null }>(
    `SELECT id, process, state, facts#>>'{product,id}' AS product FROM cases WHERE id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids: [trial, soldIn].filter((id) => id !== undefined) },
  );
  const one = (id: string | undefined, process: string) => found.find((row) => row.id === id && row.process === process);
  const shipping = one(trial, 'packagingTrial');
  const issues: readonly InputIssue[] = [
    ...(trial === undefined || shipping?.state === 'shipping'
      ? []
      : [
          shipping
            ? issue(
                ['trial'],
                `${trial} takes no shipments now; leave it out, or name a trial that does.`,
                `${trial}目前不接收寄件，请留空或另填试验。`,
              )
            : noCase(['trial'], trial),
        ]),
    ...(shipping?.state === 'shipping' && shipping.product !== product
      ? [
          issue(
            ['trial'],
            `${trial} tries a packaging for another product; leave it out, or name a trial for this one.`,
            `${trial}试验的是其他品类的包装，请留空或另填试验。`,
          ),
        ]
      : []),
    ...(soldIn === undefined || one(soldIn, 'roomBooking') ? [] : [noCase(['soldIn'], soldIn)]),
  ];
  return { issues };
};

const dayIssue = (day: string, today: string, { aheadDays }: Limits): readonly InputIssue[] => {
  const last = daysAfter(today, aheadDays);
  return today <= day && day <= last
    ? []
    : [issue(['day'], `Choose a day from ${today} to ${last}.`, `请选择${today}至${last}之间的日期。`)];
};

/** Whoever books for somebody else says for whom and how they consented. */
const consentIssues = ({ actor, input }: Ask): readonly InputIssue[] => {
  const clerk = holdsRole(actor, ['stationClerk']) && !holdsRole(actor, ['grower', 'liveHost']);
  if (input.grower === undefined)
    return clerk ? [issue(['grower'], 'Name the grower for whom you book.', '请填写您代其预约的种植户。')] : [];
  if (input.grower === actor.id) return [];
  if (!holdsRole(actor, ['stationClerk', 'liveHost']))
    return [
      issue(
        ['grower'],
        'The station books for others; leave this out to book for yourself.',
        '代他人预约请由服务站办理；为本人预约请留空。',
      ),
    ];
  return input.consent === undefined
    ? [issue(['consent'], 'Say how the grower consented: spoken or signed.', '请填写种植户的授权方式：口头或书面。')]
    : [];
};

export const bookingLookup = async (ask: Ask): Promise<LookupAnswer<Omit<Reference['start'], 'limits'>>> => {
  const { read, actor, input, now, limits } = ask;
  const { day } = input;
  const person = input.grower ?? actor.id;
  const [today, productRow, slots, sender, area, regionRows, schemes, prices, named, withheld] = await Promise.all([
    readToday(read, now),
    readTableRow<ProductRow>(read, 'products', input.product, day),
    readSlots(read, { day, days: DAYS_TO_SEARCH }),
    readSender(read, { person, day, now, ...limits }),
    readArea(read, input.pickPoint),
    readTable<RegionRow>(read, 'regions', day),
    readSchemes(read, day),
    readPrices(read, day),
    readNamedCases(read, input),
    readWithheldFor(ask, person),
  ]);
  const slot = slots.find((one) => one.id === input.slot && one.day === day);
  const lateSlot = slot && input.pickedAt !== undefined && Date.parse(input.pickedAt) > slot.until;
  const freshFrom = slot && slot.from - (productRow?.shelfHours ?? DAYS_KEPT * 24) * HOUR;
  const tooOld = freshFrom !== undefined && input.pickedAt !== undefined && Date.parse(input.pickedAt) < freshFrom;
  const unknown = input.parcels.flatMap(({ recipient: { region } }, at) =>
    regionRows.has(region) ? [] : [noRow(['parcels', at, 'recipient', 'region'], region, regions)],
  );
  const consent = consentIssues(ask);
  const issues: readonly InputIssue[] = [
    ...dayIssue(day, today, limits),
    ...consent,
    ...named.issues,
    ...unknown,
    ...(productRow ? [] : [noRow(['product'], input.product, products)]),
    ...(slot ? [] : [noRow(['slot'], input.slot, pickupSlots)]),
    ...(slot && !slot.held
      ? [
          issue(
            ['slot'],
            `${slot.title.en} isn’t held on that day; choose another slot or another day.`,
            `${slot.title.zh}当日不开放，请另选时段或日期。`,
          ),
        ]
      : []),
    ...(lateSlot
      ? [
          issue(
            ['pickedAt'],
            'The fruit is picked before the slot ends; correct the moment.',
            '采摘时间不得晚于揽收时段，请更正。',
          ),
        ]
      : []),
    ...(tooOld
      ? [
          issue(
            ['pickedAt'],
            `What was picked before ${moment(freshFrom)} doesn’t keep until that slot; correct the moment.`,
            `${moment(freshFrom)}前采摘的已超过保鲜时长，请更正采摘时间。`,
          ),
        ]
      : []),
    ...(area
      ? []
      : [
          issue(
            ['pickPoint'],
            'This place lies in none of the areas here. Check latitude and longitude.',
            '该地点不在本辖区网格内，请核对经纬度。',
          ),
        ]),
    ...(sender ? [] : [noPerson(['grower'], person)]),
    ...(consent.length === 0 &&
    sender &&
    !sender.isGrower &&
    (input.grower !== undefined || (!holdsRole(actor, ['liveHost']) && holdsRole(actor, ['grower', 'stationClerk'])))
      ? [
          issue(
            ['grower'],
            `${sender.name} isn’t entered as a grower; have the station enter them.`,
            `${sender.name}未登记为种植户，请联系服务站登记。`,
          ),
        ]
      : []),
  ];
  if (!productRow || !slot || !area || !sender || issues.length > 0) return { issues };
  const { isGrower: _, ...from } = sender;
  const load = { parcels: input.parcels.length, grams: input.parcels.reduce((sum, { planned }) => sum + planned, 0) };
  return {
    reference: {
      product: productOf(input.product, productRow),
      slot,
      held: slot.held,
      nextFree: nextFreeOf(slots, load, { now, not: slot }),
      eve: { cutOff: slot.cutOff, offerFrom: slot.offerFrom },
      area,
      sender: from,
      routes: routesOf(
        input.parcels.map(({ recipient }) => recipient.region),
        regionRows,
      ),
      schemes,
      trial: input.trial ?? null,
      soldIn: input.soldIn ?? null,
      withheld,
      prices,
    },
  };
};

/** Advice about the plot of this grower. */
const readWithheldFor = async ({ read, input: { day } }: Ask, person: string) => {
  const row = await readTableRow<{ plot?: string }>(read, 'growers', person, day);
  return (row && (await readWithholding(read, { grower: person, plot: row.plot, day }))) ?? null;
};

/** The regions named, as they are reached. */
export const routesOf = (named: readonly string[], rows: ReadonlyMap<string, RegionRow>): Readonly<Record<string, Route>> =>
  Object.fromEntries(
    [...new Set(named)].flatMap((id) => {
      const row = rows.get(id);
      return row ? [[id, { title: row.title, zone: row.zone, hours: row.hours, suspended: row.suspended }] as const] : [];
    }),
  );
