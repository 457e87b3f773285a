/** A plan in force changes only when the leader approves the change; until then it goes on as it was. */
import { isRefusal, refuse } from '../kernel/process.ts';
import { otherVersion } from '../kernel/signing.ts';
import { coverageOf } from './coverage.ts';
import { notTheirOwn, seasonLeft } from './drafting.ts';
import type { Change, Facts, Round } from './facts.ts';
import { drafted, plannedRounds, problemOf, tooLate } from './scope.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';
import { cancelRounds, notify, openRounds, thePlanner } from './waiting.ts';

const noChange = ({ current }: Pick<GuardContext, 'current'>) =>
  current.facts.change ? undefined : refuse('nothingProposed', 'No change of this plan is proposed.', '本方案目前没有变更申请。');

/** The rounds as they are once a change counts. */
const roundsAfter = (facts: Facts, change: Change): readonly Round[] => [
  ...facts.rounds.map((round) =>
    change.cancelRounds.includes(round.number) ? { ...round, state: 'cancelled' as const } : round,
  ),
  ...change.addRounds.map((round) => drafted(round, change.scope)),
];

export const changing: RulesOf<'proposeChange' | 'approveChange' | 'refuseChange'> = {
  proposeChange: {
    title: { en: 'Propose a change', zh: '申请变更方案' },
    description: {
      en: 'Change the end of the season, what is protected, or the rounds. It counts when the leader has approved it.',
      zh: '变更季节截止日、保电范围或巡视轮次，经分管领导批准后生效。',
    },
    event: 'ChangeProposed',
    by: ['protectionPlanner'],
    from: ['inForce'],
    guard: ({ current }) =>
      current.facts.change
        ? refuse(
            'changeProposedAlready',
            'A change is waiting for the leader already; wait for the decision.',
            '已有变更申请正在审批，请等待结果。',
          )
        : undefined,
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const cancelled = input.cancelRounds ?? [];
      const over = cancelled.find((number) => {
        const state = facts.rounds.find((round) => round.number === number)?.state;
        return state === undefined || state === 'finished' || state === 'cancelled';
      });
      if (over !== undefined) {
        return refuse(
          'roundNotOpen',
          `There is no open round ${over}; name rounds that are not finished or cancelled yet.`,
          `没有未完成的第${over}轮，请填写尚未完成或取消的轮次。`,
        );
      }
      const addRounds = plannedRounds(input.addRounds ?? [], reference.assignees, facts.rounds.length);
      if (isRefusal(addRounds)) return addRounds;
      const change: Change = {
        version: facts.changes.length + 1,
        reason: input.reason,
        by: actor.id,
        at: now,
        season: { from: facts.season.from, to: input.to ?? facts.season.to },
        scope: reference.scope,
        addRounds,
        cancelRounds: cancelled,
      };
      const problem =
        problemOf(change.season, change.scope, roundsAfter(facts, change)) ??
        tooLate(change.season, addRounds, reference.moments, now);
      if (problem) return problem;
      return {
        facts: { change },
        reason: input.reason,
        notify: [notify({ role: 'leader' }, 'changeProposed', { reason: input.reason })],
      };
    },
  },
  approveChange: {
    title: { en: 'Approve the change', zh: '批准变更' },
    event: 'ChangeApproved',
    by: ['leader'],
    from: ['inForce'],
    guard: ({ current, actor }) => noChange({ current }) ?? notTheirOwn({ current, actor }),
    decide: ({ current, actor, now, input, reference: { moments } }) => {
      const { facts } = current;
      const { change } = facts;
      if (!change) return noChange({ current }) ?? {};
      const unread = otherVersion({ en: 'proposed change', zh: '变更申请' }, { read: input.version, now: change.version });
      if (unread) return unread;
      const late = tooLate(change.season, change.addRounds, moments, now);
      if (late) return late;
      // What was finished meanwhile stays finished.
      const cancelled = facts.rounds.filter(({ number, state }) => change.cancelRounds.includes(number) && state !== 'finished');
      const counted = { ...change, cancelRounds: cancelled.map(({ number }) => number) };
      const rounds = roundsAfter(facts, counted);
      const added = rounds.slice(facts.rounds.length);
      const moved = change.season.to !== facts.season.to;
      return {
        facts: {
          ...change.scope,
          season: change.season,
          rounds,
          coverage: coverageOf(change.scope, rounds),
          change: null,
          changes: [...facts.changes, { ...change, approvedBy: actor.id, decidedAt: now }],
        },
        ...(moved ? { clocks: { start: { season: seasonLeft(moments[change.season.to]?.endsAt ?? now, now) } } } : {}),
        effects: [
          ...openRounds({ ...facts, id: current.id }, change.scope, added, moments),
          ...cancelRounds(cancelled, change.reason),
        ],
        notify: [notify(thePlanner(current, change.by), 'changeApproved', { reason: change.reason })],
      };
    },
  },
  refuseChange: {
    title: { en: 'Refuse the change', zh: '不批准变更' },
    event: 'ChangeRefused',
    by: ['leader'],
    from: ['inForce'],
    guard: ({ current, actor }) => noChange({ current }) ?? notTheirOwn({ current, actor }),
    decide: ({ current, now, input }) => {
      const { change, changes } = current.facts;
      if (!change) return noChange({ current }) ?? {};
      return {
        facts: { change: null, changes: [...changes, { ...change, approvedBy: null, decidedAt: now }] },
        reason: input.reason,
        notify: [notify(thePlanner(current, change.by), 'changeRefused', { reason: input.reason })],
      };
    },
  },
};
