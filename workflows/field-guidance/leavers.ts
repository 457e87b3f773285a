/** When somebody who was asked may do no more, the next is; when it is who comes, the secretary looks for another. */
import { timeTo } from '../kernel/moments.ts';
import { withoutGone } from '../kernel/offers.ts';
import type { Gone } from '../kernel/process.ts';
import { comesNoMore, offerClock } from './offering.ts';
import { notify } from './people.ts';
import type { Guidance, GuidanceOutcome } from './vocabulary.ts';

const COMING = ['planned', 'visited', 'advised', 'following'] as const;

export const whenGone = ({ state, facts }: Guidance, gone: Gone, now: number): GuidanceOutcome => {
  // The clock of the offer rings at once, and asks the next.
  if (state === 'offered' && withoutGone(facts, gone, now))
    return { clocks: { start: { [offerClock(facts)]: timeTo(now, now) } } };
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
