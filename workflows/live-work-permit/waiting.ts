/** What of a permit is still to be done, what it holds, and whom it notifies. */
import { actOn, type Effect, type Hold } from '../effects/index.ts';
import { groupNotifier, notifier, present } from '../kernel/parts.ts';
import { lineResource, openOn, polesAlone } from '../lines/line.ts';
import type { Facts, Mark, Named, Step } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Permit } from './vocabulary.ts';

/** The first step that isn't confirmed by both; none when all are. */
export const nextStep = ({ steps, progress }: Pick<Facts, 'steps' | 'progress'>): Step | undefined =>
  steps[progress.filter(({ guardian }) => guardian !== null).length];

/** A step that its doer has confirmed and the guardian hasn't. */
export const halfConfirmed = ({ progress }: Pick<Facts, 'progress'>) => progress.find(({ guardian }) => guardian === null);

/** What must be recorded before the briefing, and isn't yet. */
export const unrecorded = (facts: Facts): readonly ('recordSurvey' | 'checkWeather' | 'checkInsulation' | 'recordFencing')[] => [
  ...(facts.survey ? [] : (['recordSurvey'] as const)),
  ...(facts.weather ? [] : (['checkWeather'] as const)),
  ...(facts.insulation ? [] : (['checkInsulation'] as const)),
  ...(facts.fencing ? [] : (['recordFencing'] as const)),
];

/** The checks that must be done again since work was stopped. */
export const unchecked = ({ haltedAt, weather, insulation }: Facts): readonly ('checkWeather' | 'checkInsulation')[] => {
  const since = (mark: Mark | null) => mark !== null && mark.at > (haltedAt ?? 0);
  return [...(since(weather) ? [] : (['checkWeather'] as const)), ...(since(insulation) ? [] : (['checkInsulation'] as const))];
};

/** The people who sign the briefing: every member, the guardian, and a leader who has come since it was held. */
export const signers = ({ leader, members, guardian, briefing }: Facts): readonly Named[] => [
  ...members,
  guardian,
  ...(briefing && briefing.id !== leader.id ? [leader] : []),
];

/** Those of them who haven't signed since the briefing was held. */
export const unsigned = (facts: Facts): readonly Named[] =>
  facts.briefing ? signers(facts).filter(({ id }) => !facts.signatures.some((signature) => signature.id === id)) : [];

/** Whether somebody still has to sign before they act. */
export const isUnsigned = (facts: Facts, person: string): boolean => unsigned(facts).some(({ id }) => id === person);

/** Whose signature is waited for: somebody who has left signs no more, and nobody waits for them. */
export const awaited = (current: Permit): readonly Named[] => {
  const missing = unsigned(current.facts);
  const there = present(
    current,
    missing.map(({ id }) => id),
  );
  return missing.filter(({ id }) => there.includes(id));
};

/** Whoever is on the site of an open permit is on no other: a leader leads one, a guardian does nothing else, a crew is in one place. */
export const onSiteHold = ({ id, name }: Named): Hold => ({
  resource: `worker:${id}`,
  title: { en: `${name}, who is at work there`, zh: `${name}（正在作业）` },
});

/** What an open permit has for itself: its people and the poles of its sections; and it shows on the line that work is open there. */
export const holdsOf = (facts: Facts): readonly Hold[] => [
  ...onSite(facts).map(onSiteHold),
  ...facts.sections.flatMap((section) => polesAlone(facts.line, section)),
  openOn(facts.line),
];

/** What no other case may have when work is permitted. Open work elsewhere on the line is no hindrance. */
export const neededAlone = ({ facts }: Permit): readonly string[] =>
  holdsOf(facts)
    .map(({ resource }) => resource)
    .filter((resource) => resource !== lineResource(facts.line.id));

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<Notices>();

/** The same message to several people. */
export const notifyAll = groupNotifier<Notices>()((people: readonly Named[]) => people.map(({ id }) => ({ person: id })));

/** The people on the site: leader, guardian and members. */
export const onSite = ({ leader, guardian, members }: Facts): readonly Named[] => [leader, guardian, ...members];

/** Everybody on the permit. */
export const everybody = (facts: Facts): readonly Named[] => [facts.issuer, facts.permitter, ...onSite(facts)];

type ToHazard = {
  readonly permitOpened: { readonly permit: string };
  readonly permitClosed: {
    readonly permit: string;
    /** Whether the work was carried out to its last step. */
    readonly carriedOut: boolean;
    readonly workers: readonly string[];
  };
};

/** The hazard for which a permit was issued hears of it. */
export const tellHazard = <A extends keyof ToHazard>(hazard: string | null, action: A, said: ToHazard[A]): readonly Effect[] =>
  hazard === null ? [] : [actOn(hazard, action, said)];

/** Whether everything was done that the permit was for. */
export const isCarriedOut = (facts: Facts): boolean => facts.permitted !== null && !facts.abandoned && !nextStep(facts);

export const marked = ({ id, name }: Named, at: number): Mark => ({ id, name, at });
export const named = ({ id, name }: Named): Named => ({ id, name });
/** Names in a sentence. */
export const listed = (people: readonly { readonly name: string }[], between: string): string =>
  people.map(({ name }) => name).join(between);
