/**
 * Deputies and emergencies: somebody acts with what isn't theirs. Whoever stands in for somebody on a case has no other part in it, before or
 * after: what two people have to do isn't done by one in two names. Pure.
 */
import type { Actor, AnyProcess, Case, Hand, Outcome, Refusal } from './process.ts';
import { refuseByKernel } from './refusals.ts';

/** Whose hand does it. */
export const handOf = ({ deputy, ...actor }: Actor): Pick<Actor, 'id' | 'name' | 'unit'> => deputy ?? actor;

/** Everybody whom an act is of: in whose name it is, and whose hand does it. What the tenant's data say against one of them counts. */
export const idsOf = (actor: Actor): readonly string[] => [...new Set([actor.id, handOf(actor).id])];

/** Those in whose place somebody may act, themselves first. */
export const capacities = ({ as = [], ...actor }: Actor): readonly [Actor, ...Actor[]] => {
  if (as.length === 0) return [actor];
  const stoodFor = as.flatMap(({ id, deputy }) => (deputy ? [id] : []));
  const beside = (one: Actor): Actor => {
    const standsFor = stoodFor.filter((id) => id !== one.id);
    return standsFor.length > 0 ? { ...one, standsFor } : one;
  };
  return [beside({ ...actor, grants: actor.grants.filter(({ lent }) => !lent) }), ...as.map(beside)];
};

/**
 * Whether somebody, in another name than theirs, would do what the one they stand in for may not: a check of that one's work, or what is that one's own
 * matter. `refused` says whether the same is refused to whoever has this id; what is refused to anybody but one says nothing.
 */
export const checksTheirs = ({ standsFor = [] }: Actor, refused: (id: string) => boolean): Refusal | undefined =>
  standsFor.length > 0 && !refused(NOBODY) && standsFor.some(refused) ? theirs : undefined;

/** An id that nobody has. */
const NOBODY = ':nobody';

/** Why somebody may not act in this capacity on a case. */
export const wrongHand = (process: AnyProcess, current: Case, actor: Actor): Refusal | undefined => {
  const { id: hand } = handOf(actor);
  const { hands = [] } = current;
  if (hands.some(({ by, of }) => by === hand && of !== hand && of !== actor.id)) return stoodInHere;
  if (!actor.deputy) return undefined;
  if (stoodIn(current).includes(actor.id)) return noSecondDeputy;
  if (isPrivate(process, current.facts, actor)) return privately;
  if (process.qualifications?.(current.facts).some(({ person }) => person === actor.id)) return inPerson;
  const hasActed = current.openedBy === hand || hands.some(({ by, of }) => by === hand && of === hand);
  const isNamed = current.tasks.some(({ person }) => person === hand) || names(current.facts, hand);
  return hasActed || isNamed ? ownPart : undefined;
};

/** Why a deputy doesn't open a case in somebody's place, with these facts: it would be that one's private matter. */
export const openedPrivately = (process: AnyProcess, { facts }: Outcome, actor: Actor): Refusal | undefined =>
  actor.deputy && isPrivate(process, facts, actor) ? privately : undefined;

const isPrivate = ({ inPerson }: AnyProcess, facts: unknown, { id }: Actor): boolean => inPerson?.(facts).includes(id) ?? false;

/**
 * Why a deputy doesn't do what would give themselves a part in the case or something from it. Whoever is told of it has no part by that.
 */
export const forThemselves = ({ facts, effects }: Outcome, reference: unknown, { deputy }: Actor): Refusal | undefined =>
  deputy && (names(facts, deputy.id) || names(effects, deputy.id) || names(reference, deputy.id)) ? ownPart : undefined;

/** Why an act may not give somebody a part who could do nothing in it: they have stood in for somebody else on the case. */
export const forStoodIn = (current: Pick<Case, 'hands'>, input: unknown, { facts }: Outcome): Refusal | undefined =>
  stoodIn(current).some((by) => names(input, by) && names(facts, by)) ? stoodInNamed : undefined;

/** Those who have stood in for somebody else on a case. */
export const stoodIn = ({ hands = [] }: Pick<Case, 'hands'>): readonly string[] =>
  hands.flatMap(({ by, of }) => (by === of ? [] : [by]));

/**
 * Who has acted on a case and in whose name, after this act in this role. What those do to whom a process is open, such as enrolling, counts by the facts
 * that name them: a case may have hundreds of them. Clocks, other cases, followers and callers without a token are no one's deputy.
 */
export const handsAfter = (
  { staff, openTo = [] }: AnyProcess,
  { hands = [] }: Pick<Case, 'hands'>,
  actor: Actor,
  role: string,
): readonly Hand[] => {
  const { id: by } = handOf(actor);
  const isPublic = actor.deputy === undefined && openTo.includes(role) && !staff.includes(role);
  return isPublic || by === 'anonymous' || by.includes(':') || hands.some((hand) => hand.by === by && hand.of === actor.id)
    ? hands
    : [...hands, { by, of: actor.id }];
};

/**
 * Whether somebody is named anywhere in what a case knows, also as a part of a key, such as `person:wang-li`. A `hand` is who did something in the
 * place of whoever is named beside it: that is no part of their own.
 */
const names = (part: unknown, id: string): boolean => {
  if (typeof part === 'string') return part === id || part.endsWith(`:${id}`);
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(([key, value]) => key !== 'hand' && (names(key, id) || names(value, id)));
};

const stoodInHere = refuseByKernel(
  'kernel.stoodIn',
  'You have acted on this case for somebody else, so you do nothing on it in another name. Leave it to a colleague, or to the one you stood in for.',
  '您曾代他人办理本件，不得再以其他身份办理。请交由同事或被代理人办理。',
);

const stoodInNamed = refuseByKernel(
  'kernel.stoodInNamed',
  'The one you name has acted on this case for somebody else, so they do nothing on it in their own name. Name another colleague.',
  '您指定的人员曾代他人办理本件，不得再以本人身份办理。请另行指定人员。',
);

const ownPart = refuseByKernel(
  'kernel.ownPart',
  'You have a part in this case yourself, so you don’t act on it for somebody else. Leave it to them, or have another deputy named.',
  '您本人参与了本件，不得在本件中代理他人。请由本人办理，或另行指定代理人。',
);

const theirs = refuseByKernel(
  'kernel.standsForThem',
  'You stand in for somebody who may not do this: it is their own work or their own matter. Leave it to a colleague, or end the deputyship first.',
  '被代理人本人须回避此项，代理期间您也不得办理。请交由同事办理，或先终止代理。',
);

const noSecondDeputy = refuseByKernel(
  'kernel.ownPart',
  'The one you stand in for has acted on this case as a deputy themselves; a deputy has no deputy. Leave it to a colleague.',
  '被代理人在本件中本身是代理人，代理不得再代理。请交由同事办理。',
);

const privately = refuseByKernel(
  'kernel.inPerson',
  'This is the private matter of the one you stand in for, no work of their office. Leave it to them; what you have to say yourself, say in your own name.',
  '本件是被代理人的私人事项，不属于代理的岗位工作，请由其本人办理；您本人的意见请以自己的名义提出。',
);

const inPerson = refuseByKernel(
  'kernel.inPerson',
  'This needs a qualification of the person named in the case, so no deputy does it. Have somebody else named who is qualified.',
  '此项须由案件中具备资格的本人办理，不得代理。请另行指定具备资格的人员。',
);
