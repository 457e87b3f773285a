/** A unit needs more time: an extension, or a suspension until work is possible again. */
import { moment, timeTo } from '../kernel/moments.ts';
import { fellTo } from '../kernel/parts.ts';
import { type Budget, holdsRole, refuse } from '../kernel/process.ts';
import { notOwnReport } from './guards.ts';
import { approverOf, extensionsOf } from './lifecycle.ts';
import { notify, REPORTERS, theHandler } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

const DAY = 86_400_000;

/** Working days as more time for a clock, in the unit by which it counts: one is 8 duty hours, or the whole round of the clock. */
const inUnitOf = (budget: Budget, workingDays: number): Budget => {
  if ('dutyMinutes' in budget) return { dutyMinutes: workingDays * 8 * 60 };
  return 'clockMinutes' in budget ? { clockMinutes: workingDays * 24 * 60 } : { workingDays };
};

export const moreTime: RulesOf<'requestExtension' | 'decideExtension' | 'requestSuspension' | 'decideSuspension' | 'resume'> = {
  requestExtension: {
    title: { en: 'Ask for more time', zh: '申请延期' },
    description: {
      en: 'The shift leader grants the first extension, the leader a second one with a reason; there is no third.',
      zh: '首次延期由值班长审批，第二次须说明理由并由分管领导审批，不得第三次延期。',
    },
    event: 'ExtensionRequested',
    by: ['handler'],
    from: ['handling'],
    guard: ({ current: { facts } }) => {
      if (!approverOf(facts)) {
        return refuse(
          'noThirdExtension',
          'It was extended twice already, and there is no third time. Report it done, call a meeting on the spot, or ask for a suspension if the season doesn’t allow the work.',
          '本件已延期两次，不得再次延期。请尽快办结、召集现场协调会，或因季节原因申请中止。',
        );
      }
      return facts.extensionAsked
        ? refuse(
            'extensionAskedAlready',
            'More time was asked for already; wait for the decision.',
            '延期申请正在审批，请等待结果。',
          )
        : undefined;
    },
    decide: ({ current, actor, input, limits }) => {
      const { facts } = current;
      const most = limits.extensionDays;
      if (input.workingDays > most) {
        return refuse(
          'extensionTooLong',
          `One extension gives at most ${most} working days; ask for fewer.`,
          `单次延期最多${most}个工作日，请减少天数。`,
        );
      }
      const reason = input.reason ?? null;
      if (extensionsOf(facts) > 0 && reason === null) {
        return refuse('reasonNeeded', 'A second extension needs a reason; give one.', '第二次延期须说明理由，请补充。');
      }
      return {
        confidential: true,
        facts: { extensionAsked: { workingDays: input.workingDays, reason, by: actor.id } },
        ...(reason === null ? {} : { reason }),
        notify: [
          notify({ role: approverOf(facts) ?? 'leader' }, 'extensionAsked', {
            workingDays: input.workingDays,
            reason: reason ?? '',
          }),
        ],
      };
    },
  },
  decideExtension: {
    title: { en: 'Decide on more time', zh: '审批延期' },
    description: {
      en: 'Grant the working days asked for, or refuse them with a reason.',
      zh: '批准所申请的工作日，或说明理由不予批准。',
    },
    event: 'ExtensionDecided',
    by: ['shiftLeader', 'leader'],
    from: ['handling'],
    guard: (context) => {
      const { current, actor } = context;
      const { extensionAsked } = current.facts;
      if (!extensionAsked) return refuse('nothingAsked', 'Nobody has asked for more time.', '目前没有延期申请。');
      if (extensionAsked.by === actor.id) {
        return refuse('ownRequest', 'You asked for it yourself; somebody else has to decide.', '本人的申请须由他人审批。');
      }
      return extensionsOf(current.facts) > 0 && !holdsRole(actor, ['leader'], current) && !fellTo('decideExtension', context)
        ? refuse('leaderDecides', 'The second extension is for the leader to decide.', '第二次延期须由分管领导审批。')
        : notOwnReport(context);
    },
    decide: ({ current, actor, now, input }) => {
      const asked = current.facts.extensionAsked;
      if (!asked) return refuse('nothingAsked', 'Nobody has asked for more time.', '目前没有延期申请。');
      if (!input.granted && input.reason === undefined) {
        return refuse('reasonNeeded', 'Say why the days are refused.', '不予批准须说明理由。');
      }
      return {
        confidential: true,
        facts: {
          extensionAsked: null,
          ...(input.granted
            ? {
                extensions: [
                  ...current.facts.extensions,
                  { workingDays: asked.workingDays, by: actor.id, at: now, reopening: current.facts.reopenings },
                ],
              }
            : {}),
        },
        ...(input.reason === undefined ? {} : { reason: input.reason }),
        ...(input.granted ? { clocks: { extend: { handle: inUnitOf(current.facts.category.handle, asked.workingDays) } } } : {}),
        notify: input.granted
          ? [
              notify(theHandler(current), 'extensionGranted', { workingDays: asked.workingDays }),
              notify(REPORTERS, 'promisedLater', { workingDays: asked.workingDays }),
            ]
          : [notify(theHandler(current), 'extensionRefused', { reason: input.reason ?? '' })],
      };
    },
  },
  requestSuspension: {
    title: { en: 'Ask to suspend', zh: '申请中止' },
    description: {
      en: 'For work bound to a season: ask the leader to let it rest until a date.',
      zh: '受季节等因素限制的事项，申请分管领导批准中止至某一日期。',
    },
    event: 'SuspensionRequested',
    by: ['handler'],
    from: ['handling'],
    guard: ({ current }) =>
      current.facts.suspensionAsked
        ? refuse(
            'suspensionAskedAlready',
            'A suspension was asked for already; wait for the decision.',
            '中止申请正在审批，请等待结果。',
          )
        : undefined,
    decide: ({ actor, now, input, limits }) => {
      const until = Date.parse(input.until);
      const most = limits.suspensionDays;
      if (until <= now) {
        return refuse('untilInThePast', 'The date to go on is past; choose one to come.', '恢复办理日期已过，请重新选择。');
      }
      if (until - now > most * DAY) {
        return refuse(
          'suspensionTooLong',
          `Work may rest for at most ${most} days in one go; choose an earlier date and ask again then.`,
          `单次中止最长${most}天，请选择更早的日期，到期可再次申请。`,
        );
      }
      return {
        confidential: true,
        facts: { suspensionAsked: { until, reason: input.reason, by: actor.id } },
        reason: input.reason,
        notify: [notify({ role: 'leader' }, 'suspensionAsked', { until: moment(until), reason: input.reason })],
      };
    },
  },
  decideSuspension: {
    title: { en: 'Decide on a suspension', zh: '审批中止' },
    description: {
      en: 'Let the work and its clock rest until the date asked for, or refuse with a reason.',
      zh: '批准中止办理，时限暂停至所申请日期，或说明理由不予批准。',
    },
    event: 'SuspensionDecided',
    by: ['leader'],
    from: ['handling'],
    to: ['suspended'],
    guard: (context) => {
      const { current, actor } = context;
      const asked = current.facts.suspensionAsked;
      if (!asked) return refuse('nothingAsked', 'Nobody has asked for a suspension.', '目前没有中止申请。');
      return asked.by === actor.id
        ? refuse('ownRequest', 'You asked for it yourself; somebody else has to decide.', '本人的申请须由他人审批。')
        : notOwnReport(context);
    },
    decide: ({ current, now, input }) => {
      const asked = current.facts.suspensionAsked;
      if (!asked) return refuse('nothingAsked', 'Nobody has asked for a suspension.', '目前没有中止申请。');
      if (!input.approved) {
        if (input.reason === undefined) return refuse('reasonNeeded', 'Say why the work may not wait.', '不予批准须说明理由。');
        return {
          confidential: true,
          facts: { suspensionAsked: null },
          reason: input.reason,
          notify: [notify(theHandler(current), 'suspensionRefused', { reason: input.reason })],
        };
      }
      if (asked.until <= now) {
        return refuse(
          'untilInThePast',
          'The date asked for has passed meanwhile; refuse it, and let the unit ask for a new one.',
          '所申请日期已过，请不予批准并请承办单位重新申请。',
        );
      }
      const until = moment(asked.until);
      return {
        state: 'suspended',
        confidential: true,
        facts: { suspensionAsked: null, suspendedUntil: asked.until },
        reason: input.reason ?? asked.reason,
        clocks: { start: { suspension: timeTo(asked.until, now) } },
        notify: [
          notify(theHandler(current), 'suspensionApproved', { until }),
          notify(REPORTERS, 'suspended', { until, words: input.toReporters ?? '' }),
        ],
      };
    },
  },
  resume: {
    title: { en: 'Take the work up again', zh: '恢复办理' },
    description: {
      en: 'Go on before the date; on the date it goes on by itself.',
      zh: '提前恢复办理；到期自动恢复。',
    },
    event: 'Resumed',
    by: ['handler', 'shiftLeader', 'leader', 'clock:suspension'],
    from: ['suspended'],
    to: ['handling'],
    decide: ({ current }) => ({
      state: 'handling',
      facts: { suspendedUntil: null },
      notify: [notify(theHandler(current), 'workResumed'), notify(REPORTERS, 'resumed')],
    }),
  },
};
