/** The department works on a demand: it asks the firm, refers it to bodies outside, and calls others together. */
import { callMeeting, tooSoon } from '../coordination-meeting/parent.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { holdsRole, refuse } from '../kernel/process.ts';
import { notAtLeader, notInGroup } from './guards.ts';
import { FIRM, notify, theHandler, whoHasIt } from './telling.ts';
import { OPEN, type RulesOf } from './vocabulary.ts';

export const handling: RulesOf<'askFirm' | 'reply' | 'goOnWithout' | 'referOutside' | 'callMeeting' | 'comment'> = {
  askFirm: {
    title: { en: 'Ask the firm', zh: '询问企业' },
    description: {
      en: 'The time to answer rests until the firm has replied or its time is over.',
      zh: '企业回复前或回复期满前，答复时限暂停。',
    },
    event: 'FirmAsked',
    by: ['handler'],
    from: ['handling'],
    to: ['awaitingFirm'],
    guard: notAtLeader,
    decide: ({ current: { facts }, actor, now, input, limits }) =>
      facts.questions.length >= limits.mostQuestions
        ? refuse(
            'askedOften',
            `The firm was asked ${facts.questions.length} times; call it, and answer by what you know.`,
            `已询问企业${facts.questions.length}次，请电话联系，并按掌握的情况答复。`,
          )
        : {
            state: 'awaitingFirm',
            facts: { questions: [...facts.questions, { text: input.question, by: actor.id, at: now, reply: null }] },
            notify: [notify(FIRM, 'asked', { question: input.question })],
          },
  },
  reply: {
    title: { en: 'Reply for the firm', zh: '企业回复' },
    event: 'FirmReplied',
    by: ['firmAgent', 'follower', 'hotlineAgent'],
    from: ['awaitingFirm'],
    to: ['handling'],
    decide: ({ current, input }) => ({
      state: 'handling',
      facts: {
        questions: current.facts.questions.map((one, n, all) => (n === all.length - 1 ? { ...one, reply: input.text } : one)),
      },
      notify: [notify(theHandler(current), 'replied', { text: input.text })],
    }),
  },
  goOnWithout: {
    title: { en: 'Go on without the reply', zh: '不待回复继续办理' },
    event: 'WentOnWithout',
    by: ['handler', 'clock:reply'],
    from: ['awaitingFirm'],
    to: ['handling'],
    decide: ({ current }) => ({ state: 'handling', notify: [notify(theHandler(current), 'noReply')] }),
  },
  referOutside: {
    title: { en: 'Note who does it outside', zh: '登记外部转介' },
    description: {
      en: 'What a body outside does, such as the power company, is linked by its number there. The firm still has its answer from here.',
      zh: '由供电公司等外部单位办理的，登记对方编号；仍由本部门答复企业。',
    },
    event: 'ReferredOutside',
    by: ['handler'],
    from: ['handling', 'longTerm'],
    guard: notInGroup,
    decide: ({ current: { facts }, actor, now, input }) => ({
      facts: {
        outside: [...facts.outside, { body: input.body, number: input.number ?? null, by: actor.id, at: now }],
      },
      notify: [notify(FIRM, 'referred', { body: input.body, number: input.number ?? '—' })],
    }),
  },
  callMeeting: {
    title: { en: 'Call a meeting', zh: '召集协调会' },
    description: {
      en: 'Call the units concerned together; the meeting is a case of its own. The time to answer runs on.',
      zh: '召集相关单位协调，会议单独立案，答复时限继续计算。',
    },
    event: 'MeetingCalled',
    by: ['handler', 'shiftLeader', 'leader', 'dispatcher'],
    from: ['handling', 'longTerm'],
    guard: notInGroup,
    decide: ({ current, actor, now, input, reference, limits }) => {
      const at = Date.parse(input.at);
      if (at <= now || at > now + limits.meetingDays * 86_400_000)
        return refuse(
          'meetingTime',
          `A meeting is held within the next ${limits.meetingDays} days; choose such a time.`,
          `协调会须在今后${limits.meetingDays}天内召开，请重新选择时间。`,
        );
      const units = reference.units.map(({ unit }) => unit);
      if (units.some(({ id }) => id === current.unit))
        return refuse(
          'ownUnitAsked',
          'Your own department has it anyway; name the others alone.',
          '本部门即主办部门，请仅填写其他单位。',
        );
      const soon = tooSoon(reference.calling, input.at);
      if (soon) return soon;
      const { facts } = current;
      const words = {
        at: moment(at),
        place: input.place,
        agenda: input.agenda,
        ...both('units', {
          en: units.map(({ title }) => title.en).join(', '),
          zh: units.map(({ title }) => title.zh).join('、'),
        }),
      };
      return {
        confidential: true,
        facts: {
          meetings: [
            ...facts.meetings,
            { at, place: input.place, units, agenda: input.agenda, by: actor.id, blocking: input.blocking },
          ],
        },
        effects: [
          callMeeting(facts, {
            matter: `${facts.category.title.zh}：${facts.firmName}`.slice(0, 200),
            ...{ where: input.place, at: input.at, units: [...input.units], agenda: [input.agenda], blocking: input.blocking },
          }),
        ],
        // The meeting itself tells its units.
        notify: [notify(theHandler(current), 'meetingCalled', words)],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: ['firmAgent', 'follower', 'hotlineAgent', 'dispatcher', 'handler', 'shiftLeader', 'leader', 'serviceLeader', 'auditor'],
    anywhere: true,
    evenOwn: true,
    from: OPEN,
    decide: ({ current, actor, input }) => {
      const forFirm = holdsRole(actor, ['firmAgent', 'follower', 'hotlineAgent']);
      return {
        confidential: !forFirm && !input.toFirm,
        notify: [
          ...(forFirm || actor.id !== current.facts.handler
            ? [notify(whoHasIt(current), 'commented', { text: input.text })]
            : []),
          ...(!forFirm && input.toFirm ? [notify(FIRM, 'commented', { text: input.text })] : []),
        ],
      };
    },
  },
};
