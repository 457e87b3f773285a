/** What a tenancy holds of rooms, on which days, and what it says where another has them. Pure. */
import { actOn, type Effect, hold, release, standBy } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { moment } from '../kernel/moments.ts';
import { notifier } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import type { Facts, Part, Terms } from './facts.ts';
import type { Limits } from './limits.ts';
import type { Notices } from './notices.ts';
import type { Days, ParkTenancy, Room, Taken, TenancyOutcome } from './vocabulary.ts';

export const notify = notifier<Notices>();

const DAY = 86_400_000;

export const FIRM = { party: 'firm' } as const;
export const MANAGER = { role: 'parkManager' } as const;
export const LEADER = { role: 'leader' } as const;

/** The firm as relations of people may name it: by its code, or as a subject of the register. */
export const idsOfFirm = ({ uscc }: Pick<Facts['firm'], 'uscc'>): readonly string[] => [uscc, subjectId('firm', uscc)];

/** A room as it is let, and as it is promised to whoever comes next while its sitting tenant may still match. */
export const letting = (room: string): string => `parkRoom:${room}`;
export const promise = (room: string): string => `parkRoomNext:${room}`;

export const sideOf = (actor: Actor): 'firm' | 'park' => (holdsRole(actor, ['firmAgent']) ? 'firm' : 'park');
export const other = (side: 'firm' | 'park') => (side === 'firm' ? MANAGER : FIRM);

/** The day before the next tenancy may begin, where one ends with this day. */
export const freeFrom = (to: string, { gapDays }: Pick<Limits, 'gapDays'>): string => daysAfter(to, gapDays + 1);

/** The days whose beginnings are needed to hold these parts. */
export const daysHeld = (parts: readonly Pick<Part, 'from' | 'to'>[], to: string, limits: Pick<Limits, 'gapDays'>) =>
  parts.flatMap((part) => [part.from, freeFrom(part.to ?? to, limits)]);

export const taken = ({ room, until }: Taken): Refusal =>
  refuse(
    'roomTaken',
    `${room} is let in this time${until === null ? ', without an end' : `, until ${moment(until)} with the days between`}. Choose another room or another time, or wait for it.`,
    `${room}在此期间${until === null ? '已不定期出租' : `已出租至${moment(until)}（含间隔期）`}，请另选房间或时间，或登记候补。`,
  );

/** Rooms in which another tenant sits aren't added to a lease that runs: that tenant would never be asked. */
export const othersFirst = (): Refusal =>
  refuse(
    'sittingTenantFirst',
    'Another tenant sits in such a room until then, and comes first on equal terms. Ask for the room as a tenancy of its own: then they are asked.',
    '该房间届时前由其他企业承租，其享有同等条件优先承租权。请就该房间另行提交入驻意向，系统将先征询在租企业。',
  );

const full = ({ title }: Pick<Room, 'title'>): Refusal =>
  refuse(
    'roomTaken',
    `${title.en} is let from {from} to {until}. Choose another room or another time, or wait for it.`,
    `${title.zh}在{from}至{until}期间已出租，请另选房间或时间，或登记候补。`,
  );

const named = ({ title }: Pick<Room, 'title'>) => ({ en: `room ${title.en}`, zh: `${title.zh}房间` });

type Span = { readonly from: number; readonly until?: number };

const held = (resource: string, room: Room, during: Span) => ({ resource, title: named(room), during, full: full(room) });

/** Takes rooms for the time of these terms; those of a sitting tenant who may still match are promised alone. */
export const takes = (
  { rooms, from, to }: Pick<Terms, 'rooms' | 'from' | 'to'>,
  promised: readonly string[],
  { at }: Days,
  limits: Limits,
): Effect => {
  const during = { from: at[from] as number, until: at[freeFrom(to, limits)] as number };
  return hold(
    ...rooms.map((room) => held(promise(room.id), room, during)),
    ...rooms.filter(({ id }) => !promised.includes(id)).map((room) => held(letting(room.id), room, during)),
  );
};

/** Takes what was promised, when the sitting tenant’s right has lapsed. */
export const takesPromised = (terms: Terms, rooms: readonly string[], { at }: Days, limits: Limits): Effect =>
  hold(
    ...terms.rooms
      .filter(({ id }) => rooms.includes(id))
      .map((room) =>
        held(letting(room.id), room, { from: at[terms.from] as number, until: at[freeFrom(terms.to, limits)] as number }),
      ),
  );

