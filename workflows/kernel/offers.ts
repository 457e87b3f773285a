/** What is offered to one person at a time and passes on: who has it, who had it before, who is next. Pure. */
import { reservedTo } from './parts.ts';
import type { Actor, Case, Gone, Refusal, TaskSpec } from './process.ts';

/** Who is asked now, and since when. */
export type Offer = { readonly to: string; readonly at: number };

/** Somebody who was asked, and what became of it. It is no mark against them. */
export type Tried = {
  readonly person: string;
  readonly how: 'declined' | 'timedOut' | 'left' | 'gaveBack';
  readonly at: number;
};

/** The facts of an offer. */
export type Offers = { readonly offer: Offer | null; readonly tried: readonly Tried[] };

/** The first of the candidates, in the order in which they are given, who wasn't asked yet. */
export const nextOffer = <Candidate extends { readonly id: string }>({
  candidates,
  tried,
}: {
  readonly candidates: readonly Candidate[];
  readonly tried: readonly Pick<Tried, 'person'>[];
}): Candidate | undefined => candidates.find(({ id }) => !tried.some(({ person }) => person === id));

/** Nobody has it any more; whoever had it is noted, with what became of it. */
export const passedBy = ({ offer, tried }: Offers, how: Tried['how'], at: number): Offers => ({
  offer: null,
  tried: offer ? [...tried, { person: offer.to, how, at }] : tried,
});

/** What follows from passing it on: `to` is who has it now, if anybody. */
export type Passed<Candidate, Clock extends string> = {
  readonly facts: Offers;
  readonly to?: Candidate;
  readonly clocks?: { readonly start: { readonly [C in Clock]?: 'default' } };
};

/**
 * Passes it on to the next of the candidates, with the whole time to answer. `how` is what became of it with whoever had it. Without anybody left,
 * `to` is missing and nobody has it: the rule says who looks further.
 */
export const passOn = <Candidate extends { readonly id: string }, Clock extends string>(
  before: Offers,
  {
    candidates,
    at,
    clock,
    how,
  }: { readonly candidates: readonly Candidate[]; readonly at: number; readonly clock: Clock; readonly how?: Tried['how'] },
): Passed<Candidate, Clock> => {
  const passed = how ? passedBy(before, how, at) : before;
  const to = nextOffer({ candidates, tried: passed.tried });
  return to
    ? {
        to,
        facts: { offer: { to: to.id, at }, tried: passed.tried },
        clocks: { start: { [clock]: 'default' } as { readonly [C in Clock]?: 'default' } },
      }
    : { facts: { ...passed, offer: null } };
};

/** What is waited for from whoever has the offer; nothing while nobody has it. */
export const offerTasks = <Action extends string, Role extends string>(
  { offer }: Offers,
  ...tasks: readonly TaskSpec<Action, Role>[]
): readonly TaskSpec<Action, Role>[] => (offer ? tasks.map((task) => ({ ...task, person: offer.to })) : []);

/** Refuses everybody but whoever has the offer; where they have gone, it is open to their role until it passes on. */
export const onlyOffered = (
  context: { readonly current: Pick<Case, 'gone'>; readonly actor: Pick<Actor, 'id'> },
  { offer }: Offers,
  refusal: () => Refusal,
): Refusal | undefined => (offer ? reservedTo(context, [offer.to], refusal) : refusal());

/** The offer where whoever has it may do no more in the case; undefined where they may. */
export const withoutGone = (offers: Offers, { left, withoutRole }: Gone, at: number): Offers | undefined =>
  offers.offer && [...left, ...withoutRole].includes(offers.offer.to) ? passedBy(offers, 'left', at) : undefined;
