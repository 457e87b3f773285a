/** How units come, and how a meeting begins and ends with minutes that are written from the record. */
import { hold, release } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { metresBetween } from '../kernel/place.ts';
import { isRefusal, refuse } from '../kernel/process.ts';
import { repHold, taken } from './calling.ts';
import type { Called, Facts } from './facts.ts';
import { excusedIn, hasFailed, presentIn, quorumOf, sittingOf } from './quorum.ts';
import { allUnits, notCalled, spokenFor, unitFor } from './speaking.ts';
import { each, endHeard, isSettled, LEAD, notify, toUnits } from './telling.ts';
import { type CoordinationMeeting, type RulesOf, STAFF } from './vocabulary.ts';

const MINUTE = 60_000;

const ofAnyUnit = ({ current, actor }: { current: CoordinationMeeting; actor: Parameters<typeof spokenFor>[1] }) =>
  spokenFor(current, actor, allUnits(current.facts)).length > 0 ? undefined : notCalled;

/** How a unit was there at the last sitting that began: by the record alone. */
const was = (facts: Facts, { unit }: Called): NonNullable<Facts['minutes']>['units'][number] => {
  const begun = facts.sittings.findLast(({ begunAt }) => begunAt !== null);
  const came = facts.attendance.find((one) => one.sitting === begun?.n && one.unit.id === unit.id);
  const reply = facts.replies.given.find(({ of }) => of === unit.id)?.answer;
  const there = came ? (came.late ? 'late' : 'onTime') : reply?.says === 'excused' ? 'excused' : 'absent';
  return { unit, was: there, at: came?.at ?? null, view: reply?.view ?? null };
};

const settledAll = ({ items }: Pick<Facts, 'items'>): boolean => items.every(isSettled);

