/** Work stops and goes on: stops and who lifts them, the guardian's absence, the one extension, and expiry. */
import { moment, timeTo } from '../kernel/moments.ts';
import { isGone } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import {
  firstOf,
  hasExpired,
  notBriefed,
  notYourPart,
  onlyThe,
  pastExpiry,
  whileValid,
  withGuardian,
  withTheLeader,
} from './guards.ts';
import { staleCheck } from './permitting.ts';
import { unqualified } from './qualifications.ts';
import { isAbsence, lifts, othersStops, stopperOf } from './stopping.ts';
import type { GuardContext, Permit, PermitOutcome, RulesOf } from './vocabulary.ts';
import { everybody, isUnsigned, listed, marked, notify, notifyAll, onSite, unchecked } from './waiting.ts';

const MINUTE = 60_000;

const STOPPERS = ['leader', 'guardian', 'permitter', 'issuer'] as const;

/** One more stop: work that goes on is suspended, and weather and insulation are checked again before it goes on. */
const stopped = (current: Permit, stop: Facts['stops'][number], more: Partial<Facts> = {}): PermitOutcome => ({
  ...(current.state === 'working' ? { state: 'suspended' } : {}),
  facts: { stops: [...current.facts.stops, stop], haltedAt: stop.at, ...more },
  reason: stop.reason,
  notify: notifyAll(everybody(current.facts), 'suspended', { reason: stop.reason }),
});

/** The stops that this person lifts. */
const theirs = (context: GuardContext) => context.current.facts.stops.filter((stop) => !isAbsence(stop) && lifts(context, stop));

const nothingToLift = (context: GuardContext) => {
  const { stops } = context.current.facts;
  const parts = stops.filter((stop) => !isAbsence(stop)).map(({ part }) => part);
  if (parts.length === 0) {
    return refuse('nothingStopped', 'Nobody has stopped this work; go on with it.', '本作业目前无叫停，可继续办理。');
  }
  return theirs(context).length > 0 ? undefined : notYourPart(context.current.facts, ...new Set(parts));
};

/** What stands against going on, as far as people see it before they try. */
const mayGoOn = ({ current }: GuardContext) => {
  const { facts } = current;
  if (facts.guardianAway) {
    return refuse(
      'noGuardian',
      `The guardian ${facts.guardian.name} has left. Name a replacement first, or wait until they are back.`,
      `监护人${facts.guardian.name}已离开，请先指定替换监护人或待其返回。`,
    );
  }
  const stops = othersStops(facts);
  if (stops.length > 0) {
    return refuse(
      'stopNotLifted',
      `Work was stopped by ${listed(stops, ', ')}, and goes on when they have lifted that; ask them.`,
      `${listed(stops, '、')}已叫停作业，须由其解除后方可恢复，请联系。`,
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
};

export const interrupting: RulesOf<'suspend' | 'lift' | 'guardianLeaves' | 'guardianReturns' | 'resume' | 'extend' | 'expire'> = {
  suspend: {
    title: { en: 'Stop the work', zh: '叫停作业' },
    description: {
      en: 'Weather, load or anything else: the leader, guardian, permitter and issuer of this permit may each stop the work at once, also where somebody else has stopped it already. Only who stopped it lifts the stop. The time until it expires runs on.',
      zh: '因天气、负荷等原因叫停。本作业票的负责人、监护人、许可人、签发人均可立即叫停，他人已叫停的亦可；仅叫停人可解除。有效期照常计算。',
    },
    event: 'Suspended',
    by: ['workLeader', 'guardian', 'permitter', 'permitIssuer'],
    from: ['issued', 'briefing', 'working', 'suspended', 'expired', 'handedBack'],
    to: ['suspended'],
    guard: (context) => (stopperOf(context) ? undefined : notYourPart(context.current.facts, ...STOPPERS)),
    decide: ({ current, actor, now, input }) => {
      const part = stopperOf({ current, actor, now });
      if (!part) return notYourPart(current.facts, ...STOPPERS);
      return stopped(current, { ...marked(actor, now), ...input, part });
    },
  },
  lift: {
    title: { en: 'Lift the stop', zh: '解除叫停' },
    description: {
      en: 'By who stopped the work, or who has their part now. Work goes on when all stops are lifted and the leader resumes it.',
      zh: '由叫停人或现任该角色人员解除。全部解除后由负责人恢复作业。',
    },
    event: 'StopLifted',
    by: ['workLeader', 'guardian', 'permitter', 'permitIssuer'],
    from: ['issued', 'briefing', 'suspended', 'expired', 'handedBack'],
    guard: nothingToLift,
    decide: ({ current, actor, now, input }) => {
      const lifted = theirs({ current, actor, now });
      return {
        facts: { stops: current.facts.stops.filter((stop) => !lifted.includes(stop)) },
        reason: input.reason,
        notify: [notify({ person: current.facts.leader.id }, 'stopLifted', { by: actor.name, reason: input.reason })],
      };
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
    decide: ({ current, actor, now, input: { reason } }) =>
      stopped(current, { ...marked(actor, now), cause: 'guardian', reason, part: 'guardian' }, { guardianAway: true }),
  },
  guardianReturns: {
    title: { en: 'The guardian is back', zh: '监护人返回' },
    event: 'GuardianReturned',
    by: ['guardian'],
    from: ['suspended'],
    guard: firstOf(onlyThe('guardian'), ({ current }) =>
      current.facts.guardianAway ? undefined : refuse('guardianThere', 'You haven’t left the site.', '您未离开现场。'),
    ),
    decide: ({ current: { facts } }) => ({
      facts: { guardianAway: false, stops: facts.stops.filter((stop) => !isAbsence(stop)) },
    }),
  },
  resume: {
    title: { en: 'Resume the work', zh: '恢复作业' },
    description: {
      en: 'By the leader, once all others have lifted their stops, weather and insulation have been checked again, and a guardian is there who has signed the briefing.',
      zh: '其他人员均已解除叫停、重新检查天气和绝缘、已签名的监护人在场后，由负责人恢复。',
    },
    event: 'Resumed',
    by: ['workLeader'],
    from: ['suspended'],
    to: ['working'],
    guard: firstOf(onlyThe('leader'), withTheLeader, whileValid, mayGoOn, withGuardian, ({ current, actor }) =>
      isUnsigned(current.facts, actor.id) ? notBriefed : undefined,
    ),
    decide: ({ current, now, reference, limits }) =>
      staleCheck(current.facts, now, limits) ??
      unqualified(
        reference.crew.filter(({ id }) => !isGone(current, id)),
        current.facts.job.qualifications,
        reference.days,
      ) ?? {
        state: 'working',
        facts: { stops: [] },
        notify: notifyAll(everybody(current.facts), 'resumed'),
      },
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
      return {
        facts: { until, extension: { ...marked(actor, now), from: facts.until, until, reason: input.reason } },
        reason: input.reason,
        clocks: { extend: { validity: timeTo(until, facts.until) } },
        notify: notifyAll([facts.permitter, ...onSite(facts)], 'extended', { until: moment(until), reason: input.reason }),
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
      return { state: 'expired', facts: { expiredAt: now }, notify };
    },
  },
};
