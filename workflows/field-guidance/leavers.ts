/** When somebody who was asked, or who comes, may do no more: the secretary looks for another. */
import { withoutGone } from '../kernel/offers.ts';
import type { Gone } from '../kernel/process.ts';
import { comesNoMore } from './offering.ts';
import { notify } from './people.ts';
import type { Guidance, GuidanceOutcome } from './vocabulary.ts';

const COMING = ['planned', 'visited', 'advised', 'following'] as const;

export const whenGone = ({ state, facts }: Guidance, gone: Gone, now: number): GuidanceOutcome => {
  const offers = withoutGone(facts, gone, now);
  if (state === 'offered' && offers) return { facts: offers, notify: [notify({ role: 'guidanceSecretary' }, 'nobodyOffered')] };
  const { expert } = facts;
  const lost = expert !== null && [...gone.left, ...gone.withoutRole].includes(expert.id);
  return lost && COMING.some((one) => one === state)
    ? {
        facts: { appointment: null },
        effects: comesNoMore({ expert: null, appointment: facts.appointment }),
        notify: [notify({ role: 'guidanceSecretary' }, 'expertLeft', { name: expert.name })],
      }
    : {};
};
