/** The parcels are collected at the pick point or brought to the station: looked at, weighed, packed, sealed and charged. */
import { attach, credit, endParties, release } from '../effects/index.ts';
import { moment, timeTo } from '../kernel/moments.ts';
import { both, yuan } from '../kernel/parts.ts';
import { metresBetween } from '../kernel/place.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Parcel } from './facts.ts';
import { isOff } from './figures.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import { onlyCourier } from './mine.ts';
import { backToOffers } from './offering.ts';
import { chargeLines, noParcel, parcelOf, pickedFrom, priceOf } from './parcels.ts';
import { courierKeys, slotKeys } from './room.ts';
import { DISPATCHER, notify, SENDER } from './telling.ts';
import { leavesTrial } from './trials.ts';
import type { Clock, Prices, RulesOf, Scheme, State } from './vocabulary.ts';

const MINUTE = 60_000;

type Sent = Pick<Inputs['dropOff'], 'parcels' | 'inspected' | 'identityChecked'>;
type Known = { readonly prices: Prices; readonly schemes: readonly Scheme[] };

const notOnSpot = (
  facts: Facts,
  at: { readonly lat: number; readonly lon: number },
  { pickupRadius }: Limits,
): Refusal | undefined => {
  const away = metresBetween(facts.pickPoint, at);
  return away <= pickupRadius
    ? undefined
    : refuse(
        'notOnSpot',
        `You are ${Math.round(away)} m from the pick point; go within ${pickupRadius} m of it.`,
        `您距揽收点${Math.round(away)}米，请到${pickupRadius}米范围内办理。`,
      );
};

/** Nobody is waited for long before the slot, which is when they expect somebody. */
const tooEarly = ({ slotFrom }: Facts, now: number, { earlyMinutes }: Limits): Refusal | undefined => {
  const from = slotFrom - earlyMinutes * MINUTE;
  return now < from
    ? refuse(
        'tooEarly',
        `The slot begins at ${moment(slotFrom)}; come and collect from ${moment(from)} on.`,
        `揽收时段自${moment(slotFrom)}开始，请于${moment(from)}后到场揽收。`,
      )
    : undefined;
};

/** Until when a courier waits: so long from coming there, and never from before the slot. */
const waitsUntil = ({ slotFrom }: Pick<Facts, 'slotFrom'>, arrivedAt: number, { waitMinutes }: Pick<Limits, 'waitMinutes'>) =>
  Math.max(arrivedAt, slotFrom) + waitMinutes * MINUTE;

/** What postal law asks of whoever takes parcels in. */
const unlawful = ({ inspected, identityChecked }: Sent): Refusal | undefined => {
  if (!inspected) return refuse('notInspected', 'Open each parcel and look at what is in it first.', '请先逐件开箱验视。');
  return identityChecked
    ? undefined
    : refuse(
        'identityRefused',
        'Without a check of who sends it, nothing is taken in. Ask for a document.',
        '未查验寄件人身份不得收寄，请查验证件。',
      );
};

/** The packaging of a parcel: an adopted one, or the one that its trial has assigned. */
const wrongScheme = (
  { product }: Facts,
  parcel: Parcel,
  scheme: string | null,
  schemes: readonly Scheme[],
): Refusal | undefined => {
  const fits =
    scheme !== null &&
    (scheme === parcel.arm ||
      (parcel.arm === null &&
        schemes.some(
          ({ id, adopted, products }) => id === scheme && adopted && (products.length === 0 || products.includes(product.id)),
        )));
  return fits
    ? undefined
    : refuse(
        'wrongScheme',
        parcel.arm === null
          ? `Parcel ${parcel.n} is to be packed by an adopted scheme for ${product.title.en}; “${scheme ?? '—'}” isn’t one today.`
          : `Parcel ${parcel.n} belongs to a trial and is packed as “${parcel.arm}”.`,
        parcel.arm === null
          ? `第${parcel.n}件须按${product.title.zh}的已采纳方案包装，“${scheme ?? '—'}”目前不是。`
          : `第${parcel.n}件属包装试验，须按“${parcel.arm}”包装。`,
      );
};

const wrongParcel = (facts: Facts, one: Sent['parcels'][number], { schemes }: Known, limits: Limits): Refusal | undefined => {
  const parcel = parcelOf(facts, one.n);
  if (!parcel) return noParcel(facts, one.n);
  if (one.photos.length === 0)
    return refuse('noPhoto', `Take a photo of parcel ${one.n} on the scale.`, `请拍摄第${one.n}件的称重照片。`);
  if (one.photos.length > limits.maxPhotos)
    return refuse(
      'tooManyPhotos',
      `Send at most ${limits.maxPhotos} photos of a parcel.`,
      `每件最多上传${limits.maxPhotos}张照片。`,
    );
  if (
    !one.reweighed &&
    isOff(parcel.planned, one.grams, { perMille: limits.weightTolerance, grams: limits.weightToleranceGrams })
  )
    return refuse(
      'weightOff',
      `Parcel ${one.n} weighs ${one.grams} g and was planned with ${parcel.planned} g. Weigh it again, and have the grower agree.`,
      `第${one.n}件实重${one.grams}克，预估${parcel.planned}克，相差较大，请复称并由寄件人确认。`,
    );
  return wrongScheme(facts, parcel, one.scheme ?? parcel.scheme, schemes);
};

