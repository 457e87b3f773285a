/** How parcels of a trial are found, by their recipients or by somebody who measures, and what comes of it. */
import { attach } from '../effects/index.ts';
import { askAll } from '../kernel/answers.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { isSame } from './result.ts';
import { figuresOf, notItsParcels, notify, resultNow } from './trial.ts';
import { ALWAYS, MEASURABLE, type RulesOf } from './vocabulary.ts';

type Found = Omit<Facts['measured'][number], 'how' | 'at'>;

/** The measurements with this one, in the place of the one that there is of the parcel. */
const noted = (facts: Facts, { pickup, n, units, bad }: Found, how: 'receipt' | 'measured', at: number): Facts['measured'] => [
  ...facts.measured.filter((one) => !isSame(one, { pickup, n })),
  { pickup, n, units, bad, how, at },
];

const wrongCount = ({ units, bad }: Found, sent: number): Refusal | undefined => {
  if (bad > units)
    return refuse(
      'moreBadThanUnits',
      `${bad} of ${units} can’t be bad; count again.`,
      `损坏${bad}超过总数${units}，请重新清点。`,
    );
  return units > sent
    ? refuse('moreThanSent', `${sent} were sent in this parcel; count again.`, `该件发出${sent}，请重新清点。`)
    : undefined;
};

export const measuring: RulesOf<'noteReceipt' | 'measure' | 'publish'> = {
  noteReceipt: {
    title: { en: 'Note a receipt', zh: '登记收件结果' },
    description: { en: 'What its recipient found, or that a parcel was lost.', zh: '收件人确认的结果，或包裹遗失。' },
    event: 'ReceiptNoted',
    by: ['case'],
    from: ALWAYS,
    decide: ({ current: { state, facts }, actor, now, input }) => {
      const { pickup, n } = input;
      if (actor.id !== `case:${pickup}`) return notItsParcels();
      const sent = facts.parcels.find((parcel) => isSame(parcel, { pickup, n }));
      const isOpen = MEASURABLE.some((one) => one === state);
      // What doesn't count, or comes too late, is in the history alone.
      if (!sent || !isOpen) return {};
      const units = Math.min(input.units, sent.units);
      const found = { pickup, n, units, bad: Math.min(input.bad, units) };
      return { facts: { measured: noted(facts, found, 'receipt', now) } };
    },
  },
  measure: {
    title: { en: 'Measure a parcel', zh: '测量包裹' },
    description: { en: 'Where its recipient hasn’t said how it came.', zh: '收件人未确认的，由他人测量。' },
    event: 'Measured',
    by: ['trunkClerk', 'stationClerk', 'expert', 'allianceSecretary'],
    from: ['shipping', 'measuring'],
    decide: ({ current: { facts }, now, input }) => {
      const { pickup, n, photos } = input;
      const sent = facts.parcels.find((parcel) => isSame(parcel, { pickup, n }));
      if (!sent)
        return refuse(
          'noSuchParcel',
          `Parcel ${n} of ${pickup} isn’t part of this trial; look at the parcels of the trial.`,
          `${pickup}第${n}件不属于本试验，请查看试验包裹。`,
        );
      if (facts.measured.some((one) => isSame(one, { pickup, n })))
        return refuse(
          'measuredAlready',
          `Parcel ${n} of ${pickup} was measured already; choose another.`,
          `${pickup}第${n}件已测量，请选择其他包裹。`,
        );
      const wrong = wrongCount(input, sent.units);
      if (wrong) return wrong;
      return { facts: { measured: noted(facts, input, 'measured', now) }, effects: [attach(photos)] };
    },
  },
  publish: {
    title: { en: 'Publish the result', zh: '公布结果' },
    description: {
      en: 'The members vote on it. Parcels that nobody has measured are shown apart.',
      zh: '公布后由成员表决；未测包裹另行列示。',
    },
    event: 'ResultPublished',
    by: ['allianceSecretary', 'clock:measure'],
    from: ['measuring'],
    to: ['deciding'],
    decide: ({ current: { facts }, reference: { seats } }) => {
      if (seats.length === 0)
        return refuse(
          'noMembers',
          'The alliance has no members entered; enter them in the table “allianceMembers” first.',
          '尚未登记联盟成员，请先在参数表allianceMembers中登记。',
        );
      const result = resultNow(facts);
      const words = { ...figuresOf(result), extraYuan: (result.extraFen / 100).toFixed(2) };
      return {
        state: 'deciding',
        facts: { result, seats, votes: askAll(seats.map(({ id }) => id)) },
        notify: seats.flatMap(({ people }) => people.map((person) => notify({ person }, 'voteOpen', words))),
      };
    },
  },
};
