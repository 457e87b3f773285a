/** Units that are dissolved or have nobody left: whoever has their work takes their place, with the due days that there are. */
import { actOn, addParties, type Effect } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { type Gone, refuse } from '../kernel/process.ts';
import type { Called, Facts, Item } from './facts.ts';
import { following } from './items.ts';
import { sittingOf } from './quorum.ts';
import { allUnits } from './speaking.ts';
import { isSettled, itemHeard, LEAD, notify } from './telling.ts';
import { type CoordinationMeeting, type MeetingOutcome, OPEN, type RulesOf, STAFF } from './vocabulary.ts';

/** Every unit that has a part in the meeting, also those to which an item is to go. */
const everyUnit = (facts: Facts): readonly Called[] => [
  ...allUnits(facts),
  ...facts.replies.given.flatMap(({ answer }) => answer.delegate ?? []),
  ...facts.items.filter((item) => !isSettled(item)).flatMap(({ owner, handOn }) => [owner, ...(handOn ? [handOn.to] : [])]),
];

type Put = (one: Called) => Called;

/** The facts with other units, or other people of them, wherever they stand. */
const withUnits = (facts: Facts, put: Put): Partial<Facts> => {
  const lead = put(facts.lead);
  const units = [...new Map(facts.units.map(put).map((one) => [one.unit.id, one])).values()].filter(
    ({ unit }) => unit.id !== lead.unit.id,
  );
  const { n } = sittingOf(facts);
  const ids = new Map(allUnits(facts).map((one) => [one.unit.id, put(one).unit]));
  const id = (unit: string): string => ids.get(unit)?.id ?? unit;
  const { replies } = facts;
  return {
    lead,
    units,
    replies: {
      ...replies,
      asked: units.map(({ unit }) => unit.id),
      given: replies.given
        .map((one) => ({
          ...one,
          of: id(one.of),
          answer: { ...one.answer, delegate: one.answer.delegate && put(one.answer.delegate) },
        }))
        .filter(({ of }, at, all) => of !== lead.unit.id && all.findLastIndex((other) => other.of === of) === at),
      silent: replies.silent.map(id).filter((one) => one !== lead.unit.id),
    },
    // Whoever came to the sitting that is on came for the unit that has the work now.
    attendance: facts.attendance.map((one) => (one.sitting === n ? { ...one, unit: ids.get(one.unit.id) ?? one.unit } : one)),
    items: facts.items.map((item): Item => {
      if (isSettled(item)) return item;
      const owner = put(item.owner);
      return {
        ...item,
        owner,
        person: item.person !== null && owner.people.includes(item.person) ? item.person : null,
        handOn: item.handOn && { ...item.handOn, to: put(item.handOn.to) },
      };
    }),
  };
};

export const takingOver: RulesOf<'takeOver'> = {
  takeOver: {
    title: { en: 'Let another unit take over', zh: '由其他单位承接' },
    description: {
      en: 'In the place of a unit that was dissolved or has nobody left. What it has to do goes over with its due days.',
      zh: '原单位撤销或无人员时办理，其承担的事项按原期限一并转移。',
    },
    event: 'TakenOver',
    by: ['case', ...STAFF],
    from: OPEN,
    guard: ({ current, actor }) =>
      actor.id.startsWith('case:') && actor.id !== `case:${current.id}`
        ? refuse('notItself', 'Only the meeting itself does this.', '仅由本会议自动办理。')
        : undefined,
    decide: ({ current, input: { unit }, reference: { to } }) => {
      const { facts } = current;
      const from = everyUnit(facts).find((one) => one.unit.id === unit);
      if (!from) return refuse('ownerNotCalled', 'That unit has no part in this meeting.', '该单位未参加本次会议。');
      if (!to) return { notify: [notify(LEAD, 'noSuccessor', both('from', from.unit.title))] };
      const change = withUnits(facts, (one) => (one.unit.id === unit ? to : one));
      const owned = (change.items ?? []).filter((item) => !isSettled(item) && item.owner.unit.id === to.unit.id);
      const outcome = following(current, change, {
        effects: [
          addParties(...to.people.map((person) => ({ role: 'delegate', person }))),
          ...(to.unit.id === unit ? [] : owned.flatMap((item): readonly Effect[] => itemHeard(current, facts, item))),
        ],
        notify: to.people.map((person) =>
          notify({ person }, 'tookOver', { ...both('from', from.unit.title), matter: facts.matter }),
        ),
      });
      return facts.lead.unit.id === unit ? { ...outcome, unit: to.unit.id } : outcome;
    },
  },
};

/** People who have gone are left out; a unit with nobody left is looked up again, and so is a lead unit whose work went over. */
export const withoutGone = (current: CoordinationMeeting, { left, withoutRole }: Gone): MeetingOutcome => {
  const { facts, id, unit } = current;
  const gone = [...left, ...withoutRole, ...(current.gone ?? []).map(({ person }) => person)];
  const there = ({ people }: Called) => people.filter((person) => !gone.includes(person));
  const empty = [
    ...everyUnit(facts).filter((one) => there(one).length === 0),
    ...(unit !== undefined && unit !== facts.lead.unit.id ? [facts.lead] : []),
  ].map((one) => one.unit.id);
  const chair = facts.chair !== null && gone.includes(facts.chair) ? { chair: null } : {};
  return {
    facts: { ...withUnits(facts, (one) => (there(one).length === 0 ? one : { ...one, people: there(one) })), ...chair },
    effects: [...new Set(empty)].map((one) => actOn(id, 'takeOver', { unit: one })),
  };
};
