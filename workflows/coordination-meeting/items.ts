/** What follows from a changed item: for the case that it may stop, for the reminders, and for the meeting as a whole. Pure. */
import { refuse } from '../kernel/process.ts';
import type { Facts, Item } from './facts.ts';
import { firstDue, nextReminder } from './reminding.ts';
import { each, endHeard, isSettled, itemHeard, notify, stops, toUnits } from './telling.ts';
import { type CoordinationMeeting, FOLLOWED, type MeetingOutcome } from './vocabulary.ts';

export const noItem = refuse(
  'noSuchItem',
  'There is no item of that number to which this can be done now; look at the list of items.',
  '没有该序号的事项，或该事项目前不能办理此操作，请查看事项列表。',
);

/** An item in one of these states. */
export const itemIn = ({ items }: Pick<Facts, 'items'>, n: number, states: readonly Item['state'][]): Item | undefined =>
  items.find((one) => one.n === n && states.includes(one.state));

/** The clocks of items where their moments move while they run. */
const clocksMoved = ({ state, facts: before }: CoordinationMeeting, after: Facts): MeetingOutcome['clocks'] => {
  if (!(FOLLOWED as readonly string[]).includes(state)) return undefined;
  const moved = (
    [
      ['item', firstDue(before), firstDue(after)],
      ['reminder', nextReminder(before) ?? undefined, nextReminder(after) ?? undefined],
    ] as const
  ).flatMap(([clock, was, is]) => (was === undefined || is === undefined || was === is ? [] : [{ clock, until: is }]));
  return moved.length === 0
    ? undefined
    : {
        stop: moved.map(({ clock }) => clock),
        start: Object.fromEntries(moved.map(({ clock, until }) => [clock, { until }])),
      };
};

/** What follows from changed facts beside what the rule says itself. With the last item settled, the meeting is over. */
export const following = (
  current: CoordinationMeeting,
  change: Partial<Facts>,
  more: Omit<MeetingOutcome, 'facts' | 'clocks' | 'state'> = {},
): MeetingOutcome => {
  const after = { ...current.facts, ...change };
  const over = current.state === 'following' && after.items.every(isSettled);
  const clocks = over ? undefined : clocksMoved(current, after);
  return {
    ...more,
    ...(over ? { state: 'closed' } : {}),
    ...(clocks ? { clocks } : {}),
    facts: change,
    effects: [...stops(current.facts, after), ...(more.effects ?? []), ...(over ? endHeard(current, after, 'closed') : [])],
    notify: [
      ...(more.notify ?? []),
      ...(over ? each(toUnits(after), (to) => notify(to, 'closed', { matter: after.matter })) : []),
    ],
  };
};

/** The same for one item; its case hears of it where it goes over into another state or unit. */
export const withItem = (
  current: CoordinationMeeting,
  item: Item,
  change: Partial<Item>,
  more: Omit<MeetingOutcome, 'facts' | 'clocks' | 'state'> = {},
): MeetingOutcome => {
  const next = { ...item, ...change };
  const heard =
    isSettled(next) !== isSettled(item) || next.owner.unit.id !== item.owner.unit.id
      ? itemHeard(current, current.facts, next)
      : [];
  const items = current.facts.items.map((one) => (one.n === item.n ? next : one));
  return following(current, { items }, { ...more, effects: [...(more.effects ?? []), ...heard] });
};
