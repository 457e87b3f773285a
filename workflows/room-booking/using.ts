/** How a booked room is used and given back, and what follows when nobody comes. */
import { attach, openCase } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { byHost, marked, onlyHost } from './booking.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { closedAt, givesBack, HOST, KEEPER, letsGo, movedTo, notify, takenAt, toldOf, untrained } from './times.ts';
import type { Reference, RulesOf } from './vocabulary.ts';

const MINUTE = 60_000;

const tooManyPhotos = (photos: readonly unknown[], { maxPhotos }: Limits): Refusal | undefined =>
  photos.length > maxPhotos
    ? refuse('tooManyPhotos', `Send at most ${maxPhotos} photos.`, `最多上传${maxPhotos}张照片。`)
    : undefined;

/** The street has one report of a booking at a time. */
const reportedAlready = ({ faults }: Facts, { report, open, faults: known }: Reference['reportFault']): Refusal | undefined => {
  if (report === null || (open === null && known === faults.length)) return undefined;
  return open
    ? refuse(
        'reportedAlready',
        `${open} is open for this already. Add to it what else is broken, or report it here when that one is closed.`,
        `已有上报件${open}正在办理。请在该件中补充其他故障，或待其办结后再报修。`,
      )
    : refuse(
        'reportUnderWay',
        'What was reported here just now is on its way to the street. Look again in a minute, and add to that report.',
        '刚才的报修正在转为上报件，请一分钟后再看，并在该上报件中补充。',
      );
};

export const using: RulesOf<
  'remind' | 'checkIn' | 'lapse' | 'extend' | 'noteOvertime' | 'giveBack' | 'reportFault' | 'declareSales' | 'comment'
