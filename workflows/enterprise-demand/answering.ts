/** The firm gets its answer: solved, explained, not possible with the law behind it, or long-term with a last day. */

import { unblocked } from '../coordination-meeting/parent.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Answer } from './facts.ts';
import { tellMembers, told } from './grouping.ts';
import { notAtLeader, notInGroup } from './guards.ts';
import { KINDS, titleIn } from './kinds.ts';
import type { Limits } from './limits.ts';
import { FIRM, notify, theHandler } from './telling.ts';
import type { DemandOutcome, EnterpriseDemand, RulesOf } from './vocabulary.ts';

const DAY = 86_400_000;

/** Why a long-term answer can't run to that day. */
const unfitUntil = (untilEnds: number | null, now: number, limits: Limits): Refusal | undefined => {
  if (untilEnds === null)
    return refuse('untilNeeded', 'A long-term answer says until when; give its last day.', '长期推进须填写截止日期。');
  return untilEnds <= now || untilEnds > now + limits.longTermDays * DAY
    ? refuse(
        'untilOutOfReach',
        `A long-term answer ends within the next ${limits.longTermDays} days; choose such a day, and look at it again then.`,
        `长期推进须在今后${limits.longTermDays}天内截止，请重新选择，到期可再行答复。`,
      )
    : undefined;
};

/** What follows from an answer that stands: the firm has it, and all who are answered with it. */
const given = (current: EnterpriseDemand, answer: Answer): DemandOutcome => {
  const isLongTerm = answer.kind === 'longTerm';
  return {
    state: isLongTerm ? 'longTerm' : 'answered',
    facts: {
      answers: [...current.facts.answers, answer],
      toSign: null,
      extensionAsked: null,
      atLeader: false,
      longTermUntil: answer.until,
    },
    effects: tellMembers(current, { news: isLongTerm ? 'longTerm' : 'answered', ...told(answer) }),
    notify: isLongTerm
      ? [notify(FIRM, 'longTerm', { text: answer.text, until: moment(answer.until ?? 0) })]
      : [
          notify(FIRM, 'answered', {
            text: answer.text,
            ground: answer.ground ?? '',
            ...both('kind', titleIn(KINDS, answer.kind)),
          }),
        ],
  };
};

/** An answer is in time before the end of the time to answer, or before the last day of a long-term one. */
const inTime = ({ state, facts }: EnterpriseDemand, due: number | null, now: number): boolean => {
  const end = state === 'longTerm' ? facts.longTermUntil : due;
  return end === null || now <= end;
};

