/**
 * What a case imports that calls a meeting: how it opens one, what it hears of it, and how an item that isn't settled stops its acts. Pure.
 * The case keeps its meetings in the fact `meetings`, each with `calledMeeting` of `heard.ts`, and has the inputs `heard` of that file.
 */
import type { z } from 'zod';
import { BLOCKED } from '../effects/holds.ts';
import { type Effect, openCase } from '../effects/index.ts';
import type { Described } from '../kernel/describe.ts';
import { moment } from '../kernel/moments.ts';
import type { Case, InputTypes, Notice, Refusal, Rule } from '../kernel/process.ts';
import { refuse } from '../kernel/process.ts';
import type { calledMeeting, heard } from './heard.ts';
import type { inputs } from './inputs.ts';

type Heard = InputTypes<typeof heard>;

/** What a case knows of a meeting that it called. */
export type CalledMeeting = Described<z.ZodObject<typeof calledMeeting>>;
type Calls = { readonly meetings: readonly CalledMeeting[] };

/** What a meeting is called with. */
export type MeetingCall = Omit<z.input<(typeof inputs)['start']>, 'about' | 'call' | 'files'>;

/** When the units can be there at the earliest, as `readCalling` found it. */
export type Calling = { readonly earliest: number };

/** Why the units can't be there: they are to hear of it some time before. */
export const tooSoon = ({ earliest }: Calling, at: string): Refusal | undefined =>
  Date.parse(at) < earliest
    ? refuse(
        'tooSoon',
        `The units have to hear of it before: meet at ${moment(earliest)} or later, or call an emergency.`,
        `须提前通知参会单位：会议时间不得早于${moment(earliest)}；紧急情况请选择应急召集。`,
      )
    : undefined;

/**
 * Opens a meeting of this case. The case then hears `meetingOpened` or `meetingRefused`, `meetingItem` for each item as it is resolved and as
 * it is settled, and `meetingEnded`. `facts` are its meetings before this one.
 */
export const callMeeting = ({ meetings }: Calls, call: MeetingCall): Effect =>
  openCase('coordinationMeeting', { ...call, call: meetings.length + 1 }, { refused: 'meetingRefused' });

/** What a meeting holds as long as an item of its stops this act of the case that called it. */
export const blockedAct = (parent: string, act: string): string => `${BLOCKED}${parent}:${act}`;

/**
 * For `needsFree` of an act that meetings may stop: `needsFree: unblocked('startLot')`. It is refused (`blockedBy`) while an item of a meeting
 * that may stop the case isn't settled, where the tenant's table `blockedActs` names the act. Cases without such a meeting ask for nothing.
 */
export const unblocked =
  (act: string) =>
  ({ id, facts: { meetings } }: { readonly id: string; readonly facts: Calls }): readonly string[] =>
    meetings.some(({ blocking, end }) => blocking === true && end === undefined) ? [blockedAct(id, act)] : [];

const changed = ({ meetings }: Calls, at: number, change: Partial<CalledMeeting>): Calls => ({
  meetings: meetings.map((one, n) => (n === at ? { ...one, ...change } : one)),
});

const notItsMeeting = refuse(
  'notItsMeeting',
  'This is said by a meeting that the case has called; act on that one.',
  '此项由本件召集的协调会自动告知，请在该协调会中操作。',
);

type Tell<State extends string, Facts> = {
  readonly [A in 'meetingRefused' | 'meetingItem' | 'meetingEnded']?: (
    current: Case<State, Facts>,
    heard: Heard[A],
  ) => readonly Notice[];
};

type Hearing<State extends string, Facts, Clock extends string, Role extends string, Limits> = {
  readonly [A in keyof Heard]: Rule<State, Facts, Clock, Heard[A], undefined, Role, Limits>;
};

/** The rules by which a case hears of its meetings, in these states; `tell` says whom it tells what. */
export const hearsOfMeetings = <State extends string, Facts extends Calls, Clock extends string, Role extends string, Limits>(
  from: readonly State[],
  tell: Tell<State, Facts> = {},
): Hearing<State, Facts, Clock, Role, Limits> => {
  const known = (facts: Calls, actor: string, { meeting, call }: { meeting: string; call: number }) => {
    const one = facts.meetings[call - 1];
    return actor === `case:${meeting}` && one !== undefined && (one.meeting === undefined || one.meeting === meeting)
      ? one
      : undefined;
  };
  const changing = (facts: Calls, call: number, change: Partial<CalledMeeting>) =>
    changed(facts, call - 1, change) as Partial<Facts>;
  return {
    meetingOpened: {
      title: { en: 'Meeting opened', zh: '协调会已召集' },
      event: 'MeetingOpened',
      by: ['case'],
      from,
      decide: ({ current: { facts }, actor, input }) =>
        known(facts, actor.id, input)
          ? { confidential: true, facts: changing(facts, input.call, { meeting: input.meeting }) }
          : notItsMeeting,
    },
    meetingRefused: {
      title: { en: 'Meeting not opened', zh: '协调会未能召集' },
      event: 'MeetingRefused',
      by: ['case'],
      from,
      decide: ({ current, input }) => {
        const { meetings } = current.facts;
        const n = meetings.findIndex(
          ({ meeting, end, blocking }) => blocking !== undefined && meeting === undefined && end === undefined,
        );
        return {
          confidential: true,
          facts: changing(current.facts, n + 1, { end: 'refused', refusal: input.reason }),
          notify: tell.meetingRefused?.(current, input) ?? [],
        };
      },
    },
    meetingItem: {
      title: { en: 'Item of a meeting', zh: '会议事项' },
      event: 'MeetingItemHeard',
      by: ['case'],
      from,
      decide: ({ current, actor, input }) => {
        const one = known(current.facts, actor.id, input);
        if (!one) return notItsMeeting;
        const before = one.items?.find(({ n }) => n === input.item.n)?.state;
        // What is settled stays so; an earlier word may come later.
        if (one.end !== undefined || before === 'closed' || before === 'dropped') return {};
        const items = [...(one.items ?? []).filter(({ n }) => n !== input.item.n), input.item].toSorted((a, b) => a.n - b.n);
        return {
          confidential: true,
          facts: changing(current.facts, input.call, { meeting: input.meeting, items }),
          notify: tell.meetingItem?.(current, input) ?? [],
        };
      },
    },
    meetingEnded: {
      title: { en: 'Meeting ended', zh: '协调会已结束' },
      event: 'MeetingEnded',
      by: ['case'],
      from,
      decide: ({ current, actor, input }) =>
        known(current.facts, actor.id, input)
          ? {
              confidential: true,
              facts: changing(current.facts, input.call, { meeting: input.meeting, end: input.end, items: input.items }),
              notify: tell.meetingEnded?.(current, input) ?? [],
            }
          : notItsMeeting,
    },
  };
};
