/** A department needs more time: it asks before the last day, the shift leader grants it once, then the leader. */
import { moment } from '../kernel/moments.ts';
import { fellTo } from '../kernel/parts.ts';
import { holdsRole, refuse } from '../kernel/process.ts';
import { notAtLeader } from './guards.ts';
import { answerClock, approverOf } from './lifecycle.ts';
import { FIRM, notify, theHandler } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

export const moreTime: RulesOf<'askExtension' | 'decideExtension'> = {
  askExtension: {
    title: { en: 'Ask for more time', zh: '申请延期' },
    description: {
      en: 'Before the last day. The shift leader grants the first extension, the leader any other.',
      zh: '须提前申请。首次延期由班组长审批，其后由分管领导审批。',
    },
    event: 'ExtensionAsked',
    by: ['handler'],
    from: ['handling'],
    guard: (context) =>
      context.current.facts.extensionAsked
        ? refuse(
            'extensionAskedAlready',
            'More time was asked for already; wait for the decision.',
            '延期申请正在审批，请等待结果。',
          )
        : notAtLeader(context),
    decide: ({ current: { facts }, actor, input, reference: { due, ahead }, limits }) => {
      if (facts.extensions.length >= limits.extensions)
        return refuse(
          'noMoreExtensions',
          `It was extended ${facts.extensions.length} times, and there is no more. Answer by what is settled, give a long-term answer, or call a meeting.`,
          `本件已延期${facts.extensions.length}次，不得再次延期。请先行答复、作长期推进答复或召集协调会。`,
        );
      if (input.workingDays > limits.extensionDays)
        return refuse(
          'extensionTooLong',
          `One extension gives at most ${limits.extensionDays} working days; ask for fewer.`,
          `单次延期最多${limits.extensionDays}个工作日，请减少天数。`,
        );
      if (!ahead)
        return refuse(
          'askedTooLate',
          `More time is asked for at least ${limits.askAheadDays} working days before ${due === null ? 'the end' : moment(due)}. Answer by then, or give a long-term answer.`,
          `延期须在${due === null ? '期满' : moment(due)}前至少${limits.askAheadDays}个工作日申请。请按期答复，或作长期推进答复。`,
        );
      return {
        confidential: true,
        reason: input.reason,
        facts: { extensionAsked: { workingDays: input.workingDays, reason: input.reason, by: actor.id } },
        notify: [notify({ role: approverOf(facts) }, 'extensionAsked', { workingDays: input.workingDays, reason: input.reason })],
      };
    },
  },
  decideExtension: {
    title: { en: 'Decide on more time', zh: '审批延期' },
    event: 'ExtensionDecided',
    by: ['shiftLeader', 'leader'],
    apart: [{ did: 'askExtension', who: ({ extensionAsked }) => extensionAsked?.by ?? null }],
    from: ['handling'],
    guard: (context) => {
      const { current, actor } = context;
      if (!current.facts.extensionAsked) return refuse('nothingAsked', 'Nobody has asked for more time.', '目前没有延期申请。');
      return approverOf(current.facts) === 'leader' &&
        !holdsRole(actor, ['leader'], current) &&
        !fellTo('decideExtension', context)
        ? refuse('leaderDecides', 'A second extension is for the leader to decide.', '第二次延期须由分管领导审批。')
        : undefined;
    },
    decide: ({ current, actor, now, input }) => {
      const { extensionAsked: asked, extensions } = current.facts;
      if (!asked) return refuse('nothingAsked', 'Nobody has asked for more time.', '目前没有延期申请。');
      const { workingDays } = asked;
      if (!input.granted)
        return input.reason === undefined
          ? refuse('reasonNeeded', 'Say why the days are refused.', '不予批准须说明理由。')
          : {
              confidential: true,
              reason: input.reason,
              facts: { extensionAsked: null },
              notify: [notify(theHandler(current), 'extensionRefused', { reason: input.reason })],
            };
      return {
        facts: { extensionAsked: null, extensions: [...extensions, { workingDays, by: actor.id, at: now }] },
        clocks: { extend: { [answerClock(current.facts)]: { workingDays } } },
        notify: [
          notify(theHandler(current), 'extensionGranted', { workingDays }),
          notify(FIRM, 'promisedLater', { workingDays }),
        ],
      };
    },
  },
};