export const answering: RulesOf<'answer' | 'coSign' | 'review' | 'endLongTerm'> = {
  answer: {
    title: { en: 'Answer the firm', zh: '答复企业' },
    description: {
      en: '“Not possible” needs the legal ground and the leader’s signature. A long-term answer counts as open and is looked at again and again until its last day.',
      zh: '“无法办理”须注明法律依据并经分管领导会签；“长期推进”视为未办结，至截止日前定期回访。',
    },
    event: 'Answered',
    by: ['handler', 'leader'],
    from: ['handling', 'longTerm'],
    to: ['answered', 'longTerm'],
    needsFree: unblocked('answer'),
    guard: (context) => {
      const { facts } = context.current;
      const isLeader = holdsRole(context.actor, ['leader'], context.current);
      if (facts.atLeader && facts.toSign === null && isLeader) return notInGroup(context);
      return (
        notAtLeader(context) ??
        (holdsRole(context.actor, ['handler'], context.current)
          ? undefined
          : refuse(
              'departmentAnswers',
              'The department answers. A leader does once the firm has sent it back twice.',
              '由承办部门答复；企业两次退回后方由领导答复。',
            ))
      );
    },
    decide: ({ current, actor, now, input, reference: { due, untilEnds }, limits }) => {
      const { facts, state } = current;
      if (input.kind === 'longTerm') {
        if (state === 'longTerm')
          return refuse(
            'longTermAlready',
            'It is long-term already; look at it again, and give a new last day there.',
            '本件已在长期推进，请办理回访并在其中调整截止日期。',
          );
        const wrong = unfitUntil(untilEnds, now, limits);
        if (wrong) return wrong;
      }
      if (input.kind === 'notPossible') {
        if (input.ground === undefined)
          return refuse(
            'groundNeeded',
            'Name the law and the article by which it isn’t possible.',
            '无法办理的，请填写法律法规名称及条款。',
          );
        return {
          confidential: true,
          facts: {
            toSign: { text: input.text, ground: input.ground, by: actor.id },
          },
          notify: [notify({ role: 'leader' }, 'toSign', { text: input.text, ground: input.ground })],
        };
      }
      return given(current, {
        kind: input.kind,
        text: input.text,
        ground: input.ground ?? null,
        until: input.kind === 'longTerm' ? untilEnds : null,
        by: actor.id,
        at: now,
        onTime: inTime(current, due, now),
        coSigner: null,
        byLeader: facts.atLeader,
      });
    },
  },
  coSign: {
    title: { en: 'Sign that it isn’t possible', zh: '会签' },
    description: {
      en: 'The firm reads the answer only then. Without your agreement it goes back to the department.',
      zh: '会签后企业方可见；不同意的退回承办部门。',
    },
    event: 'CoSigned',
    by: ['leader'],
    apart: [{ did: 'answer', who: ({ toSign }) => toSign?.by ?? null }],
    from: ['handling', 'longTerm'],
    to: ['answered'],
    guard: ({ current: { facts } }) =>
      facts.toSign ? undefined : refuse('nothingToSign', 'No answer waits for a signature.', '目前没有待会签的答复。'),
    decide: ({ current, actor, now, input, reference: { due } }) => {
      const { toSign, atLeader } = current.facts;
      if (!toSign) return refuse('nothingToSign', 'No answer waits for a signature.', '目前没有待会签的答复。');
      if (!input.agreed)
        return input.reason === undefined
          ? refuse(
              'reasonNeeded',
              'Say why you don’t sign; the department goes on by it.',
              '不同意须说明理由，供承办部门继续办理。',
            )
          : {
              confidential: true,
              reason: input.reason,
              facts: { toSign: null },
              notify: [notify(theHandler(current), 'notSigned', { reason: input.reason })],
            };
      const { text, ground, by } = toSign;
      return given(current, {
        kind: 'notPossible',
        text,
        ground,
        until: null,
        by,
        at: now,
        onTime: inTime(current, due, now),
        coSigner: actor.id,
        byLeader: atLeader,
      });
    },
  },
  review: {
    title: { en: 'Look at it again', zh: '回访' },
    description: {
      en: 'Say how far a long-term matter is, and give a new last day where it changes.',
      zh: '说明长期推进事项的进展，可调整截止日期。',
    },
    event: 'Reviewed',
    by: ['handler', 'leader'],
    from: ['longTerm'],
    guard: (context) => (context.current.facts.toSign ? notAtLeader(context) : notInGroup(context)),
    decide: ({ current, actor, now, input, reference: { untilEnds }, limits }) => {
      if (input.until !== undefined) {
        const wrong = unfitUntil(untilEnds, now, limits);
        if (wrong) return wrong;
      }
      const until = untilEnds ?? current.facts.longTermUntil ?? now;
      return {
        facts: {
          reviews: [...current.facts.reviews, { text: input.text, by: actor.id, at: now }],
          longTermUntil: until,
        },
        clocks: { start: { review: 'default', ...(untilEnds === null ? {} : { longTerm: { until } }) } },
        effects: tellMembers(current, { news: 'reviewed', text: input.text, until, by: actor.id }),
        notify: [
          notify(FIRM, 'reviewed', { text: input.text, until: moment(until) }),
          notify({ role: 'leader' }, 'longTermReview', { text: input.text, until: moment(until) }),
        ],
      };
    },
  },
  endLongTerm: {
    title: { en: 'End the long-term answer', zh: '长期推进期满' },
    event: 'LongTermEnded',
    by: ['clock:longTerm'],
    from: ['longTerm'],
    to: ['handling'],
    decide: ({ current }) => ({
      state: 'handling',
      facts: { longTermUntil: null },
      effects: tellMembers(current, { news: 'resumed', text: '—' }),
      notify: [
        notify(theHandler(current), 'longTermOver'),
        notify({ role: 'leader' }, 'longTermOver'),
        notify(FIRM, 'longTermOver'),
      ],
    }),
  },
};
