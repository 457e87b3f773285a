/** A pickup is booked: by a grower, by the station for one, or for what was sold in the live room. */
import { addParties, hold, link } from '../effects/index.ts';
import { moment, timeTo } from '../kernel/moments.ts';
import { both, unique, yuan } from '../kernel/parts.ts';
import { type Process, type Refusal, refuse, roleOn } from '../kernel/process.ts';
import type { Facts, Parcel } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import { priceOf } from './parcels.ts';
import { slotFull, slotHolds } from './room.ts';
import { notify, recipientRole, SENDER } from './telling.ts';
import { toTrial } from './trials.ts';
import type { Clock, Product, Reference, Role, Scheme, State } from './vocabulary.ts';

type Start = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];
type Asked = {
  readonly now: number;
  readonly input: Inputs['start'];
  readonly reference: Reference['start'];
  readonly limits: Limits;
};

/** MM-DD within a season, which may go over the turn of the year. */
export const inSeason = (day: string, season: Product['season']): boolean => {
  if (!season) return true;
  const at = day.slice(5);
  const { from, to } = season;
  return from <= to ? from <= at && at <= to : at >= from || at <= to;
};

const outOfSeason = ({ input: { day }, reference: { product } }: Asked): Refusal | undefined =>
  inSeason(day, product.season)
    ? undefined
    : refuse(
        'outOfSeason',
        `${product.title.en} is sent from ${product.season?.from} to ${product.season?.to}. Choose a day in its season, or another product.`,
        `${product.title.zh}的寄递季为${product.season?.from}至${product.season?.to}，请改选日期或品类。`,
      );

const noRoute = ({ input: { parcels }, reference: { routes } }: Asked): Refusal | undefined => {
  const region = parcels.find(({ recipient }) => routes[recipient.region]?.suspended)?.recipient.region;
  if (region === undefined) return undefined;
  const { en, zh } = routes[region]?.title ?? { en: region, zh: region };
  return refuse(
    'noRoute',
    `Nothing is carried to ${en} at present. Leave that parcel out, or book it later.`,
    `目前暂停寄往${zh}，请去掉该件或改期预约。`,
  );
};

/** Whoever wasn't there too often books through the station for a while. */
const banned = (asked: Asked, atStation: boolean): Refusal | undefined => {
  const { sender } = asked.reference;
  return !atStation && sender.noShows >= asked.limits.noShowsToBar
    ? refuse(
        'banned',
        `Nobody was there at ${sender.noShows} pickups. ${sender.barredUntil === null ? '' : `Until ${moment(sender.barredUntil)}, b`}${sender.barredUntil === null ? 'B' : ''}ook at the station; it books for you.`,
        `已有${sender.noShows}次揽收无人在场，${sender.barredUntil === null ? '' : `${moment(sender.barredUntil)}前`}请到服务站由站务员代约。`,
      )
    : undefined;
};

/** What was bottled or cooked before isn't harvested now. */
const withholding = ({ input: { day }, reference: { withheld, product } }: Asked): Refusal | undefined =>
  withheld && product.perishable && day < withheld.until
    ? refuse(
        'withholding',
        `By the advice in ${withheld.caseId}, this plot isn’t harvested before ${withheld.until}. Book that day or a later one.`,
        `按${withheld.caseId}的技术意见，该地块${withheld.until}前不得采收，请预约当日或之后。`,
      )
    : undefined;

/** The scheme named, or the one that was adopted for the product. */
export const schemeFor = (wanted: string | undefined, product: Product, schemes: readonly Scheme[]): Scheme | undefined => {
  const fitting = schemes.filter(({ products }) => products.length === 0 || products.includes(product.id));
  const adopted = fitting.filter((one) => one.adopted);
  return wanted === undefined
    ? (adopted.find(({ id }) => id === product.scheme) ?? adopted[0])
    : adopted.find(({ id }) => id === wanted);
};

