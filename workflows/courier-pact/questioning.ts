/** How a pact is withdrawn for fraud: the courier is asked and heard, and somebody else decides. */
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { ended, notYourPact } from './signing.ts';
import { COURIER, notify } from './telling.ts';
import type { RulesOf, State } from './vocabulary.ts';

const suspicionOf = ({ suspicion }: Facts): NonNullable<Facts['suspicion']> => {
  if (suspicion === null) throw new RangeError('Whoever is asked is asked about something.');
  return suspicion;
};

/** Where a pact goes on that was asked about: its time hasn't rested meanwhile. */
const asBefore = ({ renewFrom, until }: Facts, now: number): Extract<State, 'joined' | 'active' | 'due' | 'lapsed'> => {
  if (until === null || renewFrom === null) return 'joined';
  if (now >= until) return 'lapsed';
  return now >= renewFrom ? 'due' : 'active';
};

const heardAlready = (): Refusal =>
  refuse('heardAlready', 'You were heard already. Wait for the decision.', '已听取说明，请等待决定。');

export const questioning: RulesOf<'question' | 'answer' | 'hearingOver' | 'decide'> = {
  question: {
    title: { en: 'Ask about false reports', zh: '核查上报' },
    description: { en: 'The courier is heard, and the leader decides.', zh: '先听取本人说明，再由分管领导决定。' },
    event: 'Questioned',
    by: ['allianceSecretary'],
    from: ['joined', 'active', 'due'],
    to: ['questioned'],
    decide: ({ actor, now, input: { reason } }) => ({
      state: 'questioned',
      reason,
      facts: { suspicion: { reason, by: actor.id, at: now, answer: null, heard: false } },
      notify: [notify(COURIER, 'questioned', { reason })],
    }),
  },
  answer: {
    title: { en: 'Say what you have to say', zh: '作出说明' },
    event: 'Answered',
    by: ['courier'],
    from: ['questioned'],
    guard: ({ current: { facts }, actor }) => {
      if (actor.id !== facts.courier.id) return notYourPact();
      return suspicionOf(facts).heard ? heardAlready() : undefined;
    },
    decide: ({ current: { facts }, input: { text } }) => ({
      facts: { suspicion: { ...suspicionOf(facts), answer: text, heard: true } },
      notify: [notify({ role: 'leader' }, 'toDecide')],
    }),
  },
  hearingOver: {
    title: { en: 'Hearing over', zh: '说明期满' },
    event: 'HearingOver',
    by: ['clock:hearing'],
    from: ['questioned'],
    decide: ({ current: { facts } }) =>
      suspicionOf(facts).heard
        ? {}
        : { facts: { suspicion: { ...suspicionOf(facts), heard: true } }, notify: [notify({ role: 'leader' }, 'toDecide')] },
  },
  decide: {
    title: { en: 'Decide', zh: '决定' },
    event: 'Decided',
    by: ['leader'],
    from: ['questioned'],
    to: ['joined', 'active', 'due', 'lapsed', 'withdrawn'],
    apart: [{ did: 'question', who: ({ suspicion }) => suspicion?.by ?? null }],
    guard: ({ current: { facts } }) =>
      suspicionOf(facts).heard
        ? undefined
        : refuse(
            'notHeard',
            'The courier is to be heard first. Wait for what they say, or for the end of their time.',
            '须先听取本人说明，请待其说明或期满。',
          ),
    decide: ({ current, now, input: { fraud, reason }, reference: { barredUntil } }) => {
      if (fraud) {
        const outcome = ended(current, 'withdrawn', 'fraud');
        return {
          ...outcome,
          reason,
          facts: { ...outcome.facts, barredUntil },
          notify: [notify(COURIER, 'withdrawn', { reason })],
        };
      }
      const state = asBefore(current.facts, now);
      const told = [notify(COURIER, 'cleared', { reason })];
      return state === 'lapsed'
        ? { ...ended(current, 'lapsed', 'lapsed'), reason, notify: [notify(COURIER, 'lapsed')] }
        : { state, reason, facts: { suspicion: null }, notify: told };
    },
  },
};
