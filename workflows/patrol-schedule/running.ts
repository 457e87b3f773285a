/** Single days are left out, the patrols rest and go on, somebody else becomes responsible, and the order ends. */
import { holdsRole, refuse } from '../kernel/process.ts';
import { recurrenceOf } from './frequency.ts';
import { toPatrollers } from './planning.ts';
import { callOff } from './rounds.ts';
import { notify, type RulesOf, theLeader } from './vocabulary.ts';

const noTurnLeft = () =>
  refuse('noTurn', 'No day is left. Change the order, or end it.', '已没有剩余的巡查日，请调整或终止计划。');

export const running: RulesOf<'skip' | 'pause' | 'resume' | 'resumeByItself' | 'hand' | 'end' | 'finish' | 'comment'> = {
  skip: {
    title: { en: 'Leave a day out', zh: '取消某次巡查' },
    event: 'DaySkipped',
    by: ['patrolLeader'],
    from: ['running', 'paused'],
    decide: ({ current, actor, now, input, reference: { today, planned, near, left, endsAt } }) => {
      const { facts } = current;
      if (input.day < today) return refuse('dayOver', `${input.day} is over.`, `${input.day}已过。`);
      const there = facts.rounds.find(({ day, state }) => day === input.day && state !== 'cancelled');
      if (there && there.state !== 'ordered' && there.state !== 'planned')
        return refuse(
          'roundBegun',
          `The round of ${input.day} is due already. It is finished, with the reason why something is left out.`,
          `${input.day}的巡查已到期，请在该任务中说明原因后办结。`,
        );
      const day = there?.planned ?? planned;
      if (day === null || facts.skipped.some((one) => one.planned === day))
        return refuse(
          'noTurnThen',
          `There is no round on ${input.day}. The next one is on ${near ?? 'no day any more'}.`,
          `${input.day}没有巡查，下次为${near ?? '（无）'}。`,
        );
      const skipped = [...facts.skipped, { day: input.day, planned: day, reason: input.reason, by: actor.id, at: now }];
      const { rounds, effects } = callOff(facts, (round) => round === there, input.reason);
      // Nothing comes behind the last one: the order ends with the rounds that there are.
      const changed = { skipped, rounds, next: left, lastAt: left === null ? endsAt : facts.lastAt };
      return {
        facts: changed,
        reason: input.reason,
        clocks: { limit: { turn: { repeat: recurrenceOf({ ...facts, ...changed }) } } },
        effects,
        notify: toPatrollers(current, (to) => notify(to, 'skipped', { day: input.day, reason: input.reason })),
      };
    },
  },
  pause: {
    title: { en: 'Let it rest', zh: '暂停' },
    description: {
      en: 'Rounds of that time that aren’t due yet are called off, and none are made up for.',
      zh: '暂停期间尚未到期的轮次取消，不再补巡。',
    },
    event: 'PatrolsPaused',
    by: ['patrolLeader'],
    from: ['running'],
    to: ['paused'],
    decide: ({ current, actor, now, input, reference: { today, untilAt } }) => {
      const { until, reason } = input;
      if (until !== undefined && until <= today)
        return refuse('dayOver', 'Name a day after today, or leave it out.', '请填写今天以后的日期，或留空。');
      const { facts } = current;
      const { rounds, effects } = callOff(facts, ({ day }) => until === undefined || day < until, reason);
      return {
        state: 'paused',
        facts: { rounds, pause: { until: until ?? null, untilAt, reason, by: actor.id, at: now } },
        reason,
        effects,
        notify: toPatrollers(current, (to) => notify(to, 'paused', { reason })),
      };
    },
  },
  resume: {
    title: { en: 'Resume', zh: '恢复' },
    event: 'PatrolsResumed',
    by: ['patrolLeader'],
    from: ['paused'],
    to: ['running'],
    decide: ({ current, reference: { next } }) => {
      if (next === null) return noTurnLeft();
      const { facts } = current;
      // Days that were called off for the pause come again, so the clock begins anew.
      return {
        state: 'running',
        facts: { pause: null, next, lastAt: null },
        clocks: { start: { turn: { repeat: recurrenceOf(facts) } } },
        notify: toPatrollers(current, (to) => notify(to, 'resumed', { next })),
      };
    },
  },
  resumeByItself: {
    title: { en: 'Go on', zh: '到期恢复' },
    event: 'PatrolsWentOn',
    by: ['clock:pause'],
    from: ['paused'],
    to: ['running', 'ended'],
    decide: ({ current, reference: { next } }) =>
      next === null
        ? { state: 'ended', facts: { pause: null, next }, notify: [notify(theLeader(current), 'over')] }
        : {
            state: 'running',
            facts: { pause: null, next },
            notify: toPatrollers(current, (to) => notify(to, 'resumed', { next })),
          },
  },
  hand: {
    title: { en: 'Give to somebody else', zh: '移交负责人' },
    event: 'PatrolsHanded',
    by: ['patrolLeader', 'leader'],
    from: ['running', 'paused'],
    decide: ({ current, reference: { person } }) => {
      const { facts } = current;
      if (person.id === facts.leader) return refuse('responsibleAlready', 'They are responsible already.', '该人员已是负责人。');
      return holdsRole(person, ['patrolLeader'], current)
        ? { facts: { leader: person.id }, notify: [notify({ person: person.id }, 'yours')] }
        : refuse(
            'leadsNoPatrols',
            `${person.name} doesn’t lead patrols here; name somebody who does.`,
            `${person.name}不是此处的巡查负责人，请另行指定。`,
          );
    },
  },
  end: {
    title: { en: 'End it', zh: '终止计划' },
    description: {
      en: 'Rounds that aren’t due yet are called off; the others are finished.',
      zh: '尚未到期的轮次取消，其余继续完成。',
    },
    event: 'PatrolsEnded',
    by: ['patrolLeader', 'leader'],
    from: ['running', 'paused'],
    to: ['ended'],
    decide: ({ current, input: { reason } }) => {
      const { facts } = current;
      const { rounds, effects } = callOff(facts, () => true, reason);
      return {
        state: 'ended',
        facts: { rounds, pause: null, next: null, ended: reason },
        reason,
        effects,
        notify: toPatrollers(current, (to) => notify(to, 'ended', { reason })),
      };
    },
  },
  finish: {
    title: { en: 'Over', zh: '到期结束' },
    event: 'PatrolsOver',
    by: ['clock:last'],
    from: ['running'],
    to: ['ended'],
    decide: ({ current }) => ({
      state: 'ended',
      facts: { next: null },
      notify: [notify(theLeader(current), 'over')],
    }),
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: ['patrolLeader', 'patroller', 'leader'],
    from: ['running', 'paused', 'ended'],
    decide: () => ({}),
  },
};
