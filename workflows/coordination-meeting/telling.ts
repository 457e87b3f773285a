/** Whom a meeting tells something, and what it tells and stops of the case that called it. */
import { actOn, type Effect, hold, release } from '../effects/index.ts';
import { clipped, notifier } from '../kernel/parts.ts';
import type { Notice, Recipient } from '../kernel/process.ts';
import type { Called, Facts, Item } from './facts.ts';
import type { Notices } from './notices.ts';
import { blockedAct } from './parent.ts';
import { allUnits, delegateOf } from './speaking.ts';
import type { CoordinationMeeting } from './vocabulary.ts';

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<Notices>();

/** Those of the lead unit who see to the meeting. */
export const LEAD: Recipient = { role: 'shiftLeader' };
export const LEADER: Recipient = { role: 'leader' };
export const SECRETARY: Recipient = { role: 'meetingSecretary' };

/** Whoever leads over a unit. */
export const leaderOf = ({ unit }: Called): Recipient => ({ role: 'leader', unit: unit.id });

/** Everybody who speaks for these units, each once; only the leaders of a unit that has nobody else. */
export const toUnits = (facts: Pick<Facts, 'lead' | 'units' | 'replies'>, among = allUnits(facts)): readonly Recipient[] => {
  const people = among.flatMap(({ unit, people: own }) => [...own, ...(delegateOf(facts, unit.id)?.people ?? [])]);
  return [...new Set(people)].map((person) => ({ person }));
};

/** Whoever is to do an item. */
export const toOwner = ({ owner, person }: Pick<Item, 'owner' | 'person'>): readonly Recipient[] =>
  person === null ? owner.people.map((one) => ({ person: one })) : [{ person }];

export const itemWords = ({ n, text }: Pick<Item, 'n' | 'text'>) => ({ item: `${n}. ${clipped(text)}` });

export const each = (to: readonly Recipient[], tell: (one: Recipient) => Notice): readonly Notice[] => to.map(tell);

export const isSettled = ({ state }: Pick<Item, 'state'>): boolean => state === 'closed' || state === 'dropped';

const stopping = ({ items }: Pick<Facts, 'items'>): readonly Item[] => items.filter((one) => one.blocking && !isSettled(one));

/** What the meeting has to hold and to let go of, so that the acts of its case are stopped by the items that aren't settled. */
export const stops = (before: Facts, after: Facts): readonly Effect[] => {
  const { about, blocks } = after;
  const [was, is] = [stopping(before), stopping(after)];
  const same = was.length === is.length && was[0]?.n === is[0]?.n && was[0]?.owner.unit.id === is[0]?.owner.unit.id;
  if (about === null || blocks.length === 0 || same) return [];
  const resources = blocks.map((act) => blockedAct(about, act));
  const [first] = is;
  if (!first) return [release(...resources)];
  const { owner, n, text } = first;
  const more = is.length - 1;
  const title = {
    en: `Item ${n} “${clipped(text)}” (${owner.unit.title.en})${more > 0 ? ` and ${more} more` : ''}`,
    zh: `第${n}项“${clipped(text)}”（${owner.unit.title.zh}）${more > 0 ? `等${is.length}项` : ''}`,
  };
  return [
    // What is held already keeps its words, so it is let go first.
    ...(was.length > 0 ? [release(...resources)] : []),
    hold(...resources.map((resource) => ({ resource, title, shared: true }))),
  ];
};

const asHeard = ({ n, text, owner, due, blocking, state }: Item) => ({ n, text, owner: owner.unit.title, due, blocking, state });

/** What the case that called the meeting hears of an item. */
export const itemHeard = ({ id }: Pick<CoordinationMeeting, 'id'>, { about, call }: Facts, item: Item): readonly Effect[] => {
  if (about === null || call === null) return [];
  return [actOn(about, 'meetingItem', { meeting: id, call, item: asHeard(item) })];
};

/** The same of its end. */
export const endHeard = (
  { id }: Pick<CoordinationMeeting, 'id'>,
  { about, call, items }: Facts,
  end: 'closed' | 'cancelled',
): readonly Effect[] =>
  about === null || call === null ? [] : [actOn(about, 'meetingEnded', { meeting: id, call, end, items: items.map(asHeard) })];
