/** A recipient can't be reached: the sender says what becomes of the parcel, or the product does. */
import { release } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { refuse } from '../kernel/process.ts';
import type { Parcel } from './facts.ts';
import { triedEnough } from './figures.ts';
import { onlySender, spokenFor, withoutConsent } from './mine.ts';
import { isSettled, noParcel, parcelOf, withChanged, withParcel } from './parcels.ts';
import { settledInto } from './settled.ts';
import { notify, SENDER } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

const BECOMES = { back: 'returned', giveAway: 'givenAway', dispose: 'disposed' } as const satisfies Record<
  string,
  Parcel['state']
>;

const INSTRUCT = { en: 'Say what becomes of it', zh: '指示处置' };

export const undeliverable: RulesOf<'reportUndeliverable' | 'instruct' | 'instructNone'> = {
  reportUndeliverable: {
    title: { en: 'Report it undeliverable', zh: '报无法投递' },
    description: {
      en: 'After messages far enough apart without an answer; for perishable goods sooner.',
      zh: '多次联系收件人且间隔足够仍无答复后办理；易腐品可从快。',
    },
    event: 'ReportedUndeliverable',
    by: ['carrier'],
    from: ['onTrunk', 'undeliverable'],
    to: ['undeliverable'],
    decide: ({ current: { facts }, now, input: { n, messages }, reference: { patience } }) => {
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      if (parcel.state !== 'onTrunk')
        return refuse('notOnTrunk', `Parcel ${n} isn’t on its way to the recipient.`, `第${n}件不在派送途中。`);
      const handedAt = parcel.handedAt ?? facts.collected?.at ?? 0;
      if (messages.some((at) => Date.parse(at) < handedAt))
        return refuse(
          'messageTooEarly',
          `Parcel ${n} is on its way since ${moment(handedAt)}; name messages to the recipient from then on.`,
          `第${n}件于${moment(handedAt)}交运，请填写此后联系收件人的时间。`,
        );
      const lacking = triedEnough(messages.map(Date.parse), now, patience);
      const { messages: least, gapHours, unansweredHours } = patience;
      switch (lacking) {
        case 'tooFew':
          return refuse('tooFewMessages', `Tell the recipient ${least} times before.`, `须先联系收件人${least}次。`);
        case 'tooClose':
          return refuse(
            'messagesTooClose',
            `Messages to the recipient lie at least ${gapHours} hours apart; send another one.`,
            `两次联系收件人须间隔${gapHours}小时以上，请再次联系。`,
          );
        case 'tooSoon':
          return refuse(
            'waitForAnswer',
            `Wait ${unansweredHours} hours after the last message for an answer.`,
            `末次联系后须等待${unansweredHours}小时。`,
          );
        case undefined:
          return {
            state: 'undeliverable',
            facts: { parcels: withParcel(facts, n, { state: 'undeliverable' }) },
            clocks: { start: { instruct: 'default' } },
            notify: [notify(SENDER, 'undeliverable', { n })],
          };
      }
    },
  },
  instruct: {
    title: INSTRUCT,
    event: 'Instructed',
    by: ['grower', 'liveHost', 'stationClerk'],
    from: ['undeliverable', 'stored'],
    to: ['onTrunk', 'undeliverable', 'delivered', 'closed'],
    guard: onlySender,
    decide: ({ current, actor, now, input: { n, what, consent }, limits }) => {
      const { state, facts } = current;
      const wrong = withoutConsent({ current, actor }, { consent });
      if (wrong) return wrong;
      const told = { notify: spokenFor({ current, actor }, INSTRUCT) };
      const parcel = parcelOf(facts, n);
      if (!parcel) return noParcel(facts, n);
      if (isSettled(parcel)) return refuse('settledAlready', `Parcel ${n} is settled already.`, `第${n}件已办结。`);
      if (state === 'stored') {
        if (what === 'again')
          return refuse(
            'noTrunkYet',
            'It goes with the next run by itself; say so only to have it otherwise.',
            '将随后续班次发运，无须指示；如需改变处置请另选。',
          );
        const parcels = withParcel(facts, n, { state: BECOMES[what], settledAt: now, ownWish: true });
        const { cold } = facts;
        return parcels.every(isSettled)
          ? {
              ...told,
              state: 'closed',
              facts: { parcels, windowOver: true, ...(cold ? { cold: { ...cold, until: now } } : {}) },
              effects: cold ? [release(`cold:${cold.cell}`)] : [],
            }
          : { ...told, facts: { parcels } };
      }
      if (parcel.state !== 'undeliverable')
        return refuse('stillOnItsWay', `Parcel ${n} is still on its way.`, `第${n}件仍在派送途中。`);
      const change: Partial<Parcel> =
        what === 'again' ? { state: 'onTrunk' } : { state: BECOMES[what], settledAt: now, ownWish: true };
      const parcels = withParcel(facts, n, change);
      // What the sender has had disposed of is no matter for a claim.
      return parcels.every(({ state: one }) => one === 'returned' || one === 'givenAway' || one === 'disposed')
        ? { ...told, state: 'closed', facts: { parcels, windowOver: true } }
        : { ...told, ...settledInto(parcels, now, limits.claimHours) };
    },
  },
  instructNone: {
    title: { en: 'Dispose of it or send it back', zh: '按品类规则处置' },
    description: { en: 'The sender said nothing in time.', zh: '寄件人逾期未指示。' },
    event: 'InstructedByRule',
    by: ['clock:instruct'],
    from: ['undeliverable'],
    to: ['onTrunk', 'undeliverable', 'delivered', 'closed'],
    decide: ({ current: { facts }, now, limits }) => ({
      ...settledInto(
        withChanged(
          facts,
          ({ state }) => state === 'undeliverable',
          () => ({ state: facts.perishable ? 'disposed' : 'returned', settledAt: now }),
        ),
        now,
        limits.claimHours,
      ),
      notify: [notify(SENDER, facts.perishable ? 'disposed' : 'sentBack')],
    }),
  },
};
