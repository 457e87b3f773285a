/** The clock opens a round for each turn, and the schedule hears how they go. */
import { actOn, type Effect, openCase } from '../effects/index.ts';
import { isGone, present } from '../kernel/parts.ts';
import type { Facts, Round } from './facts.ts';
import { notify, type Opening, type RulesOf, type Schedule, theLeader } from './vocabulary.ts';

/** A schedule keeps the rounds that are open, and so many that are over; all of them are cases of their own. */
const KEPT = 60;

const isOver = ({ state }: Round): boolean => state === 'finished' || state === 'cancelled';
/** Whether a round was opened ahead, and may still be called off. */
const isAhead = ({ state }: Round): boolean => state === 'ordered' || state === 'planned';

const kept = (rounds: readonly Round[]): readonly Round[] => {
  const over = rounds.filter(isOver);
  const forgotten = new Set(over.slice(0, Math.max(0, over.length - KEPT)).map(({ number }) => number));
  return rounds.filter(({ number }) => !forgotten.has(number));
};

/** Calls off rounds that aren't due yet. One that was only ordered is cancelled as soon as it is there. */
export const callOff = (
  facts: Pick<Facts, 'rounds'>,
  which: (round: Round) => boolean,
  reason: string,
): { readonly rounds: readonly Round[]; readonly effects: readonly Effect[] } => {
  const off = facts.rounds.filter((round) => isAhead(round) && which(round));
  return {
    rounds: facts.rounds.map((round) => (off.includes(round) ? { ...round, state: 'cancelled' } : round)),
    effects: off.flatMap((round) => (round.case === null ? [] : [actOn(round.case, 'cancel', { reason })])),
  };
};

/** Who of the rota has the next turn: the first behind the last one who is there. */
const inTurn = (current: Schedule): { readonly assignee: string | null; readonly turn: number } => {
  const { rota, turn } = current.facts;
  if (present(current, rota).length === 0) return { assignee: null, turn };
  const order = [...rota.keys()].map((n) => (turn + n) % rota.length);
  const at = order.find((n) => !isGone(current, rota[n] ?? '')) ?? 0;
  return { assignee: rota[at] ?? null, turn: (at + 1) % rota.length };
};

const why = ({ items, held }: Opening) =>
  items.length === 0
    ? { whyEn: 'Its route has no checkpoints any more.', whyZh: '路线已停用或没有点位。' }
    : held
      ? undefined
      : { whyEn: 'Nobody patrols for its unit.', whyZh: '承办单位没有巡视人员。' };

export const rounds: RulesOf<'openRound' | 'roundRefused' | 'noteRound'> = {
  openRound: {
    title: { en: 'Open a round', zh: '下达巡查任务' },
    event: 'RoundOrdered',
    by: ['clock:turn'],
    from: ['running'],
    decide: ({ current, reference, limits }) => {
      const { facts } = current;
      const { turn, from, to, startsAt, endsAt, items, unit } = reference;
      const next = {
        next: turn.next,
        aheadDays: limits.aheadDays,
        lastAt: turn.next === null ? Math.max(endsAt, facts.lastAt ?? 0) : facts.lastAt,
      };
      // A round that stayed when the order was changed is the round of its day.
      if (facts.rounds.some((round) => round.day === turn.day && round.state !== 'cancelled')) return { facts: next };
      const failed = why(reference);
      if (items.length === 0 && failed)
        return {
          facts: next,
          notify: [notify(theLeader(current), 'notOpened', { day: turn.day, ...failed })],
        };
      const who = inTurn(current);
      const late = turn.daysLate > limits.lateMark;
      const round: Round = {
        number: facts.count + 1,
        day: turn.day,
        planned: turn.planned,
        from,
        to,
        late,
        case: null,
        state: 'ordered',
        revision: -1,
        overdue: false,
        assignee: who.assignee,
        inspected: 0,
      };
      const words = { day: turn.day };
      return {
        facts: { ...next, turn: who.turn, count: round.number, rounds: kept([...facts.rounds, round]) },
        effects: [
          openCase(
            'inspectionRound',
            {
              plan: current.id,
              planTitle: facts.title,
              planner: facts.leader,
              number: round.number,
              from,
              to,
              startsAt,
              endsAt,
              items,
              ...(unit ? { unit } : {}),
              ...(who.assignee === null ? {} : { assignee: who.assignee }),
              patrol: { route: facts.route, kind: facts.kind, day: turn.day, daysLate: turn.daysLate, late },
            },
            { refused: 'roundRefused' },
          ),
        ],
        notify: [
          ...(late ? [notify(theLeader(current), 'openedLate', { ...words, days: turn.daysLate, to })] : []),
          ...(failed && who.assignee === null ? [notify(theLeader(current), 'notOpened', { ...words, ...failed })] : []),
        ],
      };
    },
  },
  roundRefused: {
    title: { en: 'A round couldn’t be opened', zh: '巡查任务未能下达' },
    event: 'RoundRefused',
    by: ['case'],
    from: ['running', 'paused', 'ended'],
    decide: ({ current, input }) => {
      const { facts } = current;
      const refused = facts.rounds.find(({ state }) => state === 'ordered');
      return {
        facts: { rounds: facts.rounds.map((round) => (round === refused ? { ...round, state: 'cancelled' } : round)) },
        reason: input.reason,
        notify: [
          notify(theLeader(current), 'notOpened', {
            day: refused?.day ?? '',
            whyEn: input.reason,
            whyZh: input.reason,
          }),
        ],
      };
    },
  },
  noteRound: {
    title: { en: 'Hear of a round', zh: '巡查进展' },
    event: 'RoundNoted',
    by: ['case'],
    from: ['running', 'paused', 'ended'],
    decide: ({ current, input }) => {
      const { facts } = current;
      const before = facts.rounds.find(({ number }) => number === input.number);
      // What comes late is known already.
      if (!before || before.revision >= input.revision) return {};
      const unwanted = before.state === 'cancelled' && (input.state === 'planned' || input.state === 'due');
      const round: Round = {
        ...before,
        case: input.round,
        revision: input.revision,
        state: unwanted ? 'cancelled' : input.state,
        overdue: input.overdue,
        assignee: input.assignee ?? null,
        inspected: input.inspected.length,
      };
      return {
        facts: { rounds: facts.rounds.map((other) => (other === before ? round : other)) },
        // It was opened while it was being called off.
        effects: unwanted
          ? [actOn(input.round, 'cancel', { reason: 'The schedule of patrols has changed. / 巡查计划已调整。' })]
          : [],
      };
    },
  },
};