/** What follows when parcels are taken in: those that weren't ready are struck off, and each is charged by the rows of this day. */
const takenIn = (
  facts: Facts,
  {
    id,
    actor,
    now,
    input,
    reference,
    limits,
  }: { id: string; actor: string; now: number; input: Sent; reference: Known; limits: Limits },
  where: 'spot' | 'station',
): (Outcome<State, Facts, Clock> & { readonly state: 'collected' }) | Refusal => {
  const wrong = unlawful(input);
  if (wrong) return wrong;
  for (const one of input.parcels) {
    const refusal = wrongParcel(facts, one, reference, limits);
    if (refusal) return refusal;
  }
  const { prices } = reference;
  const parcels = facts.parcels.flatMap((parcel) => {
    const one = input.parcels.find(({ n }) => n === parcel.n);
    if (!one) return [];
    const charge = priceOf(facts, parcel, one.grams, prices);
    return [
      {
        ...parcel,
        state: 'collected' as const,
        grams: one.grams,
        scheme: one.scheme ?? parcel.scheme,
        seal: one.seal,
        agreed: one.grams,
        charge,
        charges: 1,
      },
    ];
  });
  const sum = (of: (parcel: (typeof parcels)[number]) => number) => parcels.reduce((all, parcel) => all + of(parcel), 0);
  const lines = parcels.flatMap((parcel) => chargeLines(facts, parcel, parcel.charge, prices.year));
  const dawn = where === 'spot' && facts.night && limits.dawnPickupPoints > 0;
  const due = pickedFrom(facts, now) + limits.pickToTrunkMinutes * MINUTE;
  return {
    state: 'collected',
    facts: {
      parcels,
      collected: { by: actor, at: now, where },
      courier: null,
      offer: null,
      offerUntil: null,
      broadcast: null,
    },
    clocks: { start: { pickToTrunk: timeTo(Math.max(due, now), now) } },
    effects: [
      attach(input.parcels.flatMap(({ photos }) => photos)),
      ...leavesTrial(
        facts.trial,
        id,
        facts.parcels.filter(({ n }) => !parcels.some((parcel) => parcel.n === n)),
      ),
      ...(lines.length > 0 ? [credit(...lines)] : []),
      ...(dawn
        ? [
            credit({
              asset: 'points',
              from: 'scheme:dawnPickups',
              to: `person:${actor}`,
              amount: limits.dawnPickupPoints,
              rule: 'dawnPickup',
            }),
          ]
        : []),
    ],
    notify: [
      notify(SENDER, 'collected', {
        parcels: parcels.length,
        grams: sum(({ grams }) => grams),
        yuan: yuan(sum(({ charge }) => charge.fen)),
        saved: yuan(sum(({ charge }) => charge.saving)),
      }),
    ],
  };
};

