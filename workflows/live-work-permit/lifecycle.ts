/** What runs and what is waited for in each state of a permit, and who does it where somebody has left. */
import type { Lifecycle, StateRule } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';
import { halfConfirmed, nextStep, unchecked, unrecorded, unsigned } from './waiting.ts';

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

/** Each signs for themselves; members who have gone are waited for no longer. */
const signing = (facts: Facts): readonly Task[] =>
  unsigned(facts).map(({ id }) =>
    id === facts.guardian.id
      ? { action: 'signBriefing', person: id, otherwise: { action: 'changeGuardian', role: 'workLeader' } }
      : {
          action: 'signBriefing',
          person: id,
          group: 'briefing',
          otherwise: { action: 'changeMembers', role: 'workLeader' },
        },
  );

const atWork = (facts: Facts): Task => {
  if (facts.abandoned || !nextStep(facts)) return ending(facts);
  return halfConfirmed(facts)
    ? {
        action: 'confirmStep',
        person: facts.guardian.id,
        clock: 'validity',
        otherwise: { action: 'changeGuardian', role: 'workLeader' },
      }
    : { action: 'confirmStep', person: facts.leader.id, clock: 'validity', otherwise: end(facts) };
};

const whileSuspended = (facts: Facts): readonly Task[] => {
  // The leader changes once.
  const otherwise: WayOut = facts.handovers.length === 0 ? { action: 'changeLeader', role: 'permitIssuer' } : end(facts);
  const leader = (action: Action): Task => ({ action, person: facts.leader.id, clock: 'validity', otherwise });
  const again = unchecked(facts).map(leader);
  if (facts.guardianAway) return [leader('changeGuardian'), ...again];
  if (again.length > 0) return again;
  return facts.suspension?.byPermitter
    ? [{ action: 'resume', person: facts.permitter.id, role: 'permitter', clock: 'validity', otherwise: end(facts) }]
    : [leader('resume')];
};

/** The permitter takes the line back, and the issuer what the permitter has ended in the leader's place. */
const takingBack = ({ handedBack, permitter, issuer }: Facts): Task =>
  handedBack?.id === permitter.id
    ? { action: 'close', person: issuer.id, role: 'permitIssuer', clock: 'validity' }
    : { action: 'close', person: permitter.id, role: 'permitter', clock: 'validity' };

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
      return actions.map((action) => ({ action, person: facts.leader.id, clock: 'begin', otherwise: cancel }));
    },
  },
  briefing: {
    runs: ['begin'],
    tasks: (facts) => [
      ...signing(facts),
      { action: 'permit', person: facts.permitter.id, role: 'permitter', clock: 'begin', otherwise: cancel },
    ],
  },
  working: opened((facts) => [...signing(facts), atWork(facts)]),
  suspended: opened((facts) => [...signing(facts), ...whileSuspended(facts)]),
  expired: opened((facts) => [ending(facts)]),
  handedBack: opened((facts) => [takingBack(facts)]),
  closed: {},
  cancelled: {},
  lapsed: {},
};
