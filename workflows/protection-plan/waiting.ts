/** Who is told of a plan, and what is sent to its rounds. */
import { notifier } from '../kernel/parts.ts';
import type { Facts, Round, Scope } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Moments, PlanOutcome } from './vocabulary.ts';

export const notify = notifier<NoticeName>();

/** Rounds unfold into cases of their own, each with its own unit, people, dates and history. */
export const openRounds = (
  plan: { readonly id: string; readonly title: string; readonly plannedBy: string },
  scope: Scope,
  rounds: readonly Round[],
  moments: Moments,
): NonNullable<PlanOutcome['open']> =>
  rounds.map((round) => ({
    process: 'inspectionRound',
    input: {
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
    },
  }));

const LASTING: readonly Round['state'][] = ['planned', 'due', 'underWay'];

/** Whether a round still has work to do. */
export const isLasting = ({ state }: Pick<Round, 'state'>): boolean => LASTING.includes(state);

/** Rounds that go on although their plan doesn't want them any more are cancelled. */
export const cancelRounds = (rounds: readonly Round[], reason: string): NonNullable<PlanOutcome['act']> =>
  rounds
    .filter(isLasting)
    .flatMap((round) => (round.case === null ? [] : [{ on: round.case, action: 'cancel', input: { reason } }]));

export const openHazardsOf = (hazards: Facts['hazards']): readonly string[] =>
  hazards.filter(({ state }) => state === 'open').map(({ id }) => id);
