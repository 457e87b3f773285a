/** An application that doesn't come to a meter: withdrawn by the customer, or rejected by us with a ground that can be appealed. */
import { refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { customerRoles, frontRoles, onlyContact, onlyCustomer } from './guards.ts';
import { CUSTOMER, contactOf, notify, waitForLines } from './moving.ts';
import { reportOf } from './report.ts';
import { OPEN, type OpenState, type RulesOf } from './vocabulary.ts';

export const ending: RulesOf<'withdraw' | 'reject' | 'appeal' | 'decideAppeal' | 'letStand'> = {
  withdraw: {
    title: { en: 'Withdraw', zh: '撤回申请' },
    description: { en: 'The power isn’t wanted any more.', zh: '不再需要用电，撤回申请。' },
    event: 'Withdrawn',
    by: customerRoles,
    from: [...OPEN, 'appealed'],
    to: ['withdrawn'],
    guard: onlyCustomer,
    decide: ({ current, input, reference }) => ({
      state: 'withdrawn',
      facts: { report: reportOf(current.facts, reference.days) },
      reason: input.reason,
      notify: [notify(contactOf(current), 'withdrawn', { reason: input.reason })],
    }),
  },
  reject: {
    title: { en: 'Reject', zh: '不予办理' },
    description: {
      en: 'Say on what ground the power can’t be supplied. The customer may appeal to the leader within a limit.',
      zh: '说明不能供电的理由。客户可在期限内向分管领导申诉。',
    },
    event: 'Rejected',
    by: [...frontRoles, 'leader'],
    from: OPEN,
    to: ['rejected'],
    guard: onlyContact,
    decide: ({ current, actor, now, input, reference }) => {
      const rejection = {
        ground: input.ground,
        by: actor.id,
        at: now,
        from: current.state as OpenState,
        final: false,
      };
      return {
        state: 'rejected',
        facts: { rejection, report: reportOf(current.facts, reference.days) },
        reason: input.ground,
        notify: [notify(CUSTOMER, 'rejected', { ground: input.ground })],
      };
    },
  },
  appeal: {
    title: { en: 'Appeal', zh: '申诉' },
    description: { en: 'Say why the rejection is wrong; the leader decides.', zh: '说明理由，由分管领导裁定。' },
    event: 'Appealed',
    by: customerRoles,
    from: ['rejected'],
    to: ['appealed'],
    guard: (context) =>
      onlyCustomer(context) ??
      (context.current.clocks.appeal === 'running'
        ? undefined
        : refuse(
            'appealOver',
            'The time to appeal is over, or an appeal was decided. Apply again if things have changed.',
            '申诉期已过或申诉已裁定。情况变化的，可重新申请。',
          )),
    decide: ({ current, now, input }) => ({
      state: 'appealed',
      facts: { appeals: [...current.facts.appeals, { ground: input.ground, at: now, ruling: null }], report: null },
      reason: input.ground,
      notify: [
        notify({ role: 'leader' }, 'toDecideAppeal', { ground: input.ground, rejection: current.facts.rejection?.ground ?? '' }),
      ],
    }),
  },
  decideAppeal: {
    title: { en: 'Decide on the appeal', zh: '申诉裁定' },
    description: {
      en: 'Upheld, the application goes on where it was, with the time that was left; dismissed, it is closed.',
      zh: '申诉成立的，从原环节按剩余时限继续办理；不成立的办结。',
    },
    event: 'AppealDecided',
    by: ['leader', 'admin'],
    from: ['appealed'],
    to: [...OPEN, 'rejected'],
    guard: ({ current, actor }) =>
      current.facts.rejection?.by === actor.id
        ? refuse(
            'ownRejection',
            'You rejected it yourself; another leader decides, or an administrator.',
            '本人作出的不予办理决定，须由其他领导或系统管理员裁定。',
          )
        : undefined,
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const { rejection } = facts;
      if (!rejection) return refuse('nothingRejected', 'There is no rejection to decide on.', '无可裁定的不予办理决定。');
      const ruling = { upheld: input.upheld, reason: input.reason, by: actor.id, at: now };
      const appeals: Facts['appeals'] = facts.appeals.map((appeal) => (appeal.ruling ? appeal : { ...appeal, ruling }));
      if (!input.upheld) {
        return {
          state: 'rejected',
          facts: { appeals, rejection: { ...rejection, final: true }, report: reportOf(facts, reference.days) },
          reason: input.reason,
          notify: [notify(CUSTOMER, 'appealDismissed', { reason: input.reason })],
        };
      }
      return {
        state: rejection.from,
        facts: { appeals, rejection: null },
        reason: input.reason,
        // The installers wait for the lines again.
        ...(rejection.from === 'connecting' ? waitForLines(current) : {}),
        notify: [
          notify(CUSTOMER, 'appealUpheld', { reason: input.reason }),
          notify(contactOf(current), 'goesOn', { reason: input.reason }),
        ],
      };
    },
  },
  letStand: {
    title: { en: 'Let the rejection stand', zh: '申诉期满' },
    event: 'RejectionStood',
    by: ['clock:appeal'],
    from: ['rejected'],
    decide: ({ current }) => ({
      facts: { rejection: current.facts.rejection && { ...current.facts.rejection, final: true } },
    }),
  },
};