> = {
  remind: {
    title: { en: 'Remind the host', zh: '开播提醒' },
    event: 'Reminded',
    by: ['clock:reminder'],
    from: ['booked'],
    decide: ({ current: { facts }, reference: { closed } }) => {
      const { from, checkIn } = toldOf(facts);
      const told = { from, ...both('closed', closed ?? { en: '', zh: '' }) };
      return {
        facts: { remindAt: null },
        notify: closed
          ? [notify(HOST, 'staysShut', told), notify(KEEPER, 'staysShut', told)]
          : [notify(HOST, 'opensSoon', { from, checkIn })],
      };
    },
  },
  checkIn: {
    title: { en: 'Check in', zh: '签到' },
    description: { en: 'At the room: by the code at its door, or by where you are.', zh: '到场后凭门口动态码或所在位置签到。' },
    event: 'CheckedIn',
    by: ['liveHost'],
    from: ['booked'],
    to: ['inUse'],
    guard: (context) => {
      const { checkInFrom, checkInUntil } = context.current.facts;
      const other = onlyHost(context);
      if (other) return other;
      return context.now < checkInFrom || context.now > checkInUntil
        ? refuse(
            'notNow',
            `Check in from ${moment(checkInFrom)} to ${moment(checkInUntil)}.`,
            `请于${moment(checkInFrom)}至${moment(checkInUntil)}之间签到。`,
          )
        : undefined;
    },
    decide: ({ now, reference, limits }) => {
      if (!reference.there)
        return refuse(
          'notThere',
          `Give the code that the door shows now, or send where you are, within ${limits.checkInMetres} metres of the room.`,
          `请输入门口当前动态码，或在直播间${limits.checkInMetres}米范围内发送位置。`,
        );
      return untrained(reference) ?? { state: 'inUse', facts: { checkedInAt: now, remindAt: null } };
    },
  },
  lapse: {
    title: { en: 'Nobody came', zh: '未到场' },
    event: 'Lapsed',
    by: ['clock:start'],
    from: ['waiting', 'asked', 'booked'],
    to: ['noShow', 'cancelled'],
    decide: ({ current, actor, now, reference: { marks, closed }, limits }) => {
      const { facts, state } = current;
      const ending = { by: actor.id, reason: null };
      // Nobody could come where the room was shut meanwhile.
      if (state !== 'booked' || closed)
        return {
          state: 'cancelled',
          facts: { ending },
          effects: givesBack(facts),
          notify: [notify(HOST, 'lapsed', { from: toldOf(facts).from })],
        };
      return {
        state: 'noShow',
        facts: { mark: true, ending },
        effects: [letsGo(facts)],
        notify: [notify(HOST, 'noShow', { from: toldOf(facts).from }), ...marked(marks, now, limits)],
      };
    },
  },
  extend: {
    title: { en: 'Extend', zh: '延长' },
    event: 'Extended',
    by: ['liveHost'],
    from: ['inUse'],
    guard: onlyHost,
    decide: ({ current, now, reference, limits }) => {
      if (reference.to - reference.from > limits.maxMinutes * MINUTE)
        return refuse(
          'tooLong',
          `A booking lasts at most ${limits.maxMinutes} minutes. Book another time for the rest.`,
          `单次最长${limits.maxMinutes}分钟，请另行预约。`,
        );
      const wrong = closedAt(reference) ?? takenAt(reference);
      if (wrong) return wrong;
      const { facts, effects } = movedTo(current, reference, now, limits);
      return {
        facts: { to: facts.to, busyUntil: facts.busyUntil },
        effects,
        clocks: { limit: { end: { until: facts.busyUntil } } },
      };
    },
  },
  noteOvertime: {
    title: { en: 'Time is over', zh: '超时提醒' },
    event: 'OvertimeNoted',
    by: ['clock:end'],
    from: ['inUse'],
    decide: ({ current: { facts } }) => ({
      facts: { overtimes: facts.overtimes + 1 },
      notify: [notify(HOST, 'overtime'), ...(facts.overtimes > 0 ? [notify(KEEPER, 'overtime')] : [])],
    }),
  },
  giveBack: {
    title: { en: 'Give the room back', zh: '归还' },
    event: 'GivenBack',
    by: ['liveHost', 'roomKeeper'],
    from: ['inUse'],
    to: ['finished'],
    guard: byHost,
    decide: ({ current: { facts }, actor, now, input: { equipmentOk, note, photos }, limits }) =>
      tooManyPhotos(photos, limits) ?? {
        state: 'finished',
        facts: { returned: { at: now, by: actor.id, equipmentOk, note: note ?? null } },
        effects: [attach(photos), letsGo(facts)],
        notify: equipmentOk ? [] : [notify(KEEPER, 'faulty', { fault: note ?? '—' })],
      },
  },
  reportFault: {
    title: { en: 'Report a fault', zh: '报修' },
    description: {
      en: 'The keeper hears of it, and the street where the room says so.',
      zh: '通知管理员；按直播间设置同时转为随手拍上报件。',
    },
    event: 'FaultReported',
    by: ['liveHost', 'roomKeeper'],
    from: ['booked', 'inUse', 'finished'],
    guard: byHost,
    decide: ({ current: { facts }, actor, now, input: { text, photos }, reference, limits }) => {
      const wrong = tooManyPhotos(photos, limits) ?? reportedAlready(facts, reference);
      if (wrong) return wrong;
      const { report } = reference;
      return {
        facts: { faults: [...facts.faults, { at: now, by: actor.id, text }] },
        effects: [
          attach(photos),
          ...(report ? [openCase('issueReport', { ...report, text: `${facts.room.title.zh}：${text}` })] : []),
        ],
        notify: [notify(KEEPER, 'faulty', { fault: text })],
      };
    },
  },
  declareSales: {
    title: { en: 'Declare sales', zh: '申报销售额' },
    description: { en: 'If you like; it may be corrected by declaring again.', zh: '自愿申报，可重新申报更正。' },
    event: 'SalesDeclared',
    by: ['liveHost'],
    from: ['inUse', 'finished'],
    guard: onlyHost,
    decide: ({ input: { fen } }) => ({ facts: { salesFen: fen } }),
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['liveHost', 'roomKeeper'],
    from: ['waiting', 'asked', 'booked', 'inUse', 'finished', 'noShow', 'cancelled', 'refused'],
    guard: byHost,
    decide: () => ({}),
  },
};
