/** When those who have an item are reminded of it: at 80, 100 and 200 per cent of its time, each once, and then week by week. Pure. */
import type { Facts, Item } from './facts.ts';
import { isSettled } from './telling.ts';

export const STEPS = [80, 100, 200] as const;
type Step = (typeof STEPS)[number];
const WEEK = 7 * 86_400_000;

/** When so many per cent of the time of an item are over. */
export const stepAt = ({ from, due }: Pick<Item, 'from' | 'due'>, step: Step): number =>
  step === 100 ? due : from + Math.floor(((due - from) * step) / 100);

/** Those that still have to be done; what waits for the leader binds nobody yet. */
const followed = ({ items }: Pick<Facts, 'items'>): readonly Item[] =>
  items.filter((item) => !isSettled(item) && item.state !== 'waiting');

/** The steps of which nobody was told yet and whose moment has come. */
export const stepsDue = (item: Item, now: number): readonly Step[] =>
  STEPS.filter((step) => !item.told.includes(step) && stepAt(item, step) <= now);

export const overdue = (facts: Pick<Facts, 'items'>, now: number): readonly Item[] =>
  followed(facts).filter(({ due }) => due <= now);

/** When the list of overdue items is due again: a week after the last one, or after the first of them was due. */
export const listAt = (facts: Pick<Facts, 'items' | 'listedAt'>): number | null => {
  const dues = followed(facts).map(({ due }) => due);
  return dues.length === 0 ? null : Math.max(facts.listedAt ?? 0, Math.min(...dues)) + WEEK;
};

/** When the next reminder is due, whichever that is. */
export const nextReminder = (facts: Pick<Facts, 'items' | 'listedAt'>): number | null => {
  const steps = followed(facts).flatMap((item) =>
    STEPS.filter((step) => !item.told.includes(step)).map((step) => stepAt(item, step)),
  );
  const list = listAt(facts);
  const all = [...steps, ...(list === null ? [] : [list])];
  return all.length === 0 ? null : Math.min(...all);
};

/** When the first of the items is due. */
export const firstDue = (facts: Pick<Facts, 'items'>): number | undefined => {
  const dues = followed(facts).map(({ due }) => due);
  return dues.length === 0 ? undefined : Math.min(...dues);
};

/** Of a new due day those steps count as told that are over already. */
export const toldBefore = (item: Pick<Item, 'from' | 'due'>, now: number): readonly number[] =>
  STEPS.filter((step) => stepAt(item, step) <= now);

export { followed };
