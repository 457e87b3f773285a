/** A round is opened by its plan or schedule, falls due on its first day, and escalates when it isn't finished by its last. */
import { type Effect, hold, link, release } from '../effects/index.ts';
import { timeTo } from '../kernel/moments.ts';
import { personOrRole } from '../kernel/parts.ts';
import { holdsRole, type Process, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import { type Clock, OPEN, plannerRole, type Reference, type Role, type RulesOf, type State } from './vocabulary.ts';
import { assigneeOf, notify, thePatroller, toPlan } from './waiting.ts';

/** The time until a moment; at least a minute, for a round that is opened late. */
const until = (at: number, now: number) => timeTo(Math.max(at, now + 60_000), now);

const dayOf = ({ plan, patrol }: Pick<Facts, 'plan' | 'patrol'>) => (patrol ? `round:${plan}:${patrol.day}` : undefined);

/** A schedule has one round for a day, until that is cancelled. */
const forItsDay = (facts: Facts): readonly Effect[] => {
  const resource = dayOf(facts);
  const { day = '', route } = facts.patrol ?? {};
  return resource === undefined
    ? []
    : [hold({ resource, title: { en: `round of ${day}, ${route?.title.en}`, zh: `${route?.title.zh}${day}的巡查` } })];
};

export const opening: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Open a round', zh: '下达巡视任务' },
  event: 'RoundPlanned',
  by: ['case'],
  to: ['planned', 'due'],
  decide: ({ id, now, input }) => {
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
      ...(input.patrol ? { patrol: input.patrol, findings: [] } : {}),
    };
    const state = input.startsAt <= now ? 'due' : 'planned';
    const words = { number: facts.number, from: facts.from, to: facts.to };
    return {
      state,
      facts,
      title: `${input.planTitle} 第${input.number}轮巡视 round ${input.number}`,
      ...(facts.unit ? { unit: facts.unit.id } : {}),
      clocks: { start: state === 'due' ? { finish: until(input.endsAt, now) } : { due: until(input.startsAt, now) } },
      effects: [link(input.plan, 'roundOf'), ...forItsDay(facts), toPlan(id, 0, state, facts)],
      notify: [notify(personOrRole({}, facts.assignee, 'patroller'), state === 'due' ? 'roundDue' : 'roundPlanned', words)],
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
    decide: ({ current, now }) => ({
      state: 'due',
      clocks: { start: { finish: until(current.facts.endsAt, now) } },
      effects: [toPlan(current.id, current.revision + 1, 'due', current.facts)],
      notify: [
        notify(thePatroller(current), 'roundDue', {
          number: current.facts.number,
          to: current.facts.to,
        }),
      ],
    }),
  },
  assign: {
    title: { en: 'Assign', zh: '改派' },
    description: {
      en: 'Give the round to a patroller, or into the queue of a unit’s patrollers. Its dates stay.',
      zh: '指定巡视人员，或派至某单位巡视队列，计划日期不变。',
    },
    event: 'RoundAssigned',
    by: ['protectionPlanner', 'patrolLeader', 'leader'],
    from: OPEN,
    decide: ({ current, reference: { person, unit } }) => {
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
      return {
        facts,
        ...(to === undefined ? {} : { unit: to }),
        effects: [toPlan(current.id, current.revision + 1, current.state, { ...current.facts, ...facts })],
        notify: [
          notify(person ? { person: person.id } : { role: 'patroller' }, 'roundAssigned', {
            number: current.facts.number,
            from: current.facts.from,
            to: current.facts.to,
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
    decide: ({ current }) => ({
      notify: [notify(thePatroller(current), 'roundEnding', { number: current.facts.number, to: current.facts.to })],
    }),
  },
  overrun: {
    title: { en: 'Overrun', zh: '逾期' },
    event: 'RoundOverdue',
    by: ['clock:finish'],
    from: ['due', 'underWay'],
    decide: ({ current }) => {
      const facts = { overdue: true, assignee: assigneeOf(current) };
      const words = {
        number: current.facts.number,
        to: current.facts.to,
        inspected: current.facts.inspections.length,
        planned: current.facts.items.length,
      };
      return {
        facts,
        effects: [toPlan(current.id, current.revision + 1, current.state, { ...current.facts, ...facts })],
        notify: [
          notify(thePatroller(current), 'roundOverdue', words),
          notify({ role: plannerRole(current.facts) }, 'roundOverdue', words),
        ],
      };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消' },
    event: 'RoundCancelled',
    by: ['case'],
    from: OPEN,
    to: ['cancelled'],
    decide: ({ current, now, input }) => {
      const facts = { cancelled: { reason: input.reason, at: now }, assignee: assigneeOf(current) };
      return {
        state: 'cancelled',
        facts,
        reason: input.reason,
        effects: [
          ...(dayOf(current.facts) === undefined ? [] : [release(dayOf(current.facts) ?? '')]),
          toPlan(current.id, current.revision + 1, 'cancelled', { ...current.facts, ...facts }),
        ],
        notify: [notify(thePatroller(current), 'roundCancelled', { number: current.facts.number, reason: input.reason })],
      };
    },
  },
};