const needsScheme = ({ input, reference: { product, schemes, trial } }: Asked): Refusal | undefined =>
  trial !== null || schemeFor(input.scheme, product, schemes)
    ? undefined
    : refuse(
        'needsScheme',
        `${product.title.en} has no adopted packaging ${input.scheme === undefined ? '' : `“${input.scheme}” `}on that day. Choose an adopted one, or name a packaging trial.`,
        `${product.title.zh}当日没有已采纳的包装方案${input.scheme === undefined ? '' : `“${input.scheme}”`}，请另选方案或填写包装试验。`,
      );

const noCertificate = ({ input: { certificate }, reference: { sender } }: Asked): Refusal | undefined =>
  certificate === undefined && (sender.kind === 'coop' || sender.kind === 'firm')
    ? refuse(
        'noCertificate',
        'Co-operatives and firms send with the certificate of their produce. Give its number.',
        '合作社和企业寄递须附承诺达标合格证，请填写编号。',
      )
    : undefined;

/** Slots of the same day close shortly before they begin; the others in the evening before. */
const afterCutOff = ({ now, reference: { slot, eve }, limits: { sameDayMinutes } }: Asked): Refusal | undefined => {
  const closes = slot.sameDay ? slot.from - sameDayMinutes * 60_000 : eve.cutOff;
  return now > closes
    ? refuse(
        'afterCutOff',
        `${slot.title.en} could be booked until ${moment(closes)}. Choose a later slot${slot.dropOff ? '' : ', or bring the parcels to the station'}.`,
        `${slot.title.zh}的预约已于${moment(closes)}截止，请改约后续时段${slot.dropOff ? '' : '或送至服务站'}。`,
      )
    : undefined;
};

const room = ({ reference: { slot, nextFree } }: Asked, load: { parcels: number; grams: number }): Refusal | undefined =>
  slot.parcelsLeft < load.parcels || slot.gramsLeft < load.grams ? slotFull(slot, nextFree) : undefined;

const tooMany = ({ input: { parcels }, limits: { maxParcels } }: Asked): Refusal | undefined =>
  parcels.length > maxParcels
    ? refuse(
        'tooManyParcels',
        `One pickup has at most ${maxParcels} parcels; book the others apart.`,
        `每单最多${maxParcels}件，其余请另行预约。`,
      )
    : undefined;

