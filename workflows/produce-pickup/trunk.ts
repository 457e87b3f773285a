/** Parcels go on the trunk: handed over, weighed again, followed. */
import { attach, hold, release } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both, yuan } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import { isOff } from './figures.ts';
import { onlySender, spokenFor, withoutConsent } from './mine.ts';
import { gramsOf, isSettled, noParcel, parcelOf, pickedFrom, priceOf, recharged, withChanged, withParcel } from './parcels.ts';
import { runHold } from './room.ts';
import { inTheFuture, temperature } from './storing.ts';
import { notify, SENDER } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

const HOUR = 3_600_000;
const MOST_TRACKS = 30;

const AGREE_WEIGHT = { en: 'Answer about a weight', zh: '确认复重' };

export const trunk: RulesOf<'handToTrunk' | 'correctWeight' | 'agreeWeight' | 'settleWeights' | 'track'> = {
  handToTrunk: {
    title: { en: 'Hand over to the trunk', zh: '交干线' },
    description: {
      en: 'The clerk confirms which parcels came, with whole seals. Those that are missing can be handed over later.',
      zh: '由交接员逐件核对并确认封签完好；缺件可稍后补交。',
    },
    event: 'HandedToTrunk',
    by: ['trunkClerk'],
    from: ['collected', 'stored', 'onTrunk'],
    to: ['onTrunk'],
    decide: ({ current: { state, facts }, now, input, reference: { run, routes } }) => {
      if (now > run.cutOff)
        return refuse(
          'runGone',
          `${run.title.en} closed at ${moment(run.cutOff)}. Choose a later run, or have the parcels stored.`,
          `${run.title.zh}已于${moment(run.cutOff)}截载，请改交后续班次或先入冷库。`,
        );
      if (!input.sealsOk)
        return refuse(
          'sealBroken',
          'A parcel whose seal is broken isn’t taken over. Have it looked at and sealed again.',
          '封签破损的包裹不得交接，请重新验视加封。',
        );
      const missing = input.parcels.filter((n) => {
        const parcel = parcelOf(facts, n);
        return parcel === undefined || (parcel.state !== 'collected' && parcel.state !== 'stored');
      });
      if (missing.length > 0)
        return refuse(
          'parcelMissing',
          `Parcel ${missing.join(', ')} isn’t here to be handed over. Leave it out, and hand it over when it comes.`,
          `第${missing.join('、')}件未到，不能交接。请先去掉，到件后补交。`,
        );
      const going = input.parcels;
      const parcels = withChanged(
        facts,
        ({ n }) => going.includes(n),
        () => ({ state: 'onTrunk', run: run.id, handedAt: now }),
      );
      const onThisRun = parcels.filter((parcel) => parcel.run === run.id && parcel.state === 'onTrunk');
      const left = parcels.some((parcel) => parcel.state === 'stored');
      const { cold } = facts;
      return {
        state: 'onTrunk',
        facts: {
          parcels,
          hours: Math.max(0, ...parcels.map(({ region }) => routes[region]?.hours ?? 0)),
          ...(state === 'onTrunk'
            ? {}
            : { pickToTrunk: Math.round((now - pickedFrom(facts, facts.collected?.at ?? now)) / 60_000) }),
          ...(cold && !left && cold.until === null ? { cold: { ...cold, until: now } } : {}),
        },
        effects: [
          hold(runHold(run, gramsOf(onThisRun))),
          ...(input.temperature === undefined ? [] : [temperature(now, input.temperature)]),
          ...(cold && !left && cold.until === null ? [release(`cold:${cold.cell}`)] : []),
        ],
        notify: [notify(SENDER, 'onTrunk', { ...both('run', run.title), parcels: going.length })],
      };
    },
  },
  correctWeight: {
    title: { en: 'Correct a weight', zh: '更正重量' },
    description: {
      en: 'A dearer one that is far off needs the sender’s word; without it the lower charge stays.',
      zh: '加价且偏差较大的须寄件人同意，逾期未答复按较低运费计收。',
    },
    event: 'WeightCorrected',
    by: ['trunkClerk'],
    from: ['onTrunk'],
    decide: ({ current: { facts }, now, input, reference: { prices }, limits }) => {
      const parcel = parcelOf(facts, input.n);
      if (!parcel || parcel.grams === null || parcel.charge === null) return noParcel(facts, input.n);
      if (isSettled(parcel))
        return refuse(
          'settledAlready',
          `Parcel ${input.n} has left the trunk; its weight stays.`,
          `第${input.n}件已办结，重量不再更正。`,
        );
      const until = (facts.collected?.at ?? now) + limits.correctHours * HOUR;
      if (now > until)
        return refuse(
          'tooLate',
          `Weights could be corrected until ${moment(until)}; this one stays.`,
          `重量更正期限为${moment(until)}，不再更正。`,
        );
      if (input.photos.length === 0)
        return refuse('noPhoto', `Take a photo of parcel ${input.n} on the scale.`, `请拍摄第${input.n}件的称重照片。`);
      const charge = priceOf(facts, parcel, input.grams, prices);
      const photos = attach(input.photos);
      // By what the sender knows: small steps don't come to more than one.
      const known = parcel.agreed ?? parcel.grams;
      if (charge.fen > parcel.charge.fen && isOff(known, input.grams, { perMille: limits.correctionTolerance, grams: 0 }))
        return {
          facts: {
            parcels: withParcel(facts, input.n, {
              correction: { grams: input.grams, before: parcel.grams, fen: charge.fen, at: now },
            }),
          },
          clocks: { start: { weight: 'default' } },
          effects: [photos],
          notify: [
            notify(SENDER, 'weightAsked', { n: input.n, grams: input.grams, before: parcel.grams, yuan: yuan(charge.fen) }),
          ],
        };
      if (charge.fen < parcel.paid)
        return refuse(
          'paidMore',
          `${yuan(parcel.paid)} yuan were paid for parcel ${input.n} already. Have the difference claimed.`,
          `第${input.n}件已付${yuan(parcel.paid)}元，差额请按理赔办理。`,
        );
      return {
        facts: {
          parcels: withParcel(facts, input.n, { grams: input.grams, charge, charges: parcel.charges + 1, correction: null }),
        },
        effects: [photos, ...recharged(facts, parcel, charge, prices.year)],
        notify: [notify(SENDER, 'weightCorrected', { n: input.n, grams: input.grams, yuan: yuan(charge.fen) })],
      };
    },
  },
  agreeWeight: {
    title: AGREE_WEIGHT,
    event: 'WeightAnswered',
    by: ['grower', 'liveHost', 'stationClerk'],
    from: ['onTrunk', 'undeliverable', 'delivered'],
    guard: onlySender,
    decide: ({ current, actor, input: { n, agree, consent }, reference: { prices } }) => {
      const { facts } = current;
      const wrong = withoutConsent({ current, actor }, { consent });
      if (wrong) return wrong;
      const told = spokenFor({ current, actor }, AGREE_WEIGHT);
      const parcel = parcelOf(facts, n);
      if (!parcel?.correction) return refuse('noQuestion', `Nothing is asked about parcel ${n}.`, `第${n}件没有待确认的复重。`);
      if (!agree) return { facts: { parcels: withParcel(facts, n, { correction: null }) }, notify: told };
      const charge = priceOf(facts, parcel, parcel.correction.grams, prices);
      return {
        facts: {
          parcels: withParcel(facts, n, {
            grams: parcel.correction.grams,
            agreed: parcel.correction.grams,
            charge,
            charges: parcel.charges + 1,
            correction: null,
          }),
        },
        effects: recharged(facts, parcel, charge, prices.year),
        notify: told,
      };
    },
  },
  settleWeights: {
    title: { en: 'Keep the lower charges', zh: '按较低运费计收' },
    event: 'WeightsSettled',
    by: ['clock:weight'],
    from: ['onTrunk', 'undeliverable', 'delivered'],
    decide: ({ current: { facts } }) => ({
      facts: {
        parcels: withChanged(
          facts,
          ({ correction }) => correction !== null,
          () => ({ correction: null }),
        ),
      },
    }),
  },
  track: {
    title: { en: 'Note where it is', zh: '记录节点' },
    event: 'Tracked',
    by: ['carrier', 'trunkClerk'],
    from: ['onTrunk', 'undeliverable'],
    decide: ({ current: { facts }, now, input: { n, carrierEvent, at: sent } }) => {
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      // A carrier that sends it again under another requestId writes nothing twice.
      if (parcel.tracks.includes(carrierEvent))
        return refuse(
          'trackedAlready',
          `${carrierEvent} of parcel ${n} was noted before; nothing is left to do.`,
          `第${n}件的节点${carrierEvent}已记录，无须重复提交。`,
        );
      const at = Date.parse(sent);
      if (at > now + 60_000) return inTheFuture(at);
      const since = facts.collected?.at ?? at;
      if (at < since)
        return refuse(
          'beforeCollection',
          `Parcel ${n} was collected at ${moment(since)}; give the moment of the event.`,
          `第${n}件于${moment(since)}揽收，请核对节点时间。`,
        );
      return { facts: { parcels: withParcel(facts, n, { tracks: [...parcel.tracks, carrierEvent].slice(-MOST_TRACKS) }) } };
    },
  },
};
