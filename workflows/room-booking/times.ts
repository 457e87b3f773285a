/** What a booking holds, and why a time can't be had. Pure. */
import { type Effect, type Hold, hold, release, standBy } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { notifier } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse, type Title } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import type { Notices } from './notices.ts';
import type { Hosting, Reference, RoomBooking, RoomBookingOutcome, Span, Time } from './vocabulary.ts';

export const notify = notifier<Notices>();

const MINUTE = 60_000;
const DAY = 86_400_000;

export const HOST = { party: 'host' } as const;
export const KEEPER = { role: 'roomKeeper' } as const;

export const roomResource = (room: string): string => `room:${room}`;
const equipmentResource = (id: string): string => `equipment:${id}`;
const openOf = (host: string): string => `liveBookings:${host}`;
const waitsOf = (host: string): string => `liveWaits:${host}`;
const minutesOf = (host: string): string => `liveMinutes:${host}`;
/** A host is in one room at a time, and waits once for one. */
const timeOf = (host: string): string => `liveHost:${host}`;
const waitOf = (host: string, room: string): string => `liveWait:${host}:${room}`;
const peakOf = (host: string): string => `livePeak:${host}`;

/** The moments that follow from a time. */
export const momentsOf = ({ from, to }: Pick<Time, 'from' | 'to'>, now: number, limits: Limits) => {
  const before = (minutes: number) => from - minutes * MINUTE;
  return {
    from,
    to,
    busyUntil: to + limits.turnaroundMinutes * MINUTE,
    remindAt: before(limits.remindMinutes) > now ? before(limits.remindMinutes) : null,
    freeCancelUntil: before(limits.freeCancelMinutes),
    checkInFrom: before(limits.checkInEarlyMinutes),
    checkInUntil: from + limits.checkInLateMinutes * MINUTE,
  };
};

const overlap = (from: string, until: string, next: string): Refusal =>
  refuse(
    'overlap',
    `The room is taken from ${from} to ${until}, with the time to tidy up. ${next === '' ? 'Choose another time or another room' : `It is free from ${next}`}, or wait for it.`,
    `该直播间${from}至${until}已被占用（含整理时间）。${next === '' ? '请另选时间或直播间' : `${next}起空闲`}，或登记候补。`,
  );

/** Refuses a time that another booking has. */
export const takenAt = ({ taken, next }: Time): Refusal | undefined =>
  taken ? overlap(moment(taken.from), moment(taken.until), next === null ? '' : moment(next)) : undefined;

/** Refuses a time when the house isn't open. */
export const closedAt = ({ closed }: Time): Refusal | undefined =>
  closed
    ? refuse('closed', `The room isn’t open then: ${closed.en}. Choose another time.`, `该时段不开放：${closed.zh}，请另选时间。`)
    : undefined;

export const past = ({ from }: Pick<Time, 'from'>, now: number): Refusal | undefined =>
  from <= now ? refuse('past', 'This time has begun already. Choose one to come.', '该时间已过，请选择之后的时间。') : undefined;

/** Refuses a time that is over, or too far ahead; a later one of a series, of whose weeks so many came before it, is as far ahead as that goes. */
export const notYet = (
  { from, harvest }: Pick<Time, 'from' | 'harvest'>,
  now: number,
  host: Pick<Actor, 'grants'> | undefined,
  { aheadDays }: Limits,
  weeksBefore = 0,
): Refusal | undefined => {
  const over = past({ from }, now);
  if (over) return over;
  const opens = from - (aheadDays + weeksBefore * 7) * DAY;
  if (opens > now)
    return refuse(
      'tooEarly',
      `This time can be booked from ${moment(opens)} on, ${aheadDays} days ahead. Come back then.`,
      `该时段自${moment(opens)}起可预约（提前${aheadDays}天），请届时再约。`,
    );
  return harvest && opens + DAY > now && host && !holdsRole(host, ['grower'])
    ? refuse(
        'tooEarly',
        `In the weeks of the harvest the first day of booking is the growers’. Come back from ${moment(opens + DAY)} on.`,
        `采收周的首日预约仅限种植户，请自${moment(opens + DAY)}起预约。`,
      )
    : undefined;
};

/** Refuses a host who may not go on air. */
export const untrained = ({ trained, courses }: Pick<Hosting, 'trained' | 'courses'>): Refusal | undefined => {
  if (trained) return undefined;
  const list = (locale: keyof Title) => courses.map((course) => course[locale]);
  return refuse(
    'notTrained',
    `This needs the qualification of a live host. ${courses.length > 0 ? `Take “${list('en').join('”, “')}” at the academy first.` : 'Ask the academy for its assessment first.'}`,
    `须具备主播资格。${courses.length > 0 ? `请先在学院参加“${list('zh').join('”“')}”。` : '请先向学院申请考核。'}`,
  );
};

export const barred = ({ barredUntil }: Pick<Hosting, 'barredUntil'>): Refusal | undefined =>
  barredUntil === null
    ? undefined
    : refuse(
        'barred',
        `After bookings to which you didn’t come, you can book again from ${moment(barredUntil)} on.`,
        `因多次爽约暂停预约，${moment(barredUntil)}起可再次预约。`,
      );

