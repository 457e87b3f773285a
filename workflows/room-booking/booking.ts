/** How a live room is booked, moved and let go before it is used. */
import { addParties, link } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { reservedTo } from '../kernel/parts.ts';
import { type Gone, holdsRole, type Process, type Refusal, refuse } from '../kernel/process.ts';
import { barredUntil } from './barring.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import {
  barred,
  bookedOr,
  closedAt,
  givesBack,
  HOST,
  letsGo,
  momentsOf,
  movedTo,
  notify,
  notYet,
  past,
  takenAt,
  takes,
  toldOf,
  untrained,
  waits,
} from './times.ts';
import type { Clock, GuardContext, Reference, Role, RoomBooking, RoomBookingOutcome, RulesOf, State } from './vocabulary.ts';

const blank = {
  checkedInAt: null,
  returned: null,
  overtimes: 0,
  faults: [],
  salesFen: null,
  mark: false,
  ending: null,
} as const;

/** Only the host, or the keeper of the rooms. */
export const byHost = (context: GuardContext): Refusal | undefined =>
  holdsRole(context.actor, ['roomKeeper'])
    ? undefined
    : reservedTo(context, [context.current.facts.host.id], () =>
        refuse('othersBooking', 'This is somebody else’s booking. Book a time of your own.', '这是他人的预约，请自行预约。'),
      );

/** The keeper needs the host themselves for this. */
export const onlyHost = (context: GuardContext): Refusal | undefined =>
  reservedTo(context, [context.current.facts.host.id], () =>
    refuse('othersBooking', 'The host of this booking does that.', '须由本预约的主播办理。'),
  );

type Start = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

export const booking: Start = {
  title: { en: 'Book a live room', zh: '预约直播间' },
  description: {
    en: 'For a host who is qualified, within what is left of their week. Where the room is taken, a place on the waiting list can be had.',
    zh: '须具备主播资格，且不超过每周时长。已被占用时可登记候补。',
  },
  event: 'Booked',
  by: ['liveHost', 'roomKeeper'],
  to: ['waiting', 'asked', 'booked'],
  decide: ({ id, actor, input, now, reference, limits }) => {
    const { host, room, equipment, series } = reference;
    if (host.id !== actor.id && !holdsRole(actor, ['roomKeeper']))
      return refuse('othersBooking', 'You book for yourself; leave the host out.', '只能为本人预约，请不填主播。');
    if (!holdsRole(host, ['liveHost']))
      return refuse('notAHost', `${host.name} is no live host. Name one.`, `${host.name}不是主播，请另行选择。`);
    if (input.repeatWeekly !== undefined && (input.week === undefined || input.week > input.repeatWeekly))
      return refuse(
        'eachWeek',
        'This books one week. Send several weeks with startRoomBookingEach, or leave them out.',
        '此处只预约一周。每周重复请使用startRoomBookingEach，或不填周数。',
      );
    const wrong =
      barred(reference) ??
      untrained(reference) ??
      (series !== null ? past(reference, now) : notYet(reference, now, host, limits, (input.week ?? 1) - 1)) ??
      closedAt(reference);
    if (wrong) return wrong;
    const taken = takenAt(reference);
    if (taken && !input.await) return taken;
    const facts: Facts = {
      ...blank,
      room: { id: room.id, title: room.title },
      host: { id: host.id, name: host.name },
      products: input.products,
      equipment: equipment.map(({ id, title }) => ({ id, title })),
      series:
        input.repeats !== undefined
          ? { weeks: series ?? 1, head: input.repeats }
          : input.repeatWeekly === undefined
            ? null
            : { weeks: input.repeatWeekly - (input.week ?? 1) + 1, head: null },
      approved: room.approval,
      ...momentsOf(reference, now, limits),
    };
    const common = {
      facts,
      title: `${room.title.zh} ${room.title.en}`,
      ...(room.unit === null ? {} : { unit: room.unit }),
    };
    const party = addParties({ role: 'host', person: host.id, name: host.name });
    if (taken) return { ...common, state: 'waiting', effects: [party, ...waits(facts, limits)] };
    return {
      ...common,
      ...bookedOr(facts, room),
      effects: [
        party,
        ...(input.repeats === undefined ? [] : [link(input.repeats, 'repeats')]),
        takes(id, facts, reference, limits),
      ],
    };
  },
};

/** The host’s marks with one more, and what they hear of it. */
export const marked = (marks: readonly number[], now: number, limits: Limits) => {
  const until = barredUntil([...marks, now], now, limits);
  return until === null ? [] : [notify(HOST, 'barred', { until: moment(until), times: limits.noShowsToBar })];
};

