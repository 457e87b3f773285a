/** When a firm is visited, as far as it likes it: arranged, answered, joined with another visit. */
import { actOn, type Effect, link } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { full, isOver, letsGo, takes } from './holding.ts';
import type { Limits } from './limits.ts';
import { LEADER, notify, notifyFirm, notifyJoint, officerOf, onlyOfficer, takenBy } from './telling.ts';
import type { Reference, RulesOf, Visit } from './vocabulary.ts';

/** Why a firm isn't visited then. What the firm has asked for passes all that spares it. */
const spared = (facts: Facts, at: number, reference: Reference['arrange'], limits: Limits): Refusal | undefined => {
  const called = facts.round === null;
  const wished = called || facts.wish === at;
  if (!wished && reference.workingDaysAhead < limits.noticeWorkingDays)
    return refuse(
      'tooSoon',
      `A visit is arranged ${limits.noticeWorkingDays} working days ahead. Choose a later day.`,
      `须提前${limits.noticeWorkingDays}个工作日约定，请选择较晚日期。`,
    );
  if (!wished && reference.quiet)
    return refuse(
      'quietDays',
      `Firms are left in peace then: ${reference.quiet.en}. Choose another day, or let the firm name one.`,
      `该日为企业安静期（${reference.quiet.zh}），请另选日期，或由企业提出时间。`,
    );
  return called ? undefined : full(reference, limits);
};

/** Refuses a time behind the end of the round. */
const behindRound = ({ until }: Facts, at: number): Refusal | undefined =>
  until !== null && at >= until
    ? refuse(
        'afterRound',
        `The round ends at ${moment(until)}. Choose a time before.`,
        `走访轮次于${moment(until)}结束，请选择此前时间。`,
      )
    : undefined;

/** It waits again to be arranged, with time for that. */
export const unarranged = { arranged: null, agreed: false, arrangeBy: null } as const satisfies Partial<Facts>;

/** What its day gave is free where it had one. */
export const freed = ({ facts }: Visit): readonly Effect[] => (facts.arranged === null ? [] : [letsGo(facts)]);

