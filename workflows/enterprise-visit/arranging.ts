/** When a firm is visited, as far as it likes it: arranged, answered, joined with another visit. */
import { actOn, type Effect, link, unlink } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { callsFor, full, isOver, letsGo, sentOn, takes } from './holding.ts';
import type { Limits } from './limits.ts';
import { jointOf, jointParties, LEADER, notify, notifyFirm, notifyJoint, officerOf, onlyOfficer, takenBy } from './telling.ts';
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
  if (!wished && reference.wishesNone)
    return refuse(
      'wishesNone',
      `The firm wishes no visits until ${reference.wishesNone}. Choose a later day, or wait until it names a time itself.`,
      `该企业${reference.wishesNone}前免打扰，请选择较晚日期，或由企业提出时间。`,
    );
  if (!wished && reference.quiet)
    return refuse(
      'quietDays',
      `Firms are left in peace then: ${reference.quiet.en}. Choose another day, or let the firm name one.`,
      `该日为企业安静期（${reference.quiet.zh}），请另选日期，或由企业提出时间。`,
    );
  return called ? undefined : full(reference, limits);
};

/** Refuses a time before the beginning of the round, or behind its end. */
export const outsideRound = ({ since, until }: Facts, at: number): Refusal | undefined => {
  if (since !== null && at < since)
    return refuse(
      'beforeRound',
      `The round begins at ${moment(since)}. Choose a time from then on.`,
      `走访轮次于${moment(since)}开始，请选择此后时间。`,
    );
  return until !== null && at >= until
    ? refuse(
        'afterRound',
        `The round ends at ${moment(until)}. Choose a time before.`,
        `走访轮次于${moment(until)}结束，请选择此前时间。`,
      )
    : undefined;
};

/** It waits again to be arranged, with time for that. */
const unarranged = (facts: Facts) =>
  ({ arranged: null, agreed: false, arrangeBy: null, comeAlong: [...jointOf(facts)] }) as const satisfies Partial<Facts>;

/** Units that come along hear that they don't on that day. */
const timeOff = (facts: Facts) =>
  facts.arranged === null ? [] : notifyJoint(facts, 'timeOff', { firm: facts.firm.name, at: moment(facts.arranged.at) });

/** Who leads the service, here and in the units whose visits are refused from now on. */
const capped = (unit: string | undefined, others: readonly string[]) => [
  LEADER,
  ...others.filter((one) => one !== unit).map((one) => ({ role: 'serviceLeader', unit: one }) as const),
];

/** What its day gave is free where it had one. */
export const freed = ({ facts }: Visit): readonly Effect[] => (facts.arranged === null ? [] : [letsGo(facts)]);

