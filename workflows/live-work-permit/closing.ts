/** The work ends: the site is cleared, the gear counted back, the permit handed back, and the line returned. */
import { addParties, release } from '../effects/index.ts';
import { personOrRole } from '../kernel/parts.ts';
import { holdsRole, refuse, type Title } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { ENDERS, endsTheWork, firstOf, isPermitter, takesBack } from './guards.ts';
import type { Inputs } from './inputs.ts';
import { stoppersOf, stopsOverClosing } from './stopping.ts';
import type { RulesOf } from './vocabulary.ts';
import {
  everybody,
  halfConfirmed,
  holdsOf,
  isCarriedOut,
  listed,
  marked,
  named,
  nextStep,
  notify,
  notifyAll,
  tellHazard,
  unchecked,
} from './waiting.ts';

export const closing: RulesOf<'endWork' | 'sendBack' | 'close'> = {
  endWork: {
    title: { en: 'End the work and hand the permit back', zh: '工作终结并交回作业票' },
    description: {
      en: 'When all steps are done or abandoned in a safe state, the site is cleared, and all bypass gear is counted back. If the leader has gone, another leader, an issuer or a permitter does it.',
      zh: '全部步骤完成或已安全终止、现场清理完毕、旁路器材清点无误后，将作业票交回许可人。负责人离岗的，由其他负责人、签发人或许可人办理。',
    },
    event: 'WorkEnded',
    by: ENDERS,
    from: ['working', 'suspended', 'expired'],
    to: ['handedBack'],
    guard: firstOf(endsTheWork, ({ current: { facts } }) => {
      const due = nextStep(facts);
      if (!due || facts.abandoned) return undefined;
      const half = halfConfirmed(facts) ? { en: ' (not confirmed by the guardian)', zh: '（待监护人确认）' } : { en: '', zh: '' };
      return refuse(
        'stepsLeft',
        `Steps are left, beginning with “${due.title.en}”${half.en}. Finish them, or abandon them in a safe state.`,
        `尚有步骤未完成，下一步为“${due.title.zh}”${half.zh}。请完成，或在安全状态下终止剩余步骤。`,
      );
    }),
    decide: ({ current, actor, now, input }) => {
      if (!input.siteCleared) {
        return refuse(
          'siteNotCleared',
          'Clear the site first: people, tools and fences.',
          '请先清理现场，撤离人员、工具和围栏。',
        );
      }
      const refusal = gearOff(current.facts.gear, input.gear);
      if (refusal) return refusal;
      // A permitter who ends the work in the leader's place has the permit from then on, and the issuer takes the line back.
      const asPermitter = isPermitter({ current, actor });
      const taker = asPermitter ? current.facts.issuer : current.facts.permitter;
      const came = asPermitter && actor.id !== current.facts.permitter.id;
      return {
        state: 'handedBack',
        facts: {
          handedBack: {
            ...marked(actor, now),
            gear: input.gear,
            report: input.report,
            byLeadership: !holdsRole(actor, ['workLeader', 'permitIssuer', 'permitter'], current),
          },
          ...(came ? { permitter: named(actor) } : {}),
        },
        effects: came ? [addParties({ role: 'permitter', person: actor.id })] : [],
        notify: [
          notify(personOrRole(current, taker.id, asPermitter ? 'permitIssuer' : 'permitter'), 'handedBack', {
            report: input.report,
          }),
          ...notifyAll(
            stoppersOf(current.facts).filter(({ id }) => id !== actor.id),
            'endedOverStop',
            { report: input.report },
          ),
        ],
      };
    },
  },
  sendBack: {
    title: { en: 'Send it back to the site', zh: '退回现场' },
    description: {
      en: 'The permitter doesn’t take the line back as it is; the leader puts it right and hands the permit back again.',
      zh: '许可人认为线路尚不具备移交条件的，退回负责人处理后重新交回。',
    },
    event: 'SentBack',
    by: ['permitter', 'permitIssuer'],
    from: ['handedBack'],
    to: ['working', 'suspended', 'expired'],
    guard: takesBack,
    decide: ({ current, now, input }) => {
      const { expiredAt, until, stops } = current.facts;
      // What was stopped rests until it is resumed, also where the stop was lifted meanwhile and nothing has been checked since.
      const rests = stops.length > 0 || unchecked(current.facts).length > 0;
      const state = expiredAt !== null || now >= until ? 'expired' : rests ? 'suspended' : 'working';
      return {
        state,
        facts: { handedBack: null, ...(state === 'expired' ? { expiredAt: expiredAt ?? now } : {}) },
        reason: input.reason,
        notify: [notify(personOrRole(current, current.facts.leader.id, 'workLeader'), 'sentBack', { reason: input.reason })],
      };
    },
  },
  close: {
    title: { en: 'Take the line back and close', zh: '线路移交并终结' },
    description: {
      en: 'The permitter confirms that the line is returned; leader and sections are free again.',
      zh: '许可人确认线路已恢复移交，作业票终结，负责人和区段占用随之解除。',
    },
    event: 'Closed',
    by: ['permitter', 'permitIssuer'],
    from: ['handedBack'],
    to: ['closed'],
    guard: firstOf(takesBack, ({ current: { facts } }) => {
      const stops = stopsOverClosing(facts);
      return stops.length > 0
        ? refuse(
            'stopNotLifted',
            `${listed(stops, ', ')} stopped this work. Take the line back when they have lifted that, or send the permit back to the site.`,
            `${listed(stops, '、')}已叫停本作业，解除后方可移交线路，或将作业票退回现场。`,
          )
        : undefined;
    }),
    decide: ({ current, actor, now, input }) => {
      if (!input.lineReturned) {
        return refuse(
          'lineNotReturned',
          'A permit closes when its line is returned. If it can’t be taken back yet, send the permit back to the site.',
          '线路恢复移交后方可终结。尚不具备移交条件的，请退回现场。',
        );
      }
      return {
        state: 'closed',
        facts: {
          closed: marked(actor, now),
          ...(holdsRole(actor, ['permitter'], current) && actor.id !== current.facts.issuer.id
            ? { permitter: named(actor) }
            : {}),
        },
        notify: notifyAll(everybody(current.facts), 'closed'),
        effects: [
          release(...holdsOf(current.facts).map(({ resource }) => resource)),
          ...tellHazard(current.facts.hazard, 'permitClosed', {
            permit: current.id,
            carriedOut: isCarriedOut(current.facts),
            workers: current.facts.workers,
          }),
        ],
      };
    },
  },
};

/** What was counted back must be exactly what went up. */
const gearOff = (list: Facts['gear'], counted: Inputs['endWork']['gear']) => {
  const back = (item: string) => counted.filter((one) => one.item === item).reduce((sum, { count }) => sum + count, 0);
  const wrong: Title[] = [
    ...list.flatMap(({ id, title, count }) =>
      back(id) === count ? [] : [{ en: `${title.en}: ${back(id)} of ${count}`, zh: `${title.zh}：应${count}，实${back(id)}` }],
    ),
    ...counted
      .filter(({ item }) => !list.some(({ id }) => id === item))
      .map(({ item }) => ({ en: `“${item}” isn’t on the list`, zh: `“${item}”不在清单内` })),
  ];
  return wrong.length === 0
    ? undefined
    : refuse(
        'gearCount',
        `The gear counted back differs from the list: ${wrong.map(({ en }) => en).join('; ')}. Find it, and count again.`,
        `清点数量与清单不符：${wrong.map(({ zh }) => zh).join('；')}。请查找后重新清点。`,
      );
};