export const collecting: RulesOf<'setOut' | 'arrive' | 'collect' | 'dropOff' | 'notReady'> = {
  setOut: {
    title: { en: 'Say that you are on the way', zh: '出发' },
    description: { en: 'The sender hears of it.', zh: '寄件人将收到通知。' },
    event: 'SetOut',
    by: ['courier'],
    from: ['accepted'],
    anywhere: true,
    guard: onlyCourier,
    decide: ({ current: { facts }, now }) => {
      const { courier } = facts;
      if (!courier || courier.arrivedAt !== null || courier.setOutAt != null)
        return refuse(
          'onTheWayAlready',
          'You have said so already. Go there, and say when you are there.',
          '您已出发，请到场后打卡。',
        );
      return {
        facts: { courier: { ...courier, setOutAt: now } },
        notify: [notify(SENDER, 'onTheWay', { name: courier.name, from: moment(facts.slotFrom) })],
      };
    },
  },
  arrive: {
    title: { en: 'Say that you are there', zh: '到场打卡' },
    description: { en: 'Within some steps of the pick point; the wait begins.', zh: '到达揽收点附近打卡，开始计算等待时间。' },
    event: 'Arrived',
    by: ['courier'],
    from: ['accepted'],
    anywhere: true,
    guard: onlyCourier,
    decide: ({ current: { facts }, now, input: { at }, limits }) => {
      if (facts.courier?.arrivedAt != null)
        return refuse('thereAlready', 'You have said so already. Collect the parcels now.', '您已打卡，请揽收。');
      return (
        tooEarly(facts, now, limits) ??
        notOnSpot(facts, at, limits) ?? {
          facts: { courier: facts.courier ? { ...facts.courier, arrivedAt: now } : null },
          notify: [
            notify(SENDER, 'arrived', {
              name: facts.courier?.name ?? '',
              minutes: Math.ceil((waitsUntil(facts, now, limits) - now) / MINUTE),
            }),
          ],
        }
      );
    },
  },
  collect: {
    title: { en: 'Collect', zh: '揽收' },
    description: {
      en: 'Look at each parcel, weigh it with a photo, pack it by its scheme and seal it. Parcels that aren’t ready are struck off.',
      zh: '逐件验视、称重拍照，按方案包装并加封；未备妥的包裹从本单去除。',
    },
    event: 'Collected',
    by: ['courier'],
    from: ['accepted'],
    to: ['collected'],
    anywhere: true,
    guard: onlyCourier,
    decide: ({ current: { id, facts }, actor, now, input, reference, limits }) =>
      tooEarly(facts, now, limits) ??
      notOnSpot(facts, input.at, limits) ??
      takenIn(facts, { id, actor: actor.id, now, input, reference, limits }, 'spot'),
  },
  dropOff: {
    title: { en: 'Take in at the station', zh: '到站收寄' },
    description: {
      en: 'As when collected; a courier who has accepted it hears at once.',
      zh: '要求同揽收；已接单骑手将立即获知。',
    },
    event: 'DroppedOff',
    by: ['stationClerk'],
    from: ['booked', 'offered', 'accepted'],
    to: ['collected'],
    decide: ({ current: { id, facts }, actor, now, input, reference, limits }) => {
      const outcome = takenIn(facts, { id, actor: actor.id, now, input, reference, limits }, 'station');
      if (isRefusal(outcome)) return outcome;
      const { courier, offer } = facts;
      const keys = courier ? courierKeys(courier.id, facts) : undefined;
      const told = courier?.id ?? offer?.to;
      const room = slotKeys(facts.slot.id, facts.day);
      return {
        ...outcome,
        effects: [
          ...(outcome.effects ?? []),
          // Nobody comes for them in the slot: others may.
          ...(facts.dropOff ? [] : [release(room.parcels, room.grams)]),
          ...(courier && keys ? [release(keys.parcels, keys.grams), endParties({ role: 'courier', person: courier.id })] : []),
        ],
        notify: [
          ...(outcome.notify ?? []),
          ...(told === undefined ? [] : [notify({ person: told }, 'droppedOff', both('slot', facts.slot.title))]),
        ],
      };
    },
  },
  notReady: {
    title: { en: 'Nothing to collect', zh: '未能揽收' },
    description: {
      en: 'After the wait. The second time on one day ends the pickup; nobody there and not packed count as a no-show.',
      zh: '等待满时后办理。同日第二次即终止本单；无人在场、未包装计爽约。',
    },
    event: 'NotReady',
    by: ['courier'],
    from: ['accepted'],
    to: ['booked', 'offered', 'unserved'],
    anywhere: true,
    guard: onlyCourier,
    decide: ({ current: { id, facts }, actor, now, input, reference, limits }) => {
      const { courier } = facts;
      if (courier?.arrivedAt == null)
        return refuse('notThere', 'Say first that you are there; then wait.', '请先到场打卡，再等待。');
      const waited = waitsUntil(facts, courier.arrivedAt, limits);
      // What may not be sent isn't made better by waiting.
      if (input.why !== 'forbidden' && now < waited)
        return refuse('waitLonger', `Wait until ${moment(waited)}.`, `请等待至${moment(waited)}。`);
      if (input.photos.length === 0) return refuse('noPhoto', 'Take a photo of the place.', '请拍摄现场照片。');
      const misses = [...facts.misses, { why: input.why, by: actor.id, at: now }];
      const reason = input.why;
      if (misses.length < 2 && now < facts.slotUntil) {
        const outcome = backToOffers({ ...facts, tried: facts.tried }, 'gaveBack', reference, { now, limits });
        return {
          ...outcome,
          reason,
          facts: { ...outcome.facts, misses },
          effects: [...(outcome.effects ?? []), attach(input.photos)],
          notify: [
            ...(outcome.notify ?? []),
            notify(SENDER, 'notReady', { name: actor.name }),
            notify(DISPATCHER, 'notReadyThere', { name: actor.name }),
          ],
        };
      }
      const { nextFree } = reference;
      return {
        state: 'unserved',
        reason,
        facts: {
          misses,
          courier: null,
          noShow: misses.some(({ why }) => why !== 'forbidden'),
          next: nextFree ? { day: nextFree.day, slot: nextFree.id, from: nextFree.from } : null,
        },
        effects: [
          attach(input.photos),
          release(...[slotKeys(facts.slot.id, facts.day), courierKeys(actor.id, facts)].flatMap((of) => [of.parcels, of.grams])),
          endParties({ role: 'courier', person: actor.id }),
          ...leavesTrial(facts.trial, id, facts.parcels),
        ],
        notify: [unservedNotice(nextFree)],
      };
    },
  },
};

/** Nobody came, or nothing was there: the sender is told of the next slot, and of the cold store. */
export const unservedNotice = (
  next: { readonly title: { readonly en: string; readonly zh: string }; readonly from: number } | null,
) =>
  next ? notify(SENDER, 'unserved', { ...both('next', next.title), from: moment(next.from) }) : notify(SENDER, 'unservedNoSlot');
