/** The permitter opens the permit, or it comes to nothing before work has begun. */
import { refuse } from '../kernel/process.ts';
import type { Facts, Permit, PermitOutcome, RulesOf } from './facts.ts';
import { aPermitter, firstOf, onlyThe, whileValid } from './guards.ts';
import { tooFew } from './issuing.ts';
import type { Limits } from './limits.ts';
import { parts, unqualified, withoutRole } from './qualifications.ts';
import {
  everybody,
  going,
  holdsOf,
  listed,
  marked,
  named,
  neededAlone,
  onSite,
  signers,
  tasksIn,
  tellAll,
  tellHazard,
  unsigned,
} from './waiting.ts';

const MINUTE = 60_000;

/** A permit that never came to work is over. */
const over = (kase: Permit, state: 'cancelled' | 'lapsed', reason: string): PermitOutcome => ({
  state,
  clocks: { stop: going(kase, ['begin']) },
  tell: tellAll(everybody(kase.facts), state, { reason }),
  ...tellHazard(kase, kase.facts.hazard, 'permitClosed'),
});

export const permitting: RulesOf<'permit' | 'cancel' | 'lapse'> = {
  permit: {
    title: { en: 'Permit the work', zh: '许可工作' },
    description: {
      en: 'Opens the permit: from now on its leader leads no other, and its sections are its own, until the line is returned.',
      zh: '许可后作业票生效：至线路移交前，该负责人不得执行其他作业票，所涉区段不得许可其他作业票。',
    },
    event: 'Permitted',
    by: ['permitter'],
    from: ['briefing'],
    to: ['working'],
    needsFree: neededAlone,
    unless: firstOf(aPermitter, whileValid, ({ kase, now }) => {
      const missing = signers(kase.facts).filter(({ id }) => unsigned(kase).includes(id));
      if (missing.length > 0) {
        return refuse(
          'notSigned',
          `The briefing isn’t signed yet by ${listed(missing, ', ')}. They sign, or the work leader takes them off the permit.`,
          `${listed(missing, '、')}尚未在站班会签名，请本人签名或由工作负责人办理人员变更。`,
        );
      }
      return now < kase.facts.from
        ? refuse(
            'tooEarly',
            `The permit holds from ${new Date(kase.facts.from).toISOString()}; permit the work then.`,
            `作业票自${new Date(kase.facts.from).toISOString()}起有效，届时方可许可。`,
          )
        : undefined;
    }),
    follows: ({ kase, actor, now, input, known }) => {
      const { facts } = kase;
      const there = (id: string) => known.crew.find((person) => person.id === id);
      const gone = [facts.leader, facts.guardian].filter(({ id }) => !there(id));
      if (gone.length > 0) {
        return refuse(
          'personGone',
          `${listed(gone, ', ')} no longer works here; name somebody else in that part first.`,
          `${listed(gone, '、')}已离岗，请先变更人员。`,
        );
      }
      // A member who has left the utility blocks nobody.
      const members = facts.members.filter(({ id }) => there(id));
      const present = (people: readonly { readonly id: string }[]) =>
        known.crew.filter(({ id }) => people.some((one) => one.id === id));
      const refusal =
        staleCheck(facts, now, known.limits) ??
        tooFew(members.length, facts.job.minMembers) ??
        withoutRole(present([facts.leader]), 'workLeader', parts.leader, kase) ??
        withoutRole(present([facts.guardian]), 'guardian', parts.guardian, kase) ??
        withoutRole(present(members), 'lineWorker', parts.member, kase) ??
        unqualified(present([facts.leader, facts.guardian, ...members]), facts.job.qualifications, known.days);
      if (refusal) return refusal;
      const permitted = { ...marked(actor, now), conditions: input.conditions ?? null };
      const changed = { permitted, permitter: named(actor), members };
      const after = { ...facts, ...changed };
      return {
        state: 'working',
        facts: changed,
        hold: holdsOf(after),
        clocks: { stop: going(kase, ['begin']), start: { validity: { clockMinutes: minutesTo(facts.until, now) } } },
        ...(actor.id === facts.permitter.id ? {} : { parties: [{ role: 'permitter', person: actor.id }] }),
        ask: tasksIn('working', after),
        tell: tellAll(onSite(after), 'permitted', { conditions: permitted.conditions ?? '' }),
      };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '作废' },
    description: { en: 'Before work has begun; afterwards it is ended on the site.', zh: '仅限许可前；许可后须办理工作终结。' },
    event: 'Cancelled',
    by: ['permitIssuer', 'workLeader'],
    from: ['issued', 'briefing'],
    to: ['cancelled'],
    unless: onlyThe('issuer', 'leader'),
    follows: ({ kase, input }) => ({ ...over(kase, 'cancelled', input.reason), reason: input.reason }),
  },
  lapse: {
    title: { en: 'Lapse unused', zh: '逾期未用失效' },
    event: 'Lapsed',
    by: ['clock:begin'],
    from: ['issued', 'briefing'],
    to: ['lapsed'],
    follows: ({ kase }) => over(kase, 'lapsed', ''),
  },
};

/** Whole minutes until a moment, rounded up as clocks count. */
export const minutesTo = (until: number, from: number): number => Math.ceil((until - from) / MINUTE);

const staleCheck = ({ weather, insulation }: Facts, now: number, { checkMinutes }: Limits) => {
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