export const arranging: RulesOf<'arrange' | 'reply' | 'join' | 'addUnit' | 'goOnAlone' | 'lapse'> = {
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
      const wrong = outsideRound(facts, at) ?? spared(facts, at, reference, limits);
      if (wrong) return wrong;
      const taken = takenBy(current, actor);
      const called = facts.round === null;
      const isLast = !called && facts.capTold !== reference.year.from && reference.inYear + 1 >= limits.visitsPerYear;
      const { day, year } = reference;
      const before = jointOf(facts);
      const more = reference.joint.filter(({ id }) => !before.some((one) => one.id === id));
      const arranged = {
        at,
        with: input.with,
        joint: [...before, ...more.map(({ id, title }) => ({ id, title }))],
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
          comeAlong: [],
          ...(isLast ? { capTold: year.from } : {}),
        },
        ...(current.state === 'arranged' ? { clocks: { limit: { come: { until: day.until } } } } : {}),
        effects: [
          ...taken.effects,
          ...jointParties(more),
          ...freed(current),
          takes(facts, taken.facts.officer, reference, limits, called),
        ],
        notify: [
          ...(called
            ? notifyFirm(undefined, 'arrangedAsAsked', { ...told, purpose: facts.purpose })
            : notifyFirm(undefined, 'arranged', { ...told, purpose: facts.purpose })),
          ...notifyJoint({ arranged, comeAlong: [] }, 'comeAlong', { ...told, firm: facts.firm.name }),
          ...(isLast
            ? capped(current.unit, reference.others).map((to) =>
                notify(to, 'capReached', { firm: facts.firm.name, times: limits.visitsPerYear }),
              )
            : []),
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
            outsideRound(facts, wish) ?? {
              state: 'planned',
              facts: { ...(state === 'arranged' ? unarranged(facts) : {}), wish },
              effects: freed(current),
              notify: [notify(to, 'otherTime', { firm, at: moment(wish) }), ...timeOff(facts)],
            }
          );
        }
        case 'noNeed':
          return {
            state: 'declined',
            facts: { quietUntil: input.until ?? null, ending: { by: actor.id, reason: null } },
            effects: isOver(facts, false),
            notify: [notify(to, 'declined', { firm }), ...notifyJoint(facts, 'declined', { firm })],
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
    guard: (context) => (holdsRole(context.actor, ['serviceLeader']) ? undefined : onlyOfficer(context)),
    decide: ({ current: { id, unit, facts }, actor, reference: { other } }) =>
      other === null
        ? refuse(
            'nothingToJoin',
            'No visit to this firm is still to come or under way. Arrange this one; where one was made lately, for a later day.',
            '该企业暂无待进行或进行中的走访，请自行约定；近期已走访的请约在较晚日期。',
          )
        : {
            state: 'cancelled',
            facts: { joined: other.id, ending: { by: actor.id, reason: null } },
            effects: [
              ...isOver(facts, false),
              ...sentOn(facts),
              link(other.id, 'joins'),
              actOn(other.id, 'addUnit', { visit: id, ...(unit === undefined ? {} : { unit }) }),
            ],
          },
  },
  addUnit: {
    title: { en: 'Another unit comes along', zh: '增加联合单位' },
    event: 'UnitAdded',
    by: ['case'],
    from: ['planned', 'arranged', 'underWay', 'recorded', 'confirmed', 'declined', 'missed', 'cancelled'],
    decide: ({ current, input: { visit }, reference: { unit } }) => {
      const { facts, state } = current;
      // It came to nothing meanwhile.
      if (state === 'missed' || state === 'cancelled') return { effects: [actOn(visit, 'goOnAlone', {})] };
      const joinedBy = [...new Set([...facts.joinedBy, visit])];
      const before = jointOf(facts);
      if (unit === null || before.some(({ id }) => id === unit.id)) return { facts: { joinedBy } };
      const joint = [...before, { id: unit.id, title: unit.title }];
      const effects = jointParties([unit]);
      if (facts.arranged === null) return { facts: { joinedBy, comeAlong: joint }, effects };
      const told = { firm: facts.firm.name, at: moment(facts.arranged.at), ...both('unit', unit.title) };
      return {
        facts: { joinedBy, arranged: { ...facts.arranged, joint } },
        effects,
        notify:
          state === 'arranged'
            ? [...notifyFirm(undefined, 'joinedBy', told), notify(officerOf(current, facts), 'joinedBy', told)]
            : [],
      };
    },
  },
  goOnAlone: {
    title: { en: 'Go on alone', zh: '恢复单独走访' },
    description: { en: 'Nothing came of the visit that it had joined.', zh: '所并入的走访未能进行。' },
    event: 'WentOnAlone',
    by: ['case'],
    from: ['planned', 'cancelled'],
    to: ['planned'],
    decide: ({ current, now, reference: { goesOn } }) => {
      const { facts } = current;
      const { joined, round, until } = facts;
      if (joined === null || !goesOn || (until !== null && until <= now)) return {};
      return {
        state: 'planned',
        facts: { joined: null, ending: null, arrangeBy: null },
        effects: [unlink(joined, 'joins'), ...(round === null ? [callsFor(facts)] : [])],
        notify: [notify(officerOf(current, facts), 'goesAlone', { firm: facts.firm.name })],
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
        facts: unarranged(facts),
        effects: freed(current),
        notify: [
          ...notifyFirm(undefined, 'nobodyCame', told),
          notify(officerOf(current, facts), 'nobodyCame', told),
          notify(LEADER, 'nobodyCame', told),
          ...timeOff(facts),
        ],
      };
    },
  },
};
