/** What a packaging trial hears of the parcels that are sent under it, and what it says of their packaging. */
import { actOn, type Effect } from '../effects/index.ts';
import type { Parcel } from './facts.ts';
import { withChanged } from './parcels.ts';
import type { RulesOf } from './vocabulary.ts';

/** The trial is told which parcels come; it says by which arm each is packed. */
export const toTrial = (trial: string | null, pickup: string, parcels: readonly Parcel[]): readonly Effect[] =>
  trial === null
    ? []
    : [
        actOn(trial, 'noteShipment', {
          pickup,
          parcels: parcels.map(({ n, units, zone }) => ({ n, units: units ?? 1, zone })),
        }),
      ];

/** The trial is told which parcels don't come after all. */
export const leavesTrial = (
  trial: string | null,
  pickup: string,
  parcels: readonly { readonly n: number }[],
): readonly Effect[] =>
  trial === null || parcels.length === 0 ? [] : [actOn(trial, 'noteCancelled', { pickup, parcels: parcels.map(({ n }) => n) })];

/** The trial is told how a parcel came. */
export const receiptToTrial = (
  trial: string | null,
  { pickup, n, units, bad }: { readonly pickup: string; readonly n: number; readonly units: number; readonly bad: number },
): readonly Effect[] => (trial === null ? [] : [actOn(trial, 'noteReceipt', { pickup, n, units, bad })]);

export const trials: RulesOf<'assignArm'> = {
  assignArm: {
    title: { en: 'Packaging assigned by the trial', zh: '试验分配包装' },
    event: 'ArmAssigned',
    by: ['case'],
    from: [
      'booked',
      'offered',
      'accepted',
      'collected',
      'stored',
      'onTrunk',
      'delivered',
      'undeliverable',
      'closed',
      'cancelled',
      'unserved',
    ],
    decide: ({ current: { facts }, input: { parcels } }) => {
      const arms = new Map(parcels.map(({ n, scheme }) => [n, scheme]));
      return {
        facts: {
          parcels: withChanged(
            facts,
            ({ n, grams }) => arms.has(n) && grams === null,
            ({ n }) => ({ scheme: arms.get(n) ?? null, arm: arms.get(n) ?? null }),
          ),
        },
      };
    },
  },
};