/** Lets go of all rooms of these terms. */
export const letsGo = ({ rooms }: Pick<Terms, 'rooms'>): Effect =>
  release(...rooms.flatMap(({ id }) => [letting(id), promise(id)]));

/** The rooms of a lease anew, each for its own time; without a last day for ever. What others have waited for is told to them. */
export const holdsAnew = (
  parts: readonly Part[],
  before: readonly Part[],
  to: string | null,
  { at }: Days,
  limits: Limits,
): readonly Effect[] => {
  const all = parts.map(({ room, from, to: own }) => {
    const last = own ?? to;
    const during = { from: at[from] as number, ...(last === null ? {} : { until: at[freeFrom(last, limits)] as number }) };
    return held(letting(room.id), room, during);
  });
  // What is promised for later isn't let go of: whoever is promised a room isn't the one who has it.
  return [release(...new Set(before.map(({ room }) => letting(room.id)))), ...(all.length > 0 ? [hold(...all)] : [])];
};

/** Waits for rooms: the firm and the park hear when one is free in the time that is wanted. */
export const waitsFor = (rooms: readonly Room[], during: { readonly from: number; readonly until: number }): readonly Effect[] =>
  rooms.map((room) => standBy(letting(room.id), named(room), [FIRM, MANAGER], { during }));

/** The terms that both sides agreed to. */
export const agreedOf = ({ offers, agreed }: Facts): Facts['offers'][number] | undefined =>
  offers.find(({ version }) => version === agreed);

/** Lets go of what was agreed, and of the sitting tenants who were asked because of it. */
export const letsGoOfAll = ({ id, facts }: ParkTenancy): readonly Effect[] => {
  const terms = agreedOf(facts);
  return [...(terms ? [letsGo(terms)] : []), ...facts.rights.map((right) => actOn(right.case, 'rivalGone', { case: id }))];
};

/** Nobody reads any more on a notice of what nothing comes of. */
export const takenBack = (notices: readonly string[]): readonly Effect[] =>
  notices.map((notice) => actOn(notice, 'withdraw', { reason: '拟出租事项已变更或终止 Nothing comes of what was to be let.' }));

/** As its notice opens or ends, nobody can say yet which one is to be taken back. */
export const noticeUnderWay = ({ notice }: Pick<Facts, 'notice'>, notices: readonly string[]): Refusal | undefined =>
  notice === 'running' && notices.length === 0
    ? refuse(
        'noticeUnderWay',
        'Its notice is just being opened or ended. Try again in a minute.',
        '公示正在发布或结束，请稍后再试。',
      )
    : undefined;

/** What was public is it no longer. */
export const noNotice = (notices: readonly string[]): Pick<Partial<Facts>, 'notice'> =>
  notices.length === 0 ? {} : { notice: 'withdrawn' };

/** When the next word is to be said about the end of a term: twice before it, and as it comes. */
export const nextOfTerm = (endsAt: number, now: number, limits: Limits): number =>
  [limits.renewalNoticeDays, limits.renewalReminderDays].map((days) => endsAt - days * DAY).find((at) => at > now) ?? endsAt;

/** The moments to which the clocks of rent, arrears and term run. */
export const momentsOf = ({ billing, ending, termAt }: Pick<Facts, 'billing' | 'ending' | 'termAt'>) => ({
  rent: billing?.nextAt ?? null,
  arrears: billing?.remindAt ?? null,
  term: ending ? (ending.isOver ? null : ending.endsAt) : termAt,
});

/** An outcome with its clocks wound up again, where it has given them another moment. */
export const rewound = ({ facts }: ParkTenancy, outcome: TenancyOutcome): TenancyOutcome => {
  const [before, after] = [momentsOf(facts), momentsOf({ ...facts, ...outcome.facts })];
  const start = Object.fromEntries(
    (Object.keys(after) as (keyof typeof after)[]).flatMap((clock) => {
      const until = after[clock];
      return until !== null && until !== before[clock] ? [[clock, { until }]] : [];
    }),
  );
  return Object.keys(start).length === 0
    ? outcome
    : { ...outcome, clocks: { ...outcome.clocks, start: { ...start, ...outcome.clocks?.start } } };
};
