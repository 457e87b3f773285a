/** The firm has the last word: it confirms, sends back, takes back or is silent; and what follows where it has ended or has another name. */
import { actOn, addParties, type Effect, renameParty } from '../effects/index.ts';
import { both, clipped } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import { SUBJECT_STATES, type SubjectChange, subjectId, subjectOf } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import { tellMembers } from './grouping.ts';
import { isOver } from './lifecycle.ts';
import { routedTo } from './routing.ts';
import { FIRM, notify, theHandler, whoHasIt } from './telling.ts';
import { type DemandOutcome, type EnterpriseDemand, OPEN, type RulesOf } from './vocabulary.ts';

/** Who speaks for the firm: its agents, its contact with a code, and the hotline that calls back. */
const SPEAKERS = ['firmAgent', 'follower', 'hotlineAgent'] as const;

/** Tells the one that it is answered with that it isn’t any more. */
const leaving = ({ follows }: Pick<Facts, 'follows'>, reason: string): readonly Effect[] =>
  follows === null ? [] : [actOn(follows, 'memberLeft', { reason })];

/** Those who are answered with this one go on by themselves. */
const goneForMembers = (current: EnterpriseDemand, text: string): readonly Effect[] =>
  tellMembers(current, { news: 'ended', text });

export const ending: RulesOf<'confirm' | 'sendBack' | 'closeBySilence' | 'direct' | 'withdraw' | 'closeEnded'> = {
  confirm: {
    title: { en: 'Confirm for the firm', zh: '企业确认' },
    event: 'Confirmed',
    by: SPEAKERS,
    from: ['answered'],
    to: ['closed'],
    decide: ({ current, input }) => ({
      state: 'closed',
      facts: { closing: { how: 'confirmed', satisfied: input.satisfied, words: input.words ?? null } },
      effects: leaving(current.facts, input.words ?? '—'),
      notify: [
        notify(theHandler(current), 'confirmed', {
          words: input.words ?? '',
          ...both('how', input.satisfied ? { en: 'satisfied', zh: '满意' } : { en: 'not satisfied', zh: '不满意' }),
        }),
      ],
    }),
  },
  sendBack: {
    title: { en: 'Send back for the firm', zh: '企业退回' },
    description: {
      en: 'The second time it goes to the leader, who directs how it goes on or answers. After that answer the firm only confirms.',
      zh: '第二次退回由分管领导批示或答复；领导答复后企业只作评价。',
    },
    event: 'SentBack',
    by: SPEAKERS,
    from: ['answered', 'longTerm'],
    to: ['handling'],
    guard: ({ current: { state, facts } }) =>
      state === 'answered' && facts.answers.at(-1)?.byLeader
        ? refuse(
            'leaderAnswered',
            'The leader has answered, and that is the last word here. Confirm and say that you aren’t satisfied; if something is new, raise another demand.',
            '领导已作最终答复，请确认并评价“不满意”；如有新情况请另行提出诉求。',
          )
        : undefined,
    decide: ({ current, input }) => {
      const sentBack = current.facts.sentBack + 1;
      const atLeader = sentBack > 1;
      return {
        state: 'handling',
        reason: input.reason,
        facts: { sentBack, atLeader, toSign: null, longTermUntil: null, follows: null },
        effects: leaving(current.facts, input.reason),
        notify: [
          notify(theHandler(current), 'sentBack', { reason: input.reason }),
          ...(atLeader ? [notify({ role: 'leader' }, 'sentBackAgain', { reason: input.reason, times: sentBack })] : []),
        ],
      };
    },
  },
  closeBySilence: {
    title: { en: 'Close where the firm is silent', zh: '逾期未反馈办结' },
    event: 'ClosedBySilence',
    by: ['clock:confirm'],
    from: ['answered'],
    to: ['closed'],
    decide: ({ current }) => ({
      state: 'closed',
      facts: { closing: { how: 'silence', satisfied: null, words: null } },
      effects: leaving(current.facts, '—'),
      notify: [notify(FIRM, 'closedBySilence'), notify(theHandler(current), 'closedBySilence')],
    }),
  },
  direct: {
    title: { en: 'Direct how it goes on', zh: '领导批示' },
    description: {
      en: 'What the firm has sent back twice goes on by your direction, in the same department or another. You may answer yourself instead.',
      zh: '企业两次退回的，由领导批示原部门或其他部门继续办理，也可由领导直接答复。',
    },
    event: 'Directed',
    by: ['leader'],
    from: ['handling'],
    to: ['routed'],
    guard: ({ current: { facts } }) =>
      facts.atLeader
        ? undefined
        : refuse('notBeforeYou', 'It isn’t before the leader; the department goes on.', '本件无须领导批示，由承办部门办理。'),
    decide: ({ current, actor, now, input, reference: { department } }) =>
      department && department.id !== current.unit
        ? {
            ...routedTo(current.facts, department, { why: 'ruling', by: actor.id, at: now }, input.instruction),
            confidential: true,
            reason: input.instruction,
          }
        : {
            confidential: true,
            reason: input.instruction,
            facts: { atLeader: false },
            notify: [notify(theHandler(current), 'directed', { instruction: input.instruction })],
          },
  },
  withdraw: {
    title: { en: 'Take it back', zh: '撤回' },
    event: 'Withdrawn',
    by: SPEAKERS,
    from: OPEN,
    to: ['withdrawn'],
    decide: ({ current, input }) => ({
      state: 'withdrawn',
      reason: input.reason,
      effects: [...leaving(current.facts, input.reason), ...goneForMembers(current, input.reason)],
      notify: [notify(whoHasIt(current), 'withdrawn', { reason: input.reason })],
    }),
  },
  closeEnded: {
    title: { en: 'Close: the firm has ended', zh: '企业终止办结' },
    event: 'ClosedAsFirmEnded',
    by: ['handler', 'dispatcher', 'leader', 'serviceLeader'],
    from: OPEN,
    to: ['closed'],
    guard: ({ current: { facts } }) =>
      isOver(facts)
        ? undefined
        : refuse('firmGoesOn', 'The firm, or one in its place, goes on: answer it.', '企业或其承继企业仍存续，请予答复。'),
    decide: ({ current, input }) => ({
      state: 'closed',
      reason: input.reason,
      facts: { closing: { how: 'firmEnded', satisfied: null, words: input.reason } },
      effects: [...leaving(current.facts, input.reason), ...goneForMembers(current, input.reason)],
    }),
  },
};

