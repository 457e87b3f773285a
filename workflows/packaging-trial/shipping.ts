/** How a trial is shipped: pickups tell of their parcels, each takes a packaging in turn, and the time or the secretary ends it. */
import { actOn, link, unlink } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import { assigned, countOf, isFull } from './arms.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { isSame } from './result.ts';
import { endedAs, notItsParcels, notify, owe, oweNoMore } from './trial.ts';
import { ALWAYS, MEASURABLE, type RulesOf } from './vocabulary.ts';

/** Why what was shipped says too little, in both languages; null where it says enough. */
const tooFew = ({ parcels, zones }: Facts, { shipmentsPerArm, zonesMin }: Limits) => {
  const [trial, baseline] = [countOf(parcels, 'trial'), countOf(parcels, 'baseline')];
  const reached = zones.filter((zone) => parcels.some((parcel) => parcel.zone === zone)).length;
  return Math.min(trial, baseline) < shipmentsPerArm || reached < zonesMin ? { trial, baseline, reached } : null;
};

export const unmeasured = ({ parcels, measured }: Pick<Facts, 'parcels' | 'measured'>): number =>
  parcels.filter((parcel) => !measured.some((one) => isSame(parcel, one))).length;

export const shipping: RulesOf<'beginShipping' | 'noteShipment' | 'noteCancelled' | 'endShipping'> = {
  beginShipping: {
    title: { en: 'Begin the shipping', zh: '开始发运' },
    description: {
      en: 'When the packaging is at hand; bookings may name the trial from then on.',
      zh: '包装到位后开始，预约时即可填写本试验。',
    },
    event: 'ShippingBegun',
    by: ['allianceSecretary'],
    from: ['approved'],
    to: ['shipping'],
    decide: ({ current: { facts } }) => ({
      state: 'shipping',
      notify: [notify({ person: facts.proposer.id }, 'shippingBegun'), notify({ role: 'stationClerk' }, 'shippingBegun')],
    }),
  },
  noteShipment: {
    title: { en: 'Note a shipment', zh: '登记发运' },
    description: {
      en: 'A pickup tells of its parcels, and is told which packaging each takes.',
      zh: '揽收件告知包裹，并获知各件所用包装。',
    },
    event: 'ShipmentNoted',
    by: ['case'],
    from: ALWAYS,
    decide: ({ current: { id, state, facts }, actor, input: { pickup, parcels: told } }) => {
      if (actor.id !== `case:${pickup}`) return notItsParcels();
      const isOpen = state === 'shipping';
      const usual = facts.ends === 'adopted' ? facts.scheme.key : facts.baseline.key;
      const { schemes, parcels } = assigned(facts, { pickup, parcels: told, isOpen }, usual);
      const fresh = parcels.slice(facts.parcels.length);
      const answer = actOn(pickup, 'assignArm', { parcels: schemes });
      if (fresh.length === 0) return { effects: [answer] };
      const isNew = !facts.parcels.some((parcel) => parcel.pickup === pickup);
      return {
        facts: { parcels },
        effects: [answer, ...(isNew ? [link(pickup, 'trialShipment')] : []), ...owe(id, facts, pickup, countOf(fresh, 'trial'))],
        notify:
          isFull({ ...facts, parcels }) && !isFull(facts)
            ? [notify({ role: 'allianceSecretary' }, 'armFull', { parcels: parcels.length })]
            : [],
      };
    },
  },
  noteCancelled: {
    title: { en: 'Note that a pickup doesn’t take place', zh: '登记揽收取消' },
    description: { en: 'Its parcels are taken out; others take their packaging.', zh: '其包裹不再计入，由后续包裹补足。' },
    event: 'ShipmentCancelled',
    by: ['case'],
    from: ALWAYS,
    decide: ({ current: { id, state, facts }, actor, input }) => {
      const { pickup } = input;
      if (actor.id !== `case:${pickup}`) return notItsParcels();
      const leaves = ({ pickup: of, n }: { readonly pickup: string; readonly n: number }) =>
        of === pickup && (input.parcels?.includes(n) ?? true);
      const gone = facts.parcels.filter(leaves);
      const isOpen = MEASURABLE.some((one) => one === state);
      if (!isOpen || gone.length === 0) return {};
      const parcels = facts.parcels.filter((parcel) => !leaves(parcel));
      const isLast = !parcels.some((parcel) => parcel.pickup === pickup);
      return {
        facts: { parcels, measured: facts.measured.filter((one) => !leaves(one)) },
        effects: [...(isLast ? [unlink(pickup, 'trialShipment')] : []), ...oweNoMore(id, facts, pickup, countOf(gone, 'trial'))],
      };
    },
  },
  endShipping: {
    title: { en: 'End the shipping', zh: '结束发运' },
    event: 'ShippingEnded',
    by: ['allianceSecretary', 'clock:shipping'],
    from: ['approved', 'shipping'],
    to: ['measuring', 'dropped'],
    decide: ({ current: { id, facts }, actor, now, input, limits }) => {
      const isClock = actor.id === 'clock:shipping';
      const few = tooFew(facts, limits);
      if (few && !isClock && !input.reason)
        return refuse(
          'tooFew',
          `${few.trial} and ${few.baseline} parcels to ${few.reached} zones are too few; ${limits.shipmentsPerArm} of each to ${limits.zonesMin} zones are asked for. Wait for more, or give a reason.`,
          `现有${few.trial}件和${few.baseline}件，到${few.reached}个资费区；要求各${limits.shipmentsPerArm}件、${limits.zonesMin}个资费区。请等待，或说明理由。`,
        );
      const shippingEnded = { reason: input.reason ?? null, by: actor.id, at: now };
      const reason = input.reason === undefined ? {} : { reason: input.reason };
      if (facts.parcels.length === 0)
        return {
          state: 'dropped',
          ...reason,
          facts: { shippingEnded, ends: 'dropped' },
          effects: endedAs(id, facts, 'dropped').effects,
          notify: [
            notify({ person: facts.proposer.id }, 'nothingShipped'),
            notify({ role: 'allianceSecretary' }, 'nothingShipped'),
          ],
        };
      const told = { unmeasured: unmeasured(facts) };
      return {
        state: 'measuring',
        ...reason,
        facts: { shippingEnded },
        notify: [
          notify({ role: 'trunkClerk' }, 'shippingOver', told),
          notify({ role: 'allianceSecretary' }, 'shippingOver', told),
        ],
      };
    },
  },
};