export const booking: Start = {
  title: { en: 'Book a pickup', zh: '预约揽收' },
  description: {
    en: 'For a slot of a day. Claims are open for two days after delivery; what is perishable is looked at when it comes.',
    zh: '按日期和时段预约。签收后两天内可申请理赔，生鲜请当场查验。',
  },
  event: 'Booked',
  // What was sold in an hour in the live room is booked in one go.
  each: true,
  by: ['grower', 'stationClerk', 'liveHost'],
  as: (actor, input) =>
    input.grower === undefined
      ? undefined
      : (roleOn(actor, ['stationClerk', 'liveHost']) as 'stationClerk' | 'liveHost' | undefined),
  to: ['booked'],
  decide: ({ id, actor, now, input, reference, limits }) => {
    const asked: Asked = { now, input, reference, limits };
    const { product, slot, nextFree, sender, area, routes, prices } = reference;
    const atStation = roleOn(actor, ['stationClerk']) !== undefined;
    const load = {
      parcels: input.parcels.length,
      grams: input.parcels.reduce((sum, { planned }) => sum + planned, 0),
    };
    const refusal =
      tooMany(asked) ??
      outOfSeason(asked) ??
      noRoute(asked) ??
      banned(asked, atStation) ??
      withholding(asked) ??
      needsScheme(asked) ??
      noCertificate(asked) ??
      afterCutOff(asked) ??
      room(asked, load);
    if (refusal) return refusal;

    const scheme = reference.trial === null ? (schemeFor(input.scheme, product, reference.schemes)?.id ?? null) : null;
    const parcels: readonly Parcel[] = input.parcels.map((one, at) => ({
      ...blank,
      n: at + 1,
      planned: one.planned,
      units: one.units ?? null,
      region: one.recipient.region,
      zone: routes[one.recipient.region]?.zone ?? '',
      recipient: { name: one.recipient.name, phone: one.recipient.phone, address: one.recipient.address },
      declared: one.declaredValue ?? null,
      insured: one.insured,
      upstairs: one.upstairs,
      scheme,
    }));
    const { lat, lon, address } = input.pickPoint;
    const about = { kind: sender.kind, over65: sender.over65, product: { id: product.id, title: product.title } };
    const estimate = parcels.reduce((sum, parcel) => sum + priceOf(about, parcel, parcel.planned, prices).fen, 0);
    const offerFrom = Math.max(now, reference.eve.offerFrom);
    const facts: Facts = {
      ...about,
      day: slot.day,
      slot: { id: slot.id, title: slot.title },
      slotFrom: slot.from,
      slotUntil: slot.until,
      perishable: product.perishable,
      night: slot.night,
      dropOff: slot.dropOff,
      grower: sender.id,
      plot: sender.plot,
      contact: { name: sender.name, phone: sender.phone },
      consent: input.consent ?? null,
      pickPoint: { lat, lon, address: address ?? null },
      pickedAt: input.pickedAt === undefined ? null : Date.parse(input.pickedAt),
      payer: input.payer === 'shop' ? `shop:${actor.id}` : sender.id,
      certificate: input.certificate ?? null,
      trial: reference.trial,
      soldIn: reference.soldIn,
      offerFrom,
      parcels,
      estimate,
      hours: Math.max(...parcels.map(({ region }) => routes[region]?.hours ?? 0)),
      asking: 'notYet',
      offer: null,
      offerName: null,
      offerUntil: null,
      tried: [],
      leftOut: [],
      broadcast: null,
      courier: null,
      brokenPromises: [],
      misses: [],
      noShow: false,
      collected: null,
      cold: null,
      temperatures: { readings: 0, last: null, lastAt: null, highest: null, warmSince: null, excursions: 0, told: false },
      pickToTrunk: null,
      windowOver: false,
      next: null,
      cancelledLate: false,
    };
    const people = unique([sender.id, actor.id]);
    return {
      state: 'booked',
      facts,
      title: `${product.title.zh} ${product.title.en} ×${parcels.length}, ${slot.day} ${slot.title.zh} ${slot.title.en}`,
      area: area.id,
      ...(sender.unit === null ? {} : { unit: sender.unit }),
      // Who the recipients are stands in it.
      confidential: true,
      clocks: {
        start: {
          unserved: timeTo(slot.until, now),
          ...(slot.dropOff ? {} : { offerFrom: timeTo(offerFrom, now) }),
        },
      },
      effects: [
        hold(...slotHolds(slot, load, nextFree)),
        addParties(
          ...people.map((person) => ({ role: person === sender.id ? 'grower' : 'booker', person })),
          ...parcels.map((parcel) => ({
            role: recipientRole(parcel),
            name: parcel.recipient?.name ?? '',
            phone: parcel.recipient?.phone ?? '',
          })),
        ),
        ...(reference.soldIn === null ? [] : [link(reference.soldIn, 'soldIn')]),
        ...toTrial(reference.trial, id, parcels),
      ],
      notify: [
        notify(SENDER, 'booked', {
          ...both('slot', slot.title),
          from: moment(slot.from),
          until: moment(slot.until),
          parcels: parcels.length,
          yuan: yuan(estimate),
        }),
      ],
    };
  },
};

/** A parcel that waits for its collection. */
const blank = {
  state: 'waiting',
  grams: null,
  arm: null,
  seal: null,
  charge: null,
  charges: 0,
  paid: 0,
  correction: null,
  run: null,
  tracks: [],
  settledAt: null,
  to: null,
  receipt: null,
  claim: null,
  claimed: false,
  claimBad: null,
  claimOpen: false,
} satisfies Partial<Parcel>;
