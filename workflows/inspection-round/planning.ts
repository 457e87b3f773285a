/** A round is opened by its plan, falls due on its first day, and escalates when it isn't finished by its last. */
import { going } from '../kernel/parts.ts';
import { holdsRole, type Process, refuse } from '../kernel/process.ts';
import { type Clock, type Facts, type Known, OPEN, type OpenState, type RulesOf, type State } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { assigneeOf, tasksIn, tell, thePatroller, toPlan } from './waiting.ts';

/** Minutes of the clock until a moment; at least one, for a round that is opened late. */
const until = (at: number, now: number) => ({ clockMinutes: Math.max(1, Math.ceil((at - now) / 60_000)) });

export const opening: Process<Inputs, Facts, Known, State, Clock>['start'] = {
  title: { en: 'Open a round', zh: '下达巡视任务' },
  event: 'RoundPlanned',
  by: ['case'],
  follows: ({ id, now, input }) => {
    const facts: Facts = {
      plan: input.plan,
      planner: input.planner,
      number: input.number,
      from: input.from,
      to: input.to,
      endsAt: input.endsAt,
      items: input.items,
      unit: input.unit ?? null,
      assignee: input.assignee ?? null,
      inspections: [],
      overdue: false,
      beganAt: null,
      finishedAt: null,
      leftOut: null,
      cancelled: null,
    };
    const state = input.startsAt <= now ? 'due' : 'planned';
    const who = facts.assignee === null ? ({ role: 'patroller' } as const) : { person: facts.assignee };
    const words = { number: facts.number, from: facts.from, to: facts.to };
    return {
      state,
      facts,
      title: `${input.planTitle} 第${input.number}轮巡视 round ${input.number}`,
      ...(facts.unit ? { unit: facts.unit.id } : {}),
      clocks: { start: state === 'due' ? { finish: until(input.endsAt, now) } : { due: until(input.startsAt, now) } },
      ask: tasksIn(state, facts),
      link: [{ to: input.plan, as: 'roundOf' }],
      act: toPlan(id, 0, state, facts),
      tell: [tell(who, state === 'due' ? 'roundDue' : 'roundPlanned', words)],
    };
  },
};

export const planning: RulesOf<'fallDue' | 'assign' | 'remind' | 'overrun' | 'cancel'> = {
  fallDue: {
    title: { en: 'Fall due', zh: '到期待巡' },
    event: 'RoundDue',
    by: ['clock:due'],
    from: ['planned'],
    to: ['due'],
    follows: ({ kase, now }) => ({
      state: 'due',
      clocks: { stop: going(kase, ['due']), start: { finish: until(kase.facts.endsAt, now) } },
      ask: tasksIn('due', kase.facts),
      act: toPlan(kase.id, kase.revision + 1, 'due', kase.facts),
      tell: [tell(thePatroller(kase), 'roundDue', { number: kase.facts.number, from: kase.facts.from, to: kase.facts.to })],
    }),
  },
  assign: {
    title: { en: 'Assign', zh: '改派' },
    description: {
      en: 'Give the round to a patroller, or into the queue of a unit’s patrollers. Its dates stay.',
      zh: '指定巡视人员，或派至某单位巡视队列，计划日期不变。',
    },
    event: 'RoundAssigned',
    by: ['protectionPlanner', 'leader'],
    from: OPEN,
    follows: ({ kase, known: { person, unit } }) => {
      if ((person === null) === (unit === null)) {
        return refuse('personOrUnit', 'Name either a patroller or a unit.', '请填写巡视人员或巡视单位，二者选一。');
      }
      if (person && !holdsRole(person, ['patroller'], person.unit === undefined ? {} : { unit: person.unit })) {
        return refuse(
          'notAPatroller',
          `${person.name} isn’t a patroller; name one who is, or a unit.`,
          `${person.name}不是巡视人员，请另行指定或派至单位。`,
        );
      }
      if (unit && !unit.held) {
        return refuse(
          'noPatrollerThere',
          `${unit.unit.title.en} has no patroller; choose another unit.`,
          `${unit.unit.title.zh}没有巡视人员，请选择其他单位。`,
        );
      }
      const facts = { assignee: person?.id ?? null, ...(unit ? { unit: unit.unit } : {}) };
      const to = unit?.unit.id ?? person?.unit;
      const state = kase.state as OpenState;
      return {
        facts,
        ...(to === undefined ? {} : { unit: to }),
        ask: tasksIn(state, { ...kase.facts, ...facts }),
        act: toPlan(kase.id, kase.revision + 1, state, { ...kase.facts, ...facts }),
        tell: [
          tell(person ? { person: person.id } : { role: 'patroller' }, 'roundAssigned', {
            number: kase.facts.number,
            from: kase.facts.from,
            to: kase.facts.to,
          }),
        ],
      };
    },
  },
  remind: {
    title: { en: 'Remind', zh: '提醒' },
    event: 'RoundReminded',
    by: ['clock:finish'],
    from: ['due', 'underWay'],
    follows: ({ kase }) => ({
      tell: [tell(thePatroller(kase), 'roundEnding', { number: kase.facts.number, to: kase.facts.to })],
    }),
  },
  overrun: {
    title: { en: 'Overrun', zh: '逾期' },
    event: 'RoundOverdue',
    by: ['clock:finish'],
    from: ['due', 'underWay'],
    follows: ({ kase }) => {
      const facts = { overdue: true, assignee: assigneeOf(kase) };
      const words = {
        number: kase.facts.number,
        to: kase.facts.to,
        inspected: kase.facts.inspections.length,
        planned: kase.facts.items.length,
      };
      return {
        facts,
        act: toPlan(kase.id, kase.revision + 1, kase.state, { ...kase.facts, ...facts }),
        tell: [tell(thePatroller(kase), 'roundOverdue', words), tell({ role: 'protectionPlanner' }, 'roundOverdue', words)],
      };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消' },
    event: 'RoundCancelled',
    by: ['case'],
    from: OPEN,
    to: ['cancelled'],
    follows: ({ kase, now, input }) => {
      const facts = { cancelled: { reason: input.reason, at: now }, assignee: assigneeOf(kase) };
      return {
        state: 'cancelled',
        facts,
        reason: input.reason,
        clocks: { stop: going(kase, ['due', 'finish']) },
        act: toPlan(kase.id, kase.revision + 1, 'cancelled', { ...kase.facts, ...facts }),
        tell: [tell(thePatroller(kase), 'roundCancelled', { number: kase.facts.number, reason: input.reason })],
      };
    },
  },
};
