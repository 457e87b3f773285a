/** What runs and what is waited for in each state of a permit, and who does it where somebody has left. */
import type { Lifecycle, StateRule } from '../kernel/lifecycle.ts';
import { unique } from '../kernel/parts.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { othersStops, type Stop, stopsOverClosing } from './stopping.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';
import { halfConfirmed, isUnsigned, nextStep, unchecked, unrecorded, unsigned } from './waiting.ts';

type Task = TaskSpec<Action, Role>;
type WayOut = NonNullable<Task['otherwise']>;

/** Work that ends here needs no leader of its own: any work leader does it in the place of one who has gone, or else the issuers. */
const ending = (facts: Facts): Task => ({
  action: lastStep(facts),
  person: facts.leader.id,
  role: 'workLeader',
  clock: 'validity',
  otherwise: { role: 'permitIssuer' },
});
const lastStep = (facts: Facts) => (nextStep(facts) && !facts.abandoned ? 'abandonSteps' : 'endWork');
/** Nobody takes the place of a leader on a permit without being put there; the work ends. */
const end = (facts: Facts): WayOut => ({ action: lastStep(facts), role: 'workLeader' });
const cancel: WayOut = { action: 'cancel', role: 'permitIssuer' };

/** The leader puts somebody in the place of a guardian who has gone. */
const replaceGuardian = ({ leader }: Facts): WayOut => ({ action: 'changeGuardian', person: leader.id, role: 'workLeader' });

/** Each signs for themselves; members who have gone are waited for no longer. */
const signing = (facts: Facts, withoutLeader: WayOut): readonly Task[] =>
  unsigned(facts).map(({ id: person }) => {
    const sign = { action: 'signBriefing', person } as const;
    if (person === facts.leader.id) return { ...sign, otherwise: withoutLeader };
    return person === facts.guardian.id
      ? { ...sign, otherwise: replaceGuardian(facts) }
      : { ...sign, group: 'briefing', otherwise: { action: 'changeMembers', role: 'workLeader' } };
  });

const atWork = (facts: Facts): readonly Task[] => {
  if (facts.abandoned || !nextStep(facts)) return [ending(facts)];
  // Nobody does anything before the guardian has signed.
  if (isUnsigned(facts, facts.guardian.id)) return [];
  return [
    halfConfirmed(facts)
      ? {
          action: 'confirmStep',
          person: facts.guardian.id,
          clock: 'validity',
          otherwise: replaceGuardian(facts),
        }
      : {
          action: 'confirmStep',
          person: facts.leader.id,
          clock: 'validity',
          // Without either of them nothing is done on the line.
          needs: [
            { person: facts.leader.id, otherwise: end(facts) },
            { person: facts.guardian.id, otherwise: replaceGuardian(facts) },
          ],
          otherwise: end(facts),
        },
  ];
};

/** The leader changes once. */
const withoutLeader = (facts: Facts): WayOut =>
  facts.handovers.length === 0 ? { action: 'changeLeader', role: 'permitIssuer' } : end(facts);

/** Each lifts their own stop; where nobody has their part any more, the work ends. */
const lifting = (facts: Facts): readonly Task[] =>
  unique(othersStops(facts).map(({ part }) => part)).map((part) => {
    const ways = {
      guardian: { otherwise: replaceGuardian(facts) },
      permitter: { role: 'permitter', otherwise: end(facts) },
      issuer: { role: 'permitIssuer', otherwise: end(facts) },
      leader: { role: 'permitIssuer', otherwise: end(facts) },
    } as const;
    return { action: 'lift', person: facts[part].id, clock: 'validity', ...ways[part] };
  });

const whileSuspended = (facts: Facts): readonly Task[] => {
  const leader = (action: Action): Task => ({
    action,
    person: facts.leader.id,
    clock: 'validity',
    otherwise: withoutLeader(facts),
  });
  const first = [
    ...(facts.guardianAway ? [leader('changeGuardian')] : []),
    ...lifting(facts),
    ...signing(facts, withoutLeader(facts)),
    ...unchecked(facts).map(leader),
  ];
  if (first.length > 0) return first;
  const needs = [
    { person: facts.leader.id, otherwise: withoutLeader(facts) },
    { person: facts.guardian.id, otherwise: replaceGuardian(facts) },
  ];
  return [{ ...leader('resume'), needs }];
};

/** Once the work has ended nobody is put in the place of who stopped it; where they have gone, the issuer lifts the stop. */
const liftingAtTheEnd = (facts: Facts, stops: readonly Stop[]): readonly Task[] =>
  unique(stops.map(({ part }) => part)).map((part) => ({
    action: 'lift',
    person: facts[part].id,
    clock: 'validity',
    ...(part === 'permitter' ? { role: 'permitter' } : {}),
    otherwise: { role: 'permitIssuer' },
  }));

/** The permitter takes the line back, the issuer what the permitter has ended in the leader's place, and nobody what they handed back themselves. */
const takingBack = ({ handedBack, permitter, issuer }: Facts): Task => {
  if (handedBack?.id === permitter.id) return { action: 'close', person: issuer.id, role: 'permitIssuer', clock: 'validity' };
  return {
    action: 'close',
    person: permitter.id,
    role: 'permitter',
    clock: 'validity',
    ...(handedBack?.byLeadership ? { otherwise: { role: 'admin' } as const } : {}),
  };
};

/** Before work: who has stopped it lifts the stop, or the permit comes to nothing. */
const stopped = (facts: Facts): readonly Task[] =>
  unique(facts.stops.map(({ part }) => part)).map((part) => ({
    action: 'lift',
    person: facts[part].id,
    clock: 'begin',
    otherwise: cancel,
  }));

/** A permit whose leader has gone is never permitted, though the permitter is there; one without its guardian has to get another first. */
const permitting = (facts: Facts): Task => ({
  action: 'permit',
  person: facts.permitter.id,
  role: 'permitter',
  needs: [
    { person: facts.leader.id, otherwise: cancel },
    { person: facts.guardian.id, otherwise: replaceGuardian(facts) },
  ],
  clock: 'begin',
  otherwise: cancel,
});

const opened = (tasks: (facts: Facts) => readonly Task[]): StateRule<Facts, Clock, Action, Role> => ({
  runs: ['validity'],
  tasks,
});

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  issued: {
    runs: ['begin'],
    tasks: (facts) => {
      const missing = unrecorded(facts);
      const actions = missing.length > 0 ? missing : (['holdBriefing'] as const);
      return [
        ...stopped(facts),
        ...actions.map((action) => ({ action, person: facts.leader.id, clock: 'begin', otherwise: cancel }) as const),
      ];
    },
  },
  briefing: {
    runs: ['begin'],
    tasks: (facts) => [
      ...signing(facts, cancel),
      ...stopped(facts),
      ...unchecked(facts).map((action) => ({ action, person: facts.leader.id, clock: 'begin', otherwise: cancel }) as const),
      ...(facts.stops.length > 0 || unchecked(facts).length > 0 ? [] : [permitting(facts)]),
    ],
  },
  working: opened((facts) => [...signing(facts, end(facts)), ...atWork(facts)]),
  suspended: opened(whileSuspended),
  expired: opened((facts) => [ending(facts), ...liftingAtTheEnd(facts, othersStops(facts))]),
  handedBack: opened((facts) => {
    const lifts = liftingAtTheEnd(facts, stopsOverClosing(facts));
    return lifts.length > 0 ? lifts : [takingBack(facts)];
  }),
  closed: {},
  cancelled: {},
  lapsed: {},
};