/** What it takes for a booking: its room and equipment for the time, and what is left to its host. */
const wanted = (
  id: string,
  facts: Facts,
  { equipment, weeks }: Pick<Time, 'equipment' | 'weeks'>,
  limits: Limits,
): readonly Hold[] => {
  const { room, host, series } = facts;
  const during: Span = { from: facts.from, until: facts.busyUntil };
  const much = (resource: string, amount: number, most: number, more: Pick<Hold, 'during' | 'group'>, what: Title): Hold => ({
    resource,
    title: what,
    amount,
    most,
    ...more,
    full: refuse(
      'quota',
      `A host may have ${what.en}; with this there would be more. Choose less, another week, or end another booking first.`,
      `每名主播${what.zh}，本次将超出。请减少时长、换周，或先结束其他预约。`,
    ),
  });
  return [
    { resource: roomResource(room.id), title: room.title, during, full: overlap('{from}', '{until}', '') },
    ...equipment.map(
      ({ id, title, count }): Hold => ({
        resource: equipmentResource(id),
        title,
        amount: 1,
        most: count,
        during,
        full: refuse(
          'equipmentTaken',
          `Others have all ${count} of “${title.en}” at that time. Go without, or choose another time.`,
          `该时段“${title.zh}”（共${count}）已全部借出，请不选该设备或另选时间。`,
        ),
      }),
    ),
    {
      resource: timeOf(host.id),
      title: { en: `the time of ${host.name}`, zh: `${host.name}的时间` },
      during: { from: facts.from, until: facts.to },
      full: refuse(
        'elsewhere',
        'This host has another room from {from} to {until}. Choose another time, or cancel that booking first.',
        '该主播{from}至{until}已预约其他直播间，请另选时间或先取消该预约。',
      ),
    },
    // Those of one series count as one, as long as one of them is open.
    much(openOf(host.id), 1, limits.openPerHost, series ? { group: series.head ?? id } : {}, {
      en: `${limits.openPerHost} open bookings`,
      zh: `未完成的预约最多${limits.openPerHost}件`,
    }),
    ...weeks.map(({ from, until, minutes }) =>
      much(
        minutesOf(host.id),
        minutes,
        limits.minutesPerWeek,
        { during: { from, until } },
        {
          en: `${limits.minutesPerWeek} minutes a week`,
          zh: `每周最多${limits.minutesPerWeek}分钟`,
        },
      ),
    ),
    ...weeks.flatMap(({ from, until, peakMinutes }) =>
      peakMinutes === 0
        ? []
        : [
            much(
              peakOf(host.id),
              peakMinutes,
              limits.peakMinutesPerWeek,
              { during: { from, until } },
              {
                en: `${limits.peakMinutesPerWeek} minutes in the peak of a week`,
                zh: `每周黄金时段最多${limits.peakMinutesPerWeek}分钟`,
              },
            ),
          ],
    ),
  ];
};

export const takes = (id: string, facts: Facts, time: Pick<Time, 'equipment' | 'weeks'>, limits: Limits): Effect =>
  hold(...wanted(id, facts, time, limits));

/** Lets go of the room for others. What was used of the host's week stays used. */
export const letsGo = ({ room, equipment, host }: Facts): Effect =>
  release(
    roomResource(room.id),
    ...equipment.map(({ id }) => equipmentResource(id)),
    timeOf(host.id),
    openOf(host.id),
    waitsOf(host.id),
    waitOf(host.id, room.id),
  );

/** The same, and the host has the time of the week back. */
export const givesBack = (facts: Facts): readonly Effect[] => [
  letsGo(facts),
  release(minutesOf(facts.host.id), peakOf(facts.host.id)),
];

/** Waits for the time. */
export const waits = (facts: Facts, limits: Limits): readonly Effect[] => {
  const span = `${moment(facts.from)}–${moment(facts.to)}`;
  const { en, zh } = facts.room.title;
  return [
    standBy(roomResource(facts.room.id), { en: `${en}, ${span}`, zh: `${zh}（${span}）` }, [{ person: facts.host.id }], {
      during: { from: facts.from, until: facts.busyUntil },
    }),
    hold({
      resource: waitOf(facts.host.id, facts.room.id),
      title: facts.room.title,
      during: { from: facts.from, until: facts.to },
      full: refuse(
        'waitsAlready',
        'You wait for this room at that time already. You are told when it is free.',
        '您已候补该时段，有空时将通知您。',
      ),
    }),
    hold({
      resource: waitsOf(facts.host.id),
      title: { en: 'places on waiting lists', zh: '候补名额' },
      amount: 1,
      most: limits.waitingPerHost,
      full: refuse(
        'quota',
        `You wait for ${limits.waitingPerHost} times already. Cancel one of them first.`,
        `您的候补已达${limits.waitingPerHost}个上限，请先取消其中一个。`,
      ),
    }),
  ];
};

const words = ({ from, to, checkInUntil, freeCancelUntil }: Facts) => ({
  from: moment(from),
  to: moment(to),
  checkIn: moment(checkInUntil),
  freeCancel: moment(freeCancelUntil),
});

/** The room is the host's, or waits for the keeper's word. */
export const bookedOr = (
  facts: Facts,
  room: Time['room'],
): Pick<RoomBookingOutcome, 'state' | 'notify'> & { state: 'asked' | 'booked' } => {
  const { from, to } = words(facts);
  return room.approval
    ? { state: 'asked', notify: [notify(KEEPER, 'toApprove', { from, to })] }
    : { state: 'booked', notify: [notify(HOST, 'booked', words(facts))] };
};

export const toldOf = (facts: Facts) => words(facts);

/** What a rule changes so that a booking has another time. */
export const movedTo = (
  current: RoomBooking,
  time: Reference['move'],
  now: number,
  limits: Limits,
): { readonly facts: Facts; readonly effects: readonly Effect[] } => {
  const facts: Facts = { ...current.facts, ...momentsOf(time, now, limits) };
  return { facts, effects: [...givesBack(current.facts), takes(current.id, facts, time, limits)] };
};
