/** The permitter opens the permit, or it comes to nothing before work has begun. */
import { addParties, hold } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { isGone } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { aPermitter, ENDERS, firstOf, onlyThe, whileValid, withTheLeader } from './guards.ts';
import { tooFew } from './issuing.ts';
import type { Limits } from './limits.ts';
import { parts, unqualified, withoutRole } from './qualifications.ts';
import type { Permit, PermitOutcome, RulesOf } from './vocabulary.ts';
import {
  awaited,
  everybody,
  holdsOf,
  listed,
  marked,
  named,
  neededAlone,
  notifyAll,
  onSite,
  tellHazard,
  unchecked,
} from './waiting.ts';

const MINUTE = 60_000;

/** A permit that never came to work is over. */
const over = (current: Permit, state: 'cancelled' | 'lapsed', reason: string): PermitOutcome => ({
  state,
  notify: notifyAll(everybody(current.facts), state, { reason }),
  effects: tellHazard(current.facts.hazard, 'permitClosed', { permit: current.id, carriedOut: false, workers: [] }),
});

export const permitting: RulesOf<'permit' | 'cancel' | 'lapse'> = {
  permit: {
    title: { en: 'Permit the work', zh: '许可工作' },
    description: {
      en: 'Opens the permit: from now on its leader, guardian and crew are on no other open permit, and its sections are its own, until the line is returned.',
      zh: '许可后作业票生效：至线路移交前，负责人、监护人和工作班成员不得参加其他作业，所涉区段不得许可其他作业票。',
    },
    event: 'Permitted',
    by: ['permitter'],
    from: ['briefing'],
    to: ['working'],
    needsFree: neededAlone,
    guard: firstOf(aPermitter, withTheLeader, whileValid, ({ current, now }) => {
      const missing = awaited(current);
      if (missing.length > 0) {
        return refuse(
          'notSigned',
          `The briefing isn’t signed yet by ${listed(missing, ', ')}. They sign, or the work leader takes them off the permit.`,
          `${listed(missing, '、')}尚未在站班会签名，请本人签名或由工作负责人办理人员变更。`,
        );
      }
      const { from, stops } = current.facts;
      if (stops.length > 0) {
        return refuse(
          'stopNotLifted',
          `${listed(stops, ', ')} stopped this work before it began; permit it when they have lifted that.`,
          `${listed(stops, '、')}已叫停本作业，解除后方可许可。`,
        );
      }
      return now < from
        ? refuse(
            'tooEarly',
            `The permit holds from ${moment(from)}; permit the work then.`,
            `作业票自${moment(from)}起有效，届时方可许可。`,
          )
        : undefined;
    }),
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      const there = (id: string) => reference.crew.find((person) => person.id === id);
      const gone = [facts.leader, facts.guardian].filter(({ id }) => !there(id));
      if (gone.length > 0) return personGone(gone);
      // A member who has left the utility blocks nobody.
      const members = facts.members.filter(({ id }) => there(id));
      const present = (people: readonly { readonly id: string }[]) =>
        reference.crew.filter(({ id }) => people.some((one) => one.id === id));
      const refusal =
        recheckNeeded(facts) ??
        staleCheck(facts, now, limits) ??
        tooFew(members.length, facts.job.minMembers) ??
        withoutRole(present([facts.leader]), 'workLeader', parts.leader, current) ??
        withoutRole(present([facts.guardian]), 'guardian', parts.guardian, current) ??
        withoutRole(present(members), 'lineWorker', parts.member, current) ??
        unqualified(present([facts.leader, facts.guardian, ...members]), facts.job.qualifications, reference.days);
      if (refusal) return refusal;
      const permitted = { ...marked(actor, now), conditions: input.conditions ?? null };
      const workers = [facts.leader, facts.guardian, ...members].map(({ id }) => id);
      const changed = { permitted, permitter: named(actor), members, workers };
      const after = { ...facts, ...changed };
      return {
        state: 'working',
        facts: changed,
        effects: [
          hold(...holdsOf(after)),
          ...(actor.id === facts.permitter.id ? [] : [addParties({ role: 'permitter', person: actor.id })]),
        ],
        notify: notifyAll(onSite(after), 'permitted', { conditions: permitted.conditions ?? '' }),
      };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '作废' },
    description: {
      en: 'Before work has begun; afterwards it is ended on the site. If the leader has gone, any leader, issuer or permitter does it.',
      zh: '仅限许可前；许可后须办理工作终结。负责人离岗的，其他负责人、签发人或许可人均可办理。',
    },
    event: 'Cancelled',
    by: ENDERS,
    from: ['issued', 'briefing'],
    to: ['cancelled'],
    // Without its leader a permit comes to nothing: any of the three may say so.
    guard: (context) =>
      isGone(context.current, context.current.facts.leader.id) ? undefined : onlyThe('issuer', 'leader')(context),
    decide: ({ current, input }) => ({ ...over(current, 'cancelled', input.reason), reason: input.reason }),
  },
  lapse: {
    title: { en: 'Lapse unused', zh: '逾期未用失效' },
    event: 'Lapsed',
    by: ['clock:begin'],
    from: ['issued', 'briefing'],
    to: ['lapsed'],
    decide: ({ current }) => over(current, 'lapsed', ''),
  },
};

/** A stop that was lifted before work began leaves the checks to be done again. */
const recheckNeeded = (facts: Facts) =>
  unchecked(facts).length === 0
    ? undefined
    : refuse(
        'recheckNeeded',
        'Work was stopped since weather and insulation were checked; have both checked again.',
        '检查后曾叫停作业，须重新检查天气和绝缘。',
      );

const personGone = (people: readonly Facts['leader'][]) =>
  refuse(
    'personGone',
    `${listed(people, ', ')} no longer works here. Have the guardian replaced; without its leader, cancel the permit and issue another.`,
    `${listed(people, '、')}已离岗。监护人离岗的请先更换；负责人离岗的请作废后重新签发。`,
  );

/** Weather and insulation change: what was checked too long ago is checked again before work begins or goes on. */
export const staleCheck = ({ weather, insulation }: Facts, now: number, { checkMinutes }: Limits) => {
  const old = [
    ...(weather && now - weather.at > checkMinutes * MINUTE ? [{ en: 'the weather', zh: '天气' }] : []),
    ...(insulation && now - insulation.at > checkMinutes * MINUTE ? [{ en: 'the insulation', zh: '绝缘' }] : []),
  ];
  return old.length === 0
    ? undefined
    : refuse(
        'checkTooOld',
        `More than ${checkMinutes} minutes have passed since ${old.map(({ en }) => en).join(' and ')} was checked; have it checked again.`,
        `${old.map(({ zh }) => zh).join('、')}检查已超过${checkMinutes}分钟，请重新检查。`,
      );
};