/** A firm that is renamed keeps its demands; where it ends, whoever goes on in its place has them, or else they are closed. */
export const whenSubject = (
  current: EnterpriseDemand,
  { subject, name, before, state, successor }: SubjectChange,
): DemandOutcome => {
  const { facts } = current;
  const isFirm = subject === subjectId('firm', facts.successor ?? facts.firm);
  // What becomes of a firm in whose place another one goes on already changes nothing.
  if (!isFirm) return {};
  if (state === undefined)
    return {
      title: `${name}: ${clipped(facts.text)}`,
      facts: { firmName: name },
      effects: [renameParty({ role: 'firm', person: subject }, name)],
      notify: [notify(whoHasIt(current), 'firmRenamed', { name, before: before ?? facts.firmName })],
    };
  const ended = both('state', SUBJECT_STATES[state] ?? { en: state, zh: state });
  return successor === undefined
    ? {
        facts: { firmEnded: state, successor: null },
        notify: [notify(whoHasIt(current), 'firmEnded', { name, ...ended })],
      }
    : {
        facts: { firmEnded: state, successor: subjectOf(successor).key },
        effects: [addParties({ role: 'firm', person: successor })],
        notify: [notify(whoHasIt(current), 'firmSucceeded', { name, ...ended, successor: subjectOf(successor).key })],
      };
};