export const arranging: RulesOf<'arrange' | 'reply' | 'join' | 'addUnit' | 'lapse'> = {
  arrange: {
    title: { en: 'Arrange', zh: '约定时间' },
    event: 'Arranged',
    by: ['officer'],
    from: ['planned', 'arranged'],
    to: ['arranged'],
    guard: onlyOfficer,
    decide: ({ current, actor, input, reference, limits }) => {
      const at = Date.parse(input.at);
      const { facts } = current;
      const wrong = behindRound(facts, at) ?? spared(facts, at, reference, limits);
      if (wrong) return wrong;
      const taken = takenBy(current, actor);
      const called = facts.round === null;
      const isLast = !called && reference.inYear + 1 >= limits.visitsPerYear;
      const { day } = reference;
      const arranged = {
        at,
        with: input.with,
        joint: reference.joint,
        gapDays: limits.visitGapDays,
        dayStart: day.from,
        dayEnd: day.until,
      };
      const told = { at: moment(at), officer: actor.name };
      return {
        state: 'arranged',
        facts: {
          ...taken.facts,
          arranged,
          agreed: facts.wish === at,
          wish: null,
        },
        ...(current.state === 'arranged' ? { clocks: { limit: { come: { until: day.until } } } } : {}),
        effects: [...taken.effects, ...freed(current), takes(facts, taken.facts.officer, reference, limits, called)],
        notify: [
          ...notifyFirm(undefined, 'arranged', { ...told, purpose: facts.purpose }),
          ...notifyJoint(arranged, 'comeAlong', { ...told, firm: facts.firm.name }),
          ...(isLast ? [notify(LEADER, 'capReached', { firm: facts.firm.name, times: limits.visitsPerYear })] : []),
        ],
      };
    },
  },
  reply: {
    title: { en: 'Answer', zh: '答复' },
    description: {
      en: 'Agree, name another time, or say that no visit is needed. Who says nothing agrees.',
      zh: '可同意、改期或表示无需走访；不答复视为同意。',
    },
    event: 'Answered',
    by: ['firmAgent', 'follower'],
    from: ['planned', 'arranged'],
    to: ['planned', 'arranged', 'declined'],
    decide: ({ current, actor, input }) => {
      const { facts, state } = current;
      const { name: firm } = facts.firm;
      const to = officerOf(current, facts);
      switch (input.choice) {
        case 'agree':
          return state === 'planned'
            ? refuse(
                'notArranged',
                'There is no time to agree to yet. Name one that suits you.',
                '尚未约定时间，可提出希望时间。',
              )
            : { facts: { agreed: true }, notify: [notify(to, 'replied', { firm })] };
        case 'otherTime': {
          if (input.at === undefined) return refuse('whichTime', 'Say which time suits you better.', '请填写希望的时间。');
          const wish = Date.parse(input.at);
          return (
            behindRound(facts, wish) ?? {
              state: 'planned',
              facts: { ...(state === 'arranged' ? unarranged : {}), wish },
              effects: freed(current),
              notify: [notify(to, 'otherTime', { firm, at: moment(wish) })],
            }
          );
        }
        case 'noNeed':
          return {
            state: 'declined',
            facts: { quietUntil: input.until ?? null, ending: { by: actor.id, reason: null } },
            effects: isOver(facts, false),
            notify: [notify(to, 'declined', { firm }), ...notifyJoint(facts.arranged, 'declined', { firm })],
          };
      }
    },
  },
  join: {
    title: { en: 'Join another visit', zh: '并入其他走访' },
    description: {
      en: 'To the same firm, arranged by another unit: both come at once.',
      zh: '并入其他单位对同一企业已约定的走访，合并进行。',
    },
    event: 'Joined',
    by: ['officer', 'serviceLeader'],
    from: ['planned'],
    to: ['cancelled'],
    guard: (context) => (context.actor.grants.some(({ role }) => role === 'serviceLeader') ? undefined : onlyOfficer(context)),
    decide: ({ current: { id, unit, facts }, actor, reference: { other } }) =>
      other === null
        ? refuse(
            'nothingToJoin',
            'No visit to this firm is arranged and still to come. Arrange this one.',
            '该企业暂无已约定待进行的走访，请自行约定。',
          )
        : {
            state: 'cancelled',
            facts: { joined: other.id, ending: { by: actor.id, reason: null } },
            effects: [
              ...isOver(facts, false),
              link(other.id, 'joins'),
              actOn(other.id, 'addUnit', { visit: id, ...(unit === undefined ? {} : { unit }) }),
            ],
          },
  },
  addUnit: {
    title: { en: 'Another unit comes along', zh: '增加联合单位' },
    event: 'UnitAdded',
    by: ['case'],
    from: ['arranged'],
    decide: ({ current, reference: { unit } }) => {
      const { facts } = current;
      if (facts.arranged === null || unit === null || facts.arranged.joint.some(({ id }) => id === unit.id)) return {};
      const { at } = facts.arranged;
      const told = { firm: facts.firm.name, at: moment(at), ...both('unit', unit.title) };
      return {
        facts: { arranged: { ...facts.arranged, joint: [...facts.arranged.joint, unit] } },
        notify: [...notifyFirm(undefined, 'joinedBy', told), notify(officerOf(current, facts), 'joinedBy', told)],
      };
    },
  },
  lapse: {
    title: { en: 'Nobody came', zh: '未按约走访' },
    event: 'Lapsed',
    by: ['clock:come'],
    from: ['arranged'],
    to: ['planned'],
    decide: ({ current }) => {
      const { facts } = current;
      const told = { firm: facts.firm.name, at: moment(facts.arranged?.at ?? 0) };
      return {
        state: 'planned',
        facts: unarranged,
        effects: freed(current),
        notify: [
          ...notifyFirm(undefined, 'nobodyCame', told),
          notify(officerOf(current, facts), 'nobodyCame', told),
          notify(LEADER, 'nobodyCame', told),
        ],
      };
    },
  },
};
