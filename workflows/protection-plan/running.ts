/** A plan in force hears of its rounds and hazards, and closes at the end of its season by itself. */
import { coverageOf } from './coverage.ts';
import type { Facts, FoundHazard, Round, Summary } from './facts.ts';
import type { Plan, PlanOutcome, RulesOf } from './vocabulary.ts';
import { cancelRounds, isLasting, notify, openHazardsOf, thePlanner } from './waiting.ts';

/** What the season came to. */
export const summaryOf = (facts: Facts, at: number, early: string | null): Summary => {
  const wanted = facts.rounds.filter(({ state }) => state !== 'cancelled');
  const grades = [...new Set(facts.hazards.map(({ grade }) => grade))].toSorted();
  const count = (grade: string, state: FoundHazard['state']) =>
    facts.hazards.filter((hazard) => hazard.grade === grade && hazard.state === state).length;
  return {
    at,
    early,
    coverage: facts.coverage,
    rounds: {
      planned: wanted.length,
      finished: wanted.filter(({ state }) => state === 'finished').length,
      overdue: wanted.filter(({ overdue }) => overdue).length,
    },
    hazards: Object.fromEntries(
      grades.map((grade) => [
        grade,
        {
          found: facts.hazards.filter((hazard) => hazard.grade === grade).length,
          closed: count(grade, 'closed'),
          withdrawn: count(grade, 'withdrawn'),
        },
      ]),
    ),
    openHazards: facts.openHazards,
  };
};

const closed = (current: Plan, now: number, early: string | null): PlanOutcome => {
  const { facts } = current;
  const summary = summaryOf(facts, now, early);
  const words = {
    inspected: summary.coverage.lines.inspected,
    planned: summary.coverage.lines.planned,
    finished: summary.rounds.finished,
    rounds: summary.rounds.planned,
    open: summary.openHazards.length,
  };
  return {
    state: 'closed',
    facts: { summary, change: null },
    effects: cancelRounds(facts.rounds, 'The protection plan has closed. / 保电方案已结束。'),
    notify: [notify({ role: 'leader' }, 'closed', words), notify(thePlanner(current), 'closed', words)],
  };
};

export const running: RulesOf<'noteRound' | 'noteHazard' | 'close' | 'closeAtSeasonEnd'> = {
  noteRound: {
    title: { en: 'Hear of a round', zh: '巡视进展' },
    event: 'RoundNoted',
    by: ['case'],
    from: ['inForce', 'closed'],
    decide: ({ current, input }) => {
      const { facts } = current;
      const before = facts.rounds.find(({ number }) => number === input.number);
      // What comes late is known already.
      if (!before || before.revision >= input.revision) return {};
      const unwanted = current.state === 'closed' || before.state === 'cancelled';
      const round: Round = {
        ...before,
        case: input.round,
        state: before.state === 'cancelled' ? 'cancelled' : input.state,
        revision: input.revision,
        overdue: input.overdue,
        beganAt: input.beganAt ?? null,
        finishedAt: input.finishedAt ?? null,
        inspected: input.inspected,
        unit: input.unit ?? before.unit,
        assignee: input.assignee ?? null,
      };
      const rounds = facts.rounds.map((other) => (other.number === input.number ? round : other));
      return {
        facts: { rounds, coverage: coverageOf(facts, rounds) },
        // It was opened, or went on, while its plan was being closed or changed.
        effects:
          unwanted && isLasting(input)
            ? cancelRounds([{ ...round, state: input.state }], 'The protection plan has changed. / 保电方案已变更。')
            : [],
      };
    },
  },
  noteHazard: {
    title: { en: 'Hear of a hazard', zh: '隐患进展' },
    event: 'HazardNoted',
    by: ['case'],
    from: ['inForce', 'closed'],
    decide: ({ current, input }) => {
      const { facts } = current;
      const before = facts.hazards.find(({ id }) => id === input.hazard);
      if (before && before.revision >= input.revision) return {};
      const hazard: FoundHazard = {
        id: input.hazard,
        revision: input.revision,
        state: input.state,
        grade: input.grade,
        line: input.line ?? null,
        round: input.round ?? null,
        foundAt: input.foundAt,
        closedAt: input.closedAt ?? null,
      };
      const hazards = before ? facts.hazards.map((other) => (other === before ? hazard : other)) : [...facts.hazards, hazard];
      return {
        facts: { hazards, openHazards: openHazardsOf(hazards) },
        ...(before ? {} : { notify: [notify(thePlanner(current), 'hazardFound', { hazard: hazard.id, grade: hazard.grade })] }),
      };
    },
  },
  close: {
    title: { en: 'Close before the end of the season', zh: '提前结束' },
    description: {
      en: 'With a reason. Rounds that are not finished are cancelled; hazards go on by themselves.',
      zh: '须说明理由，未完成的巡视随之取消，隐患继续整改。',
    },
    event: 'ClosedEarly',
    by: ['leader'],
    from: ['inForce'],
    to: ['closed'],
    decide: ({ current, now, input }) => ({ ...closed(current, now, input.reason), reason: input.reason }),
  },
  closeAtSeasonEnd: {
    title: { en: 'Close at the end of the season', zh: '到期结束' },
    event: 'SeasonEnded',
    by: ['clock:season'],
    from: ['inForce'],
    to: ['closed'],
    decide: ({ current, now }) => closed(current, now, null),
  },
};
