/** Work stops and goes on: suspension, the guardian's absence, the one extension, and expiry. */
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { aPermitter, firstOf, hasExpired, notYourPart, onlyThe, pastExpiry, whileValid, withTheLeader } from './guards.ts';
import { minutesTo } from './permitting.ts';
import { unqualified } from './qualifications.ts';
import type { GuardContext, Permit, PermitOutcome, RulesOf } from './vocabulary.ts';
import { everybody, listed, marked, notifyAll, onSite, unchecked } from './waiting.ts';

const MINUTE = 60_000;

const stopped = (current: Permit, facts: Pick<Facts, 'suspension'> & Partial<Facts>, reason: string): PermitOutcome => ({
  state: 'suspended',
  facts,
  reason,
  notify: notifyAll(everybody(current.facts), 'suspended', { reason }),
});

/** Where the permitter stopped the work, a permitter lets it go on, and otherwise the leader. */
const whoResumes = (context: GuardContext): Refusal | undefined => {
  const { current, actor } = context;
  if (!current.facts.suspension?.byPermitter) return onlyThe('leader')(context);
  return holdsRole(actor, ['permitter'], current) ? aPermitter(context) : notYourPart(current.facts, 'permitter');
};

export const interrupting: RulesOf<'suspend' | 'guardianLeaves' | 'guardianReturns' | 'resume' | 'extend' | 'expire'> = {
  suspend: {
    title: { en: 'Suspend the work', zh: '暂停作业' },
    description: {
      en: 'Weather, load or anything else: the leader, guardian, permitter and issuer of this permit may stop the work at once. The time until it expires runs on.',
      zh: '因天气、负荷等原因暂停。本作业票的负责人、监护人、许可人、签发人均可立即叫停，有效期照常计算。',
    },
    event: 'Suspended',
    by: ['workLeader', 'guardian', 'permitter', 'permitIssuer'],
    from: ['working'],
    to: ['suspended'],
    guard: onlyThe('leader', 'guardian', 'permitter', 'issuer'),
    decide: ({ current, actor, now, input }) => {
      const byPermitter = actor.id === current.facts.permitter.id;
      return stopped(current, { suspension: { ...marked(actor, now), ...input, byPermitter } }, input.reason);
    },
  },
  guardianLeaves: {
    title: { en: 'The guardian leaves', zh: '监护人离开' },
    description: {
      en: 'Without a replacement named first, work stops until the guardian is back or another one is there.',
      zh: '未先指定替换人员的，监护人离开即暂停作业，待其返回或更换后方可恢复。',
    },
    event: 'GuardianLeft',
    by: ['guardian', 'workLeader'],
    from: ['working', 'suspended'],
    to: ['suspended'],
    guard: firstOf(onlyThe('guardian', 'leader'), ({ current }) =>
      current.facts.guardianAway ? refuse('guardianAway', 'The guardian has left already.', '监护人已离开。') : undefined,
    ),
    decide: ({ current, actor, now, input: { reason } }) => {
      const byPermitter = current.facts.suspension?.byPermitter ?? false;
      const suspension = { ...marked(actor, now), cause: 'guardian', reason, byPermitter } as const;
      return stopped(current, { suspension, guardianAway: true }, reason);
    },
  },
  guardianReturns: {
    title: { en: 'The guardian is back', zh: '监护人返回' },
    event: 'GuardianReturned',
    by: ['guardian'],
    from: ['suspended'],
    guard: firstOf(onlyThe('guardian'), ({ current }) =>
      current.facts.guardianAway ? undefined : refuse('guardianThere', 'You haven’t left the site.', '您未离开现场。'),
    ),
    decide: () => ({ facts: { guardianAway: false } }),
  },
  resume: {
    title: { en: 'Resume the work', zh: '恢复作业' },
    description: {
      en: 'Once weather and insulation have been checked again and a guardian is there; where the permitter stopped it, the permitter lets it go on.',
      zh: '重新检查天气和绝缘、监护人在场后方可恢复；由许可人叫停的，由许可人恢复。',
    },
    event: 'Resumed',
    by: ['workLeader', 'permitter'],
    from: ['suspended'],
    to: ['working'],
    guard: firstOf(whoResumes, withTheLeader, whileValid, ({ current: { facts } }) => {
      if (facts.guardianAway) {
        return refuse(
          'noGuardian',
          `The guardian ${facts.guardian.name} has left. Name a replacement first, or wait until they are back.`,
          `监护人${facts.guardian.name}已离开，请先指定替换监护人或待其返回。`,
        );
      }
      const again = unchecked(facts);
      return again.length === 0
        ? undefined
        : refuse(
            'recheckNeeded',
            `Check again before work goes on: ${again.map((check) => (check === 'checkWeather' ? 'the weather' : 'the insulation')).join(', ')}.`,
            `恢复前须重新检查：${again.map((check) => (check === 'checkWeather' ? '天气' : '绝缘')).join('、')}。`,
          );
    }),
    decide: ({ current }) => ({
      state: 'working',
      facts: { suspension: null },
      notify: notifyAll(everybody(current.facts), 'resumed'),
    }),
  },
  extend: {
    title: { en: 'Extend the permit', zh: '延期' },
    description: { en: 'By its issuer, once, and only before it expires.', zh: '由签发人在到期前办理，限一次。' },
    event: 'Extended',
    by: ['permitIssuer'],
    from: ['working', 'suspended', 'expired'],
    guard: firstOf(onlyThe('issuer'), whileValid, ({ current: { facts } }) =>
      facts.extension
        ? refuse(
            'extendedAlready',
            'The permit was extended once; that is all there is. End the work in time, and issue a new permit for the rest.',
            '作业票已延期一次，不得再次延期。请按时终结，剩余工作另行签发。',
          )
        : undefined,
    ),
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      if (hasExpired(current, now)) return pastExpiry(current);
      const until = Date.parse(input.until);
      const most = limits.extensionMinutes;
      if (until <= facts.until) {
        return refuse(
          'notLater',
          'That is no later than it expires now; choose a later moment.',
          '延期时间须晚于原到期时间，请重新填写。',
        );
      }
      if (until - facts.until > most * MINUTE) {
        return refuse(
          'extensionTooLong',
          `A permit is extended by at most ${most} minutes; choose an earlier moment.`,
          `延期最长${most}分钟，请选择更早的时间。`,
        );
      }
      const workers = reference.crew.filter(({ id }) => onSite(facts).some((person) => person.id === id));
      const refusal = unqualified(workers, facts.job.qualifications, reference.days);
      if (refusal) return refusal;
      const since = facts.permitted?.at ?? now;
      // As the clock counts, in whole minutes from its start, so that it ends with the permit.
      const more = minutesTo(until, since) - minutesTo(facts.until, since);
      return {
        facts: { until, extension: { ...marked(actor, now), from: facts.until, until, reason: input.reason } },
        reason: input.reason,
        clocks: { extend: { validity: { clockMinutes: more } } },
        notify: notifyAll([facts.permitter, ...onSite(facts)], 'extended', { until: input.until, reason: input.reason }),
      };
    },
  },
  expire: {
    title: { en: 'Expire', zh: '到期' },
    event: 'Expired',
    by: ['clock:validity'],
    from: ['working', 'suspended', 'handedBack'],
    to: ['expired'],
    decide: ({ current, now }) => {
      const { facts } = current;
      const notify = notifyAll(everybody(facts), 'expired', { crew: listed(onSite(facts), '、') });
      // What is back with the permitter is ended already; should it be sent back, there is nothing left to do but end it.
      if (current.state === 'handedBack') return { facts: { expiredAt: now } };
      return { state: 'expired', facts: { expiredAt: now, suspension: null }, notify };
    },
  },
};
