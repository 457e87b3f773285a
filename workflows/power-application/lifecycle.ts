/** Whose turn it is in each state of an application: a step of ours runs, or the customer's own time, while ours rests. */

import type { Lifecycle, StateRule } from '../kernel/lifecycle.ts';
import { isFollower } from '../kernel/parts.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { contactRole, stepOf } from './moving.ts';
import type { Step } from './track.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;
type Rule = StateRule<Facts, Clock, Action, Role>;

/** Our time; a step that rests in none of the states after it is done for good. */
const ours = (
  step: Step,
  task: Omit<Task, 'clock'> | ((facts: Facts) => Omit<Task, 'clock'>),
  rests: readonly Step[] = [],
): Rule => ({
  runs: ['total', step],
  rests,
  tasks: (facts) => [{ ...(typeof task === 'function' ? task(facts) : task), clock: step }],
});

/** The customer's own time; steps of ours that may have to be done again rest until then. */
const theirs = (action: (facts: Facts) => Action, rests: (facts: Facts) => readonly Step[]): Rule => ({
  runs: ['customer'],
  rests: (facts) => ['total', ...rests(facts)],
  tasks: (facts) => [byCustomer(action(facts), facts)],
});

/** Nobody does for a customer what is theirs; where the customer has gone, the application can only be rejected. */
const byCustomer = (action: Action, facts: Facts): Task => ({
  action,
  person: facts.customer,
  clock: 'customer',
  otherwise: { action: 'reject', role: contactRole(facts) },
});

/** The customer's one account manager, or anybody of the role that accepts. */
const accepting = (facts: Facts): Omit<Task, 'clock'> => ({
  action: 'accept',
  ...(facts.manager ? { person: facts.manager.id } : {}),
  role: contactRole(facts),
});

const handingIn = (facts: Facts): readonly Task[] => [
  byCustomer('supplyMaterials', facts),
  // Customers who applied at the window bring the papers there.
  ...(isFollower(facts.customer)
    ? [
        {
          action: 'supplyMaterials',
          role: 'windowClerk',
          clock: 'customer',
          otherwise: { action: 'reject', role: contactRole(facts) },
        } as const,
      ]
    : []),
];

/** Whether the last notice named something that the first one had overlooked: our fault, our time. */
const isOurFault = ({ faults, notices }: Facts): boolean => faults.length > 0 && faults.at(-1)?.at === notices.at(-1)?.at;

/** The step in whose time the customer signs what we have changed ourselves; none where the change came in the customer's time. */
const ourStep = ({ ourChange, backTo }: Facts): Step | undefined => (ourChange ? stepOf(backTo) : undefined);

/** What was found missing late, in our own time. */
const asking = (facts: Facts, clock: Step): readonly Task[] =>
  facts.missing.length > 0 ? handingIn(facts).map((task) => ({ ...task, clock })) : [];

const STEPS = ['accept', 'survey', 'scheme', 'designReview', 'midInspection', 'finalInspection', 'connect'] as const;
const WORK: readonly Clock[] = ['total', 'customer', ...STEPS];

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  filed: ours('accept', accepting),
  awaitingMaterials: {
    runs: (facts) => (isOurFault(facts) ? ['total', 'accept'] : ['customer']),
    rests: (facts) => (isOurFault(facts) ? [] : ['total', 'accept']),
    tasks: (facts) => handingIn(facts).map((task) => (isOurFault(facts) ? { ...task, clock: 'accept' } : task)),
  },
  surveying: {
    runs: ['total', 'survey'],
    tasks: (facts) => [{ action: 'survey', role: 'surveyor', clock: 'survey' }, ...asking(facts, 'survey')],
  },
  scheming: {
    runs: ['total', 'scheme'],
    tasks: (facts) => {
      const asked = asking(facts, 'scheme');
      return asked.length > 0 ? asked : [{ action: 'drawScheme', role: 'schemeDesigner', clock: 'scheme' }];
    },
  },
  // A change of the scheme comes back to the step in which it was made.
  awaitingSignature: {
    runs: (facts) => {
      if (!facts.ourChange) return ['customer'];
      const step = ourStep(facts);
      return step ? ['total', step] : ['total'];
    },
    rests: (facts) => {
      const step = ourStep(facts);
      const later = STEPS.filter((other) => other !== 'survey' && other !== step);
      return facts.ourChange ? later : ['total', ...later];
    },
    tasks: (facts) => [{ ...byCustomer('sign', facts), clock: ourStep(facts) ?? (facts.ourChange ? 'total' : 'customer') }],
  },
  designing: theirs(
    () => 'submitDesign',
    () => ['designReview'],
  ),
  reviewingDesign: ours('designReview', { action: 'reviewDesign', role: 'schemeReviewer' }),
  building: theirs(
    ({ track, midInspection }) =>
      track.days.midInspection === undefined || midInspection?.passed ? 'requestFinalInspection' : 'requestMidInspection',
    ({ midInspection }) => [...(midInspection?.passed ? [] : (['midInspection'] as const)), 'finalInspection', 'connect'],
  ),
  inspectingMidway: ours('midInspection', { action: 'inspectMidway', role: 'inspector' }),
  inspecting: ours('finalInspection', { action: 'inspect', role: 'inspector' }, ['connect']),
  connecting: ours('connect', {
    action: 'connect',
    role: 'installer',
    // Where the station has no installer any more, the designer names another one.
    otherwise: { action: 'changeScheme', role: 'schemeDesigner' },
  }),
  appealed: {
    runs: ['appealRuling'],
    rests: WORK,
    tasks: ({ rejection }) => [
      // No leader decides on their own rejection, and there may be no other.
      {
        action: 'decideAppeal',
        role: 'leader',
        clock: 'appealRuling',
        except: rejection ? [rejection.by] : [],
        otherwise: { role: 'admin' },
      },
    ],
  },
  connected: {},
  withdrawn: {},
  // What an appeal may bring back rests as long as there can be one.
  rejected: {
    runs: ({ rejection }) => (rejection?.final ? [] : ['appeal']),
    rests: ({ rejection }) => (rejection?.final ? [] : WORK),
  },
};
