/** Somebody orders patrols of a route, and changes the order for the days to come. */
import { daysAfter } from '../kernel/days.ts';
import type { Title } from '../kernel/process.ts';
import { isRefusal, type Process, type Refusal, refuse } from '../kernel/process.ts';
import { recurrenceWords } from '../kernel/recurrence.ts';
import type { Facts } from './facts.ts';
import { everyOf, perWeek, recurrenceOf, ruleOf } from './frequency.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import { callOff } from './rounds.ts';
import {
  type Clock,
  notify,
  type Plan,
  type Reference,
  type Role,
  type RulesOf,
  type Schedule,
  type State,
} from './vocabulary.ts';

type Ordered = Pick<
  Facts,
  | 'route'
  | 'kind'
  | 'points'
  | 'rule'
  | 'frequency'
  | 'holidays'
  | 'earliest'
  | 'latest'
  | 'from'
  | 'to'
  | 'aheadDays'
  | 'rota'
  | 'next'
>;

/** What was ordered, as facts, or what is wrong with it. */
const ordered = (
  input: Inputs['start'] | Inputs['change'],
  from: string,
  plan: Plan,
  { aheadDays, minPerWeek }: Limits,
): Ordered | Refusal => {
  const { frequency, holidays = 'keep', earliest = 0, latest = 0, rota = [], points = [] } = input;
  const every = everyOf(frequency);
  if (isRefusal(every)) return every;
  return (
    wrongPlaces(plan, from, input.to) ??
    wrongPeople(plan, rota) ??
    (plan.kind.often && perWeek(every) < minPerWeek
      ? refuse(
          'tooSeldom',
          `“${plan.kind.title.en}” is walked at least ${minPerWeek} times a week. Name more weekdays.`,
          `“${plan.kind.title.zh}”每周至少巡查${minPerWeek}次，请增加巡查日。`,
        )
      : undefined) ?? {
      route: plan.route,
      kind: { id: plan.kind.id, title: plan.kind.title },
      points,
      rule: ruleOf(frequency),
      frequency: recurrenceWords({ every, ...(holidays === 'keep' ? {} : { holidays }) }),
      holidays,
      earliest,
      latest,
      from,
      to: input.to ?? null,
      aheadDays,
      rota: [...new Set(rota)],
      next: plan.first,
    }
  );
};

const wrongPlaces = (plan: Plan, from: string, to: string | undefined): Refusal | undefined => {
  if (from < plan.today) return refuse('dayOver', `${from} is over. Begin today or later.`, `${from}已过，请自今天或以后开始。`);
  if (plan.unknown.length > 0)
    return refuse(
      'noSuchPoint',
      `${plan.route.title.en} has no checkpoint ${plan.unknown.join(', ')}; choose some of the route, or leave them out for all.`,
      `${plan.route.title.zh}没有点位${plan.unknown.join('、')}，请从路线点位中选择，或留空表示全部。`,
    );
  if (plan.first === null || (to !== undefined && to < from))
    return refuse(
      'noTurn',
      'No day comes of this rule. Give a later last day, another frequency, or days that aren’t all days off.',
      '按该规则没有任何巡查日，请推后结束日期，或调整频次、休息日的处理方式。',
    );
  return undefined;
};

const wrongPeople = ({ unit, strangers }: Plan, rota: readonly string[]): Refusal | undefined => {
  if (strangers.length > 0)
    return refuse(
      'notAPatroller',
      `${strangers.join(', ')} doesn’t patrol. Name people who do, or leave it to the unit.`,
      `${strangers.join('、')}不是巡视人员，请另行指定或由单位承担。`,
    );
  return rota.length === 0 && !unit?.held
    ? refuse(
        'noPatrollerThere',
        `${unit?.title.en ?? 'The route has no unit, so it'} has no patroller. Choose another unit, or name people.`,
        `${unit?.title.zh ?? '路线未指定单位，'}没有巡视人员，请选择其他单位或指定人员。`,
      )
    : undefined;
};

const both = ({ en, zh }: Title) => ({ frequencyEn: en, frequencyZh: zh });

export const ordering: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Order patrols', zh: '制定巡查计划' },
  description: {
    en: 'A standing order: each round comes by itself, so many days ahead.',
    zh: '长期计划：每轮巡查按周期提前自动下达。',
  },
  event: 'PatrolsOrdered',
  by: ['patrolLeader'],
  to: ['running'],
  decide: ({ actor, input, reference, limits: numbers }) => {
    const plan = ordered(input, input.from ?? reference.today, reference, numbers);
    if (isRefusal(plan)) return plan;
    return {
      state: 'running',
      title: `${input.title} ${plan.route.title.zh}`,
      ...(reference.unit ? { unit: reference.unit.id } : {}),
      facts: {
        ...plan,
        title: input.title,
        leader: actor.id,
        turn: 0,
        count: 0,
        rounds: [],
        skipped: [],
        pause: null,
        lastAt: null,
        ended: null,
      },
      notify: patrollers(plan),
    };
  },
};

const patrollers = (plan: Ordered) => {
  const words = { first: plan.next ?? '', ...both(plan.frequency) };
  return plan.rota.length === 0
    ? [notify({ role: 'patroller' }, 'ordered', words)]
    : plan.rota.map((person) => notify({ person }, 'ordered', words));
};

/** Those who are told of a change: the rota, or the unit's patrollers. */
export const toPatrollers = (
  { facts }: Pick<Schedule, 'facts'>,
  told: (to: { person: string } | { role: string }) => ReturnType<typeof notify>,
) => (facts.rota.length === 0 ? [told({ role: 'patroller' })] : facts.rota.map((person) => told({ person })));

const turnIsDue = (): Refusal =>
  refuse('turnDue', 'A round is due just now and is opened first. Try again in a moment.', '有一轮巡查正到期下达，请稍后再试。');

export const changing: RulesOf<'change'> = {
  change: {
    title: { en: 'Change the order', zh: '调整计划' },
    description: {
      en: 'Says all of it anew for the days to come. Rounds that are due or under way stay.',
      zh: '整体重新填写，自指定日起生效；已到期或进行中的轮次不变。',
    },
    event: 'PatrolsChanged',
    by: ['patrolLeader'],
    from: ['running'],
    decide: ({ current, input, reference, limits: numbers }) => {
      if (reference.turnDue) return turnIsDue();
      const { facts } = current;
      const from = input.from ?? daysAfter(reference.today, 1);
      // Up to then the rounds are opened; a later day would leave days of the old order without one.
      const last = daysAfter(reference.today, Math.max(facts.aheadDays, facts.earliest) + 1);
      if (from > last)
        return refuse(
          'tooFarAhead',
          `Change it from ${last} at the latest; rounds are opened up to the day before.`,
          `最晚自${last}起调整，此前的轮次均已下达。`,
        );
      const plan = ordered(input, from, reference, numbers);
      if (isRefusal(plan)) return plan;
      const { rounds, effects } = callOff(facts, ({ day }) => day >= from, input.reason);
      const changed = { ...plan, rounds, lastAt: null, skipped: facts.skipped.filter(({ planned }) => planned >= from) };
      return {
        facts: changed,
        reason: input.reason,
        ...(reference.unit ? { unit: reference.unit.id } : {}),
        clocks: { start: { turn: { repeat: recurrenceOf({ ...facts, ...changed }) } } },
        effects,
        notify: toPatrollers({ facts: { ...facts, ...changed } }, (to) =>
          notify(to, 'changed', { from, reason: input.reason, ...both(plan.frequency) }),
        ),
      };
    },
  },
};