export const changing: RulesOf<'approve' | 'refuse' | 'book' | 'move' | 'cancel'> = {
  approve: {
    title: { en: 'Approve', zh: '同意' },
    event: 'Approved',
    by: ['roomKeeper'],
    from: ['asked'],
    to: ['booked'],
    decide: ({ current: { facts } }) => ({ state: 'booked', notify: [notify(HOST, 'booked', toldOf(facts))] }),
  },
  refuse: {
    title: { en: 'Refuse', zh: '不同意' },
    event: 'NotApproved',
    by: ['roomKeeper'],
    from: ['asked'],
    to: ['refused'],
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'refused',
      reason,
      facts: { ending: { by: actor.id, reason } },
      effects: givesBack(facts),
      notify: [notify(HOST, 'refused', { reason })],
    }),
  },
  book: {
    title: { en: 'Book the time that was waited for', zh: '候补转预约' },
    event: 'BookedAfterWaiting',
    by: ['liveHost'],
    from: ['waiting'],
    to: ['asked', 'booked'],
    guard: onlyHost,
    decide: ({ current, reference, now, limits }) => {
      const wrong =
        barred(reference) ?? untrained(reference) ?? notYet(reference, now, reference.host, limits) ?? closedAt(reference);
      if (wrong) return wrong;
      const taken = takenAt(reference);
      if (taken) return taken;
      const facts: Facts = { ...current.facts, ...momentsOf(reference, now, limits), approved: reference.room.approval };
      return {
        ...bookedOr(facts, reference.room),
        facts,
        effects: [letsGo(current.facts), takes(current.id, facts, reference, limits)],
      };
    },
  },
  move: {
    title: { en: 'Move to another time', zh: '改期' },
    description: {
      en: 'In one step: where the new time can’t be had, the old one stays.',
      zh: '一步完成：新时段不可用时保留原时段。',
    },
    event: 'Moved',
    by: ['liveHost', 'roomKeeper'],
    from: ['asked', 'booked'],
    to: ['asked', 'booked'],
    guard: byHost,
    decide: ({ current, actor, now, reference, limits }) => {
      const { facts } = current;
      const byKeeper = actor.id !== facts.host.id;
      if (!byKeeper && now > facts.freeCancelUntil)
        return refuse(
          'tooLate',
          `A booking is moved until ${limits.freeCancelMinutes} minutes before it begins. Come, or cancel it.`,
          `须在开始前${limits.freeCancelMinutes}分钟以前改期，请按时使用或取消。`,
        );
      // Within its week, or to an earlier one, it isn't further ahead than it was booked.
      const isNear =
        reference.from <= facts.from || reference.weeks.some(({ from, until }) => from <= facts.from && facts.from < until);
      const wrong =
        (isNear ? past(reference, now) : notYet(reference, now, undefined, limits)) ?? closedAt(reference) ?? takenAt(reference);
      if (wrong) return wrong;
      const moved = movedTo(current, reference, now, limits);
      const state = reference.room.approval && !byKeeper ? 'asked' : 'booked';
      const reminds = current.clocks.reminder === 'running' && moved.facts.remindAt !== null && state === 'booked';
      return {
        ...moved,
        state,
        clocks: {
          limit: {
            start: { until: moved.facts.checkInUntil },
            ...(reminds ? { reminder: { until: moved.facts.remindAt as number } } : {}),
          },
        },
        notify: [
          notify(HOST, 'moved', (({ from, to, checkIn }) => ({ from, to, checkIn }))(toldOf(moved.facts))),
          ...(state === 'asked' ? (bookedOr(moved.facts, reference.room).notify ?? []) : []),
        ],
      };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消预约' },
    description: {
      en: 'A host who cancels late counts as not having come.',
      zh: '主播临近开始才取消的，计一次爽约。',
    },
    event: 'Cancelled',
    by: ['liveHost', 'roomKeeper'],
    from: ['waiting', 'asked', 'booked'],
    to: ['cancelled'],
    guard: byHost,
    decide: ({ current, actor, now, input: { reason }, reference: { marks, closed }, limits }) => {
      const { facts, state } = current;
      const late = state === 'booked' && closed === null && actor.id === facts.host.id && now > facts.freeCancelUntil;
      return {
        state: 'cancelled',
        ...(reason === undefined ? {} : { reason }),
        facts: { mark: late, ending: { by: actor.id, reason: reason ?? null } },
        effects: late ? [letsGo(facts)] : givesBack(facts),
        notify: late
          ? marked(marks, now, limits)
          : actor.id === facts.host.id
            ? []
            : [notify(HOST, 'cancelled', { from: toldOf(facts).from, reason: reason ?? '—' })],
      };
    },
  },
};

/** Who has left doesn’t come: what isn’t begun is let go, and of what is in use the keeper takes care. */
export const whenGone = ({ facts, state }: RoomBooking, _: Gone): RoomBookingOutcome =>
  state === 'waiting' || state === 'asked' || state === 'booked'
    ? { state: 'cancelled', facts: { ending: { by: facts.host.id, reason: null } }, effects: givesBack(facts) }
    : {};