export const meeting: RulesOf<'checkIn' | 'begin' | 'conclude' | 'objectToMinutes' | 'answerObjection' | 'goOn'> = {
  checkIn: {
    title: { en: 'Check in', zh: '签到' },
    description: { en: 'On the spot, or from afar where the call says so.', zh: '在现场签到；允许线上参会的可线上签到。' },
    event: 'CheckedIn',
    by: STAFF,
    anywhere: true,
    from: ['called', 'adjourned', 'inSession'],
    guard: ofAnyUnit,
    decide: ({ current, actor, now, input, limits }) => {
      const { facts } = current;
      const unit = unitFor(current, actor, input.unit);
      if (isRefusal(unit)) return unit;
      const { at, n } = sittingOf(facts);
      const from = at - limits.checkInMinutes * MINUTE;
      if (now < from) return refuse('tooEarly', `Check in from ${moment(from)} on.`, `请于${moment(from)}以后签到。`);
      if (presentIn(facts).includes(unit.unit.id)) return refuse('alreadyThere', 'Your unit is there already.', '贵单位已签到。');
      if (input.remote && !facts.remote)
        return refuse('notFromAfar', 'This meeting is on the spot; check in there.', '本次会议须到现场参加，请在现场签到。');
      const away =
        input.remote || facts.point === null
          ? 0
          : input.place === undefined
            ? Number.POSITIVE_INFINITY
            : metresBetween(facts.point, input.place);
      if (away > limits.radius)
        return refuse(
          'notThere',
          `Send where you are, within ${limits.radius} metres of ${facts.where}.`,
          `请在${facts.where}${limits.radius}米范围内发送当前位置。`,
        );
      return {
        facts: {
          attendance: [
            ...facts.attendance,
            { sitting: n, unit: unit.unit, by: actor.id, at: now, late: now > at, remote: input.remote },
          ],
        },
        effects: [hold(repHold(actor.id, facts.at, facts.hour))],
      };
    },
  },
  begin: {
    title: { en: 'Begin', zh: '宣布开会' },
    description: {
      en: 'With the lead unit and enough of the others. After a meeting to which too few came, with those who are there.',
      zh: '牵头单位到会且其他单位到会足数。此前因到会不足延期的，由到会单位召开。',
    },
    event: 'Begun',
    by: STAFF,
    from: ['called', 'adjourned'],
    to: ['inSession'],
    decide: ({ current: { facts }, actor, now }) => {
      const { lead, others, wanted, reached } = quorumOf(facts);
      const sitting = sittingOf(facts);
      if (now < sitting.at && !(lead && others === facts.units.length))
        return refuse(
          'tooEarly',
          `Begin at ${moment(sitting.at)}, or when all units are there.`,
          `会议时间为${moment(sitting.at)}，各单位到齐后可提前开会。`,
        );
      if (!lead || (!reached && !hasFailed(facts)))
        return refuse(
          'noQuorum',
          lead
            ? `${others} of the other units are there, and ${wanted} are needed. Wait for them, or put the meeting off.`
            : 'The lead unit hasn’t checked in. Check in first.',
          lead ? `其他单位到会${others}个，须到会${wanted}个。请等候，或改期召开。` : '牵头单位尚未签到，请先签到。',
        );
      const present = presentIn(facts);
      const absent = facts.units.filter(({ unit }) => !present.includes(unit.id));
      return {
        state: 'inSession',
        facts: {
          chair: actor.id,
          sittings: [...facts.sittings.slice(0, -1), { ...sitting, begunAt: now, quorate: reached, excused: excusedIn(facts) }],
        },
        notify: reached ? [] : each(toUnits(facts, absent), (to) => notify(to, 'begunWithout', { matter: facts.matter })),
      };
    },
  },
  conclude: {
    title: { en: 'Write the minutes', zh: '形成纪要' },
    description: {
      en: 'Who was there, when, and what was resolved comes from the record.',
      zh: '到会情况和决议事项由系统按记录生成。',
    },
    event: 'Concluded',
    by: STAFF,
    from: ['inSession', 'adjourned'],
    to: ['concluded'],
    guard: ({ current: { facts } }) =>
      facts.sittings.some(({ begunAt }) => begunAt !== null)
        ? undefined
        : refuse('neverBegun', 'It hasn’t begun: cancel it, or meet.', '会议尚未召开，请召开或取消。'),
    decide: ({ current: { facts }, actor, now, input }) => ({
      state: 'concluded',
      facts: {
        minutes: {
          at: now,
          by: actor.id,
          remarks: input.remarks ?? null,
          units: allUnits(facts).map((unit) => was(facts, unit)),
        },
      },
      // Those who came have their time back.
      effects: [release(...taken(facts))],
      notify: each(toUnits(facts), (to) => notify(to, 'minutes', { matter: facts.matter })),
    }),
  },
  objectToMinutes: {
    title: { en: 'Object to the minutes', zh: '对纪要提出异议' },
    event: 'ObjectedToMinutes',
    by: STAFF,
    anywhere: true,
    from: ['concluded'],
    guard: ofAnyUnit,
    decide: ({ current, actor, now, input: { unit: asked, text } }) => {
      const { facts } = current;
      const unit = unitFor(current, actor, asked);
      if (isRefusal(unit)) return unit;
      if (facts.objections.some((one) => one.unit.id === unit.unit.id && one.amended === null))
        return refuse(
          'objectedAlready',
          'Your unit’s objection waits for an answer; wait for that first.',
          '贵单位已提出异议，请等待处理。',
        );
      const objection = {
        n: facts.objections.length + 1,
        unit: unit.unit,
        by: actor.id,
        at: now,
        text,
        amended: null,
        words: null,
      };
      return {
        facts: { objections: [...facts.objections, objection] },
        notify: [notify(LEAD, 'objected', { ...both('unit', unit.unit.title), text })],
      };
    },
  },
  answerObjection: {
    title: { en: 'Answer an objection', zh: '处理纪要异议' },
    description: { en: 'Both stand beside the minutes.', zh: '异议和处理结果一并载明。' },
    event: 'ObjectionAnswered',
    by: STAFF,
    from: ['concluded'],
    decide: ({ current: { facts }, input: { objection: n, amended, words } }) => {
      const one = facts.objections.find((other) => other.n === n && other.amended === null);
      if (!one) return refuse('noObjection', 'There is no open objection of that number.', '没有该序号的待处理异议。');
      return {
        facts: { objections: facts.objections.map((other) => (other === one ? { ...one, amended, words } : other)) },
        notify: [
          notify({ person: one.by }, 'objectionAnswered', {
            ...both('result', amended ? { en: 'amended', zh: '已修改' } : { en: 'kept', zh: '维持' }),
            words,
          }),
        ],
      };
    },
  },
  goOn: {
    title: { en: 'The minutes stand', zh: '纪要异议期满' },
    event: 'MinutesStood',
    by: ['clock:object'],
    from: ['concluded'],
    to: ['following', 'closed'],
    decide: ({ current }) => {
      const { facts } = current;
      return settledAll(facts)
        ? {
            state: 'closed',
            effects: endHeard(current, facts, 'closed'),
            notify: each(toUnits(facts), (to) => notify(to, 'closed', { matter: facts.matter })),
          }
        : { state: 'following' };
    },
  },
};
