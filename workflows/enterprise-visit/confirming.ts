/** What the firm says to the record of its visit. */
import { type Refusal, refuse, roleOn } from '../kernel/process.ts';
import { isOver } from './holding.ts';
import { LEADER, notify, notifyFirm, officerOf } from './telling.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';

/** Whether somebody asks for the firm, by a call, and isn't of it. */
const callsBack = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  actor.id !== `follower:${current.id}` && roleOn(actor, ['firmAgent']) === undefined;

const notTheirs = ({ current, actor }: GuardContext): Refusal | undefined =>
  callsBack({ current, actor }) && actor.id === current.facts.recordedBy
    ? refuse(
        'ownRecord',
        'You have recorded the visit yourself. Somebody else calls the firm.',
        '走访记录由您本人登记，请由他人回访。',
      )
    : undefined;

export const confirming: RulesOf<'confirm' | 'confirmBySilence' | 'dispute'> = {
  confirm: {
    title: { en: 'Confirm', zh: '确认' },
    description: {
      en: 'By the firm, or by whoever calls it and didn’t visit it.',
      zh: '由企业确认，或由非走访人员电话回访确认。',
    },
    event: 'Confirmed',
    by: ['firmAgent', 'follower', 'serviceLeader'],
    from: ['recorded'],
    to: ['confirmed'],
    guard: notTheirs,
    decide: ({ current, actor, now, input }) => {
      const byCall = callsBack({ current, actor });
      if (byCall && input.who === undefined)
        return refuse('whoSaidSo', 'Call the firm, and say which office confirmed it.', '请电话回访企业，并填写答复人员岗位。');
      return {
        state: 'confirmed',
        facts: {
          confirmed: { at: now, how: byCall ? 'callBack' : 'word', by: actor.id, who: byCall ? (input.who ?? null) : null },
        },
        effects: isOver(current.facts, true),
      };
    },
  },
  confirmBySilence: {
    title: { en: 'Silence confirms', zh: '逾期视为确认' },
    event: 'ConfirmedBySilence',
    by: ['clock:confirm'],
    from: ['recorded'],
    to: ['confirmed'],
    decide: ({ current: { facts }, now }) => ({
      state: 'confirmed',
      facts: { confirmed: { at: now, how: 'silence', by: null, who: null } },
      effects: isOver(facts, true),
      notify: notifyFirm(undefined, 'autoConfirmed'),
    }),
  },
  dispute: {
    title: { en: 'Say what is wrong', zh: '提出异议' },
    event: 'Disputed',
    by: ['firmAgent', 'follower', 'serviceLeader'],
    from: ['recorded'],
    to: ['underWay'],
    guard: notTheirs,
    decide: ({ current, input: { what } }) => {
      const { facts } = current;
      const words = { firm: facts.firm.name, what };
      return {
        state: 'underWay',
        facts: { disputes: facts.disputes + 1, dispute: what },
        notify: [notify(officerOf(current, facts), 'disputed', words), notify(LEADER, 'disputed', words)],
      };
    },
  },
};
