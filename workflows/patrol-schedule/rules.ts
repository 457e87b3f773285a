/** The standing order of street patrols 巡查计划: it opens a round of inspection for each of its turns, some days ahead. */
import { present } from '../kernel/parts.ts';
import { defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import { recurrenceOf } from './frequency.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { changing, ordering } from './planning.ts';
import { rounds } from './rounds.ts';
import { running } from './running.ts';
import { notify, type Reference, theLeader } from './vocabulary.ts';

export const patrolSchedule = defineProcess<Inputs, Facts, Reference>()({
  name: 'patrolSchedule',
  code: 'PS',
  version: 1,
  title: { en: 'Patrol schedule', zh: '巡查计划' },
  states: {
    running: { en: 'running', zh: '执行中' },
    paused: { en: 'paused', zh: '已暂停' },
    ended: { en: 'ended', zh: '已结束' },
  },
  closed: ['ended'],
  clocks: {
    turn: {
      title: { en: 'Next round', zh: '下达下一轮' },
      budget: { repeat: { every: { weeks: 1, on: ['mon'] }, at: '24:00' } },
      own: (facts: Facts) => ({ repeat: recurrenceOf(facts) }),
      setBy: { en: 'the frequency of the schedule', zh: '计划的巡查频次' },
      ladder: [{ at: 100, act: 'openRound' }],
    },
    pause: {
      title: { en: 'End of the pause', zh: '暂停到期' },
      budget: { calendarDays: 30 },
      own: ({ pause }: Facts) => (pause?.untilAt == null ? undefined : { until: pause.untilAt }),
      setBy: { en: 'the day on which it is to go on', zh: '暂停时填写的恢复日期' },
      ladder: [{ at: 100, act: 'resumeByItself' }],
      inner: true,
    },
    last: {
      title: { en: 'End of the last round', zh: '最后一轮期限' },
      budget: { calendarDays: 30 },
      own: ({ lastAt }: Facts) => (lastAt === null ? undefined : { until: lastAt }),
      setBy: { en: 'the last day of the schedule', zh: '计划的结束日期' },
      ladder: [{ at: 100, act: 'finish' }],
      inner: true,
    },
  },
  lifecycle,
  roles: rolesOf('patrolLeader', 'patroller', 'leader'),
  fallback: 'leader',
  parts: ({ leader, rota }) => [
    { person: leader, role: 'patrolLeader' },
    ...rota.map((person) => ({ person, role: 'patroller' }) as const),
  ],
  whenGone: (current, gone) => {
    const { facts } = current;
    const out = [...gone.left, ...gone.withoutRole].filter((person) => facts.rota.includes(person));
    if (out.length === 0) return {};
    const rota = present(current, facts.rota).filter((person) => !out.includes(person));
    // Whose turn it was: the one behind those who are left of the ones before.
    const turn = facts.rota.slice(0, facts.turn).filter((person) => rota.includes(person)).length;
    return {
      facts: { rota, turn: rota.length === 0 ? 0 : turn % rota.length },
      notify: [notify(theLeader(current), 'rotaLeft', { left: rota.length })],
    };
  },
  limits,
  staff: ['patrolLeader', 'patroller', 'leader'],
  personal: ['leader'],
  start: ordering,
  actions: { ...changing, ...rounds, ...running },
});
