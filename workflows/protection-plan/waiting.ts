/** Whom a plan notifies, and what is sent to its rounds. */
import { actOn, type Effect, openCase } from '../effects/index.ts';
import { notifier, personOrRole } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Facts, Round, Scope } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Moments, Plan } from './vocabulary.ts';

export const notify = notifier<Notices>();

/** The planner who drew the plan up, or the others where they have gone. */
export const thePlanner = (current: Plan, person = current.facts.plannedBy): Recipient =>
  personOrRole(current, person, 'protectionPlanner');

/** Each round unfolds into a case with its own unit, people, dates and history. */
export const openRounds = (
  plan: { readonly id: string; readonly title: string; readonly plannedBy: string },
  scope: Scope,
  rounds: readonly Round[],
  moments: Moments,
): readonly Effect[] =>
  rounds.map((round) =>
    openCase('inspectionRound', {
      plan: plan.id,
      planTitle: plan.title,
      planner: plan.plannedBy,
      number: round.number,
      from: round.from,
      to: round.to,
      startsAt: moments[round.from]?.startsAt ?? 0,
      endsAt: moments[round.to]?.endsAt ?? 0,
      items: [
        ...scope.lines
          .filter(({ id }) => round.lines.includes(id))
          .map(({ id, title }) => ({ kind: 'line', id, title, line: id })),
        ...scope.wells.filter(({ id }) => round.wells.includes(id)).map((well) => ({ kind: 'well', ...well })),
        ...scope.customers
          .filter(({ id }) => round.customers.includes(id))
          .map((customer) => ({ kind: 'customer', ...customer })),
      ],
      ...(round.unit ? { unit: round.unit } : {}),
      ...(round.assignee === null ? {} : { assignee: round.assignee }),
    }),
  );

const LASTING: readonly Round['state'][] = ['planned', 'due', 'underWay'];

/** Whether a round still has work to do. */
export const isLasting = ({ state }: Pick<Round, 'state'>): boolean => LASTING.includes(state);

/** Rounds that go on although their plan doesn't want them any more are cancelled. */
export const cancelRounds = (rounds: readonly Round[], reason: string): readonly Effect[] =>
  rounds.filter(isLasting).flatMap((round) => (round.case === null ? [] : [actOn(round.case, 'cancel', { reason })]));

export const openHazardsOf = (hazards: Facts['hazards']): readonly string[] =>
  hazards.filter(({ state }) => state === 'open').map(({ id }) => id);
