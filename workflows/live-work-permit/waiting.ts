/** What a permit waits for in each state, what it holds, and who is told. */
import { notifier } from '../kernel/parts.ts';
import type { Hold, Notice, TaskSpec } from '../kernel/process.ts';
import { lineResource, openOn, sectionAlone } from '../lines/line.ts';
import type { Facts, Mark, Named, Step } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Action, Clock, Permit, State } from './vocabulary.ts';

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

/** The checks that must be done again since work was suspended. */
export const unchecked = ({ suspension, weather, insulation }: Facts): readonly ('checkWeather' | 'checkInsulation')[] => {
  const since = (mark: Mark | null) => mark !== null && mark.at > (suspension?.at ?? 0);
  return [...(since(weather) ? [] : (['checkWeather'] as const)), ...(since(insulation) ? [] : (['checkInsulation'] as const))];
};

/** Who still has to sign the briefing: what somebody who left the utility had to sign is no person's task any more, and nobody waits for it. */
export const unsigned = ({ tasks }: Pick<Permit, 'tasks'>): readonly string[] =>
  tasks.flatMap(({ action, person }) => (action === 'signBriefing' && person !== undefined ? [person] : []));

/** Who signs the briefing: every member, and the guardian. */
export const signers = ({ members, guardian }: Pick<Facts, 'members' | 'guardian'>): readonly Named[] => [...members, guardian];

/** The tasks of a state. Opening others replaces them, so every act that changes what is waited for names them all. */
export const tasksIn = (state: State, facts: Facts, toSign: readonly string[] = []): readonly TaskSpec<Action>[] => {
  const leader = (action: Action, clock: Clock = 'validity') =>
    ({ action, person: facts.leader.id, role: 'workLeader', clock }) as const;
  const permitter = (action: Action, clock: Clock = 'validity') =>
    ({ action, person: facts.permitter.id, role: 'permitter', clock }) as const;
  // The role lets the group go on without somebody who holds it no more; nobody else may sign what they leave.
  const signing = toSign.map((person) => {
    const role = person === facts.guardian.id ? 'guardian' : 'lineWorker';
    return { action: 'signBriefing', person, role, group: 'briefing' } as const;
  });
  switch (state) {
    case 'issued': {
      const missing = unrecorded(facts);
      return missing.length > 0 ? missing.map((to) => leader(to, 'begin')) : [leader('holdBriefing', 'begin')];
    }
    case 'briefing':
      return [...signing, permitter('permit', 'begin')];
    case 'working':
      return [...signing, ...atWork(facts, leader)];
    case 'suspended': {
      const again = unchecked(facts);
      return [
        ...signing,
        ...(facts.guardianAway ? [leader('changeGuardian')] : []),
        ...(again.length > 0
          ? again.map((to) => leader(to))
          : facts.guardianAway
            ? []
            : [facts.suspension?.byPermitter ? permitter('resume') : leader('resume')]),
      ];
    }
    case 'expired':
      return [nextStep(facts) && !facts.abandoned ? leader('abandonSteps') : leader('endWork')];
    case 'handedBack':
      return [permitter('close')];
    case 'closed':
    case 'cancelled':
    case 'lapsed':
      return [];
  }
};

const atWork = (facts: Facts, leader: (action: Action) => TaskSpec<Action>): readonly TaskSpec<Action>[] => {
  if (facts.abandoned || !nextStep(facts)) return [leader('endWork')];
  return halfConfirmed(facts)
    ? [{ action: 'confirmStep', person: facts.guardian.id, role: 'guardian', clock: 'validity' }]
    : [leader('confirmStep')];
};

/** A leader carries out one permit at a time. */
export const leaderHold = ({ id, name }: Named): Hold => ({
  resource: `leader:${id}`,
  title: { en: `work leader ${name} at work`, zh: `工作负责人${name}` },
});

/** What an open permit has for itself: its leader and its sections; and it shows on the line that work is open there. */
export const holdsOf = ({ leader, line, sections }: Facts): readonly Hold[] => [
  leaderHold(leader),
  ...sections.map((section) => sectionAlone(line, section)),
  openOn(line),
];

/** What no other case may have when work is permitted. Open work elsewhere on the line is no hindrance. */
export const neededAlone = ({ facts }: Permit): readonly string[] =>
  holdsOf(facts)
    .map(({ resource }) => resource)
    .filter((resource) => resource !== lineResource(facts.line.id));

export const releaseAll = (facts: Facts): readonly string[] => holdsOf(facts).map(({ resource }) => resource);

/** Clocks to be stopped: a clock that never ran has nothing to stop. */
export const going = (current: Permit, clocks: readonly Clock[]): readonly Clock[] =>
  clocks.filter((clock) => current.clocks[clock] === 'running' || current.clocks[clock] === 'paused');

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<NoticeName>();

/** The same message to several people. */
export const notifyAll = (
  people: readonly Named[],
  notice: NoticeName,
  words: Record<string, string | number> = {},
): readonly Notice[] => people.map(({ id }) => notify({ person: id }, notice, words));

/** Who works on the site: leader, guardian and members. */
export const onSite = ({ leader, guardian, members }: Facts): readonly Named[] => [leader, guardian, ...members];

/** Everybody on the permit. */
export const everybody = (facts: Facts): readonly Named[] => [facts.issuer, facts.permitter, ...onSite(facts)];

/** What another case waits for is told to it. */
export const tellHazard = (current: Pick<Permit, 'id'>, hazard: string | null, action: 'permitOpened' | 'permitClosed') =>
  hazard === null ? {} : { act: [{ on: hazard, action, input: { permit: current.id } }] };

export const marked = ({ id, name }: Named, at: number): Mark => ({ id, name, at });
export const named = ({ id, name }: Named): Named => ({ id, name });
/** Names in a sentence. */
export const listed = (people: readonly { readonly name: string }[], between: string): string =>
  people.map(({ name }) => name).join(between);
