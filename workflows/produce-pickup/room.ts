/** What pickups compete for: a slot, a courier's load, a cell of the cold store, a run of the trunk. Each by pieces or by grams. */
import type { Hold } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Capacity, Cell, Named, Run, Slot } from './vocabulary.ts';

type Load = { readonly parcels: number; readonly grams: number };

export const slotKeys = (slot: string, day: string) => ({ parcels: `slot:${slot}:${day}`, grams: `slot:${slot}:${day}:g` });

/** The slot has no room for so much. */
export const slotFull = (slot: Pick<Slot, 'title' | 'parcelsLeft' | 'gramsLeft'>, next: Slot | null): Refusal =>
  refuse(
    'slotFull',
    `${slot.title.en} is full. ${next ? `The next free slot is ${next.title.en}, ${moment(next.from)}; book that one.` : 'No slot of the next days is free; bring the parcels to the station.'}`,
    `${slot.title.zh}已约满。${next ? `最近可约时段为${next.title.zh}（${moment(next.from)}），请改约。` : '近日时段均已约满，请送至服务站。'}`,
  );

export const slotHolds = (slot: Slot, { parcels, grams }: Load, next: Slot | null): readonly Hold[] => {
  const keys = slotKeys(slot.id, slot.day);
  const full = slotFull(slot, next);
  const title = slot.title;
  return [
    { resource: keys.parcels, title, shared: true, amount: parcels, most: slot.parcels, full },
    { resource: keys.grams, title, shared: true, amount: grams, most: slot.grams, full },
  ];
};

export const courierKeys = (courier: string, { slot, day }: { readonly slot: Pick<Named, 'id'>; readonly day: string }) => ({
  parcels: `courier:${courier}:${slot.id}:${day}`,
  grams: `courier:${courier}:${slot.id}:${day}:g`,
});

export const courierHolds = (
  courier: { readonly id: string; readonly name: string },
  of: { readonly slot: Named; readonly day: string },
  { parcels, grams }: Load,
  capacity: Pick<Capacity, 'parcels' | 'grams'>,
): readonly Hold[] => {
  const keys = courierKeys(courier.id, of);
  const title = { en: `${courier.name}, ${of.slot.title.en}`, zh: `${courier.name}（${of.slot.title.zh}）` };
  const full = refuse(
    'full',
    `${courier.name} has no room left in ${of.slot.title.en}. Another courier takes it.`,
    `${courier.name}在${of.slot.title.zh}的运力已满，请由其他骑手承接。`,
  );
  return [
    { resource: keys.parcels, title, shared: true, amount: parcels, most: capacity.parcels, full },
    { resource: keys.grams, title, shared: true, amount: grams, most: capacity.grams, full },
  ];
};

export const cellHold = ({ id, title, grams: most }: Cell, grams: number): Hold => ({
  resource: `cold:${id}`,
  title,
  shared: true,
  amount: grams,
  most,
  full: refuse(
    'coldFull',
    `${title.en} has no room for ${grams} g. Choose another cell, or hand the parcels to the trunk.`,
    `${title.zh}余量不足${grams}克，请另选库位或直接交干线。`,
  ),
});

export const runHold = ({ id, day, title, grams: most }: Run, grams: number): Hold => ({
  resource: `run:${id}:${day}`,
  title,
  shared: true,
  amount: grams,
  most,
  full: refuse(
    'runFull',
    `${title.en} has no room for ${grams} g. Choose a later run, or hand fewer parcels to this one.`,
    `${title.zh}余量不足${grams}克，请改交后续班次或减少件数。`,
  ),
});
