/** Parcels that miss the trunk lie in the cold store, and their temperature is read there and on the way. */
import { hold, measure } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { gramsOf, withChanged } from './parcels.ts';
import { cellHold } from './room.ts';
import { COURIER, DISPATCHER, notify, SENDER } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

type Temperatures = Facts['temperatures'];
type Range = { readonly warmest: number | null };

/** Tenths of a degree as people read them. */
const degrees = (tenths: number): string => (tenths / 10).toFixed(1);

/**
 * What a reading makes of the temperatures before it. It is an excursion when it has been above the range for longer than so many minutes, and
 * each is told of once.
 */
export const afterReading = (
  before: Temperatures,
  { temperature, at }: { readonly temperature: number; readonly at: number },
  { warmest }: Range,
  excursionMinutes: number,
): Temperatures & { readonly excursion: boolean } => {
  const counted = {
    ...before,
    readings: before.readings + 1,
    highest: Math.max(before.highest ?? temperature, temperature),
  };
  // One that comes late says nothing of how it is now.
  if (before.lastAt !== null && at < before.lastAt) return { ...counted, excursion: false };
  const latest = { ...counted, last: temperature, lastAt: at };
  if (warmest === null || temperature <= warmest) return { ...latest, warmSince: null, told: false, excursion: false };
  const warmSince = before.warmSince ?? at;
  const excursion = !before.told && at - warmSince > excursionMinutes * 60_000;
  return { ...latest, warmSince, excursion, excursions: before.excursions + (excursion ? 1 : 0), told: before.told || excursion };
};

/** Each reading is kept beside the facts, where only a summary stands. */
export const temperature = (at: number, value: number) => measure('temperature', [{ at, value }]);

export const inTheFuture = (at: number): Refusal =>
  refuse(
    'inTheFuture',
    `${moment(at)} is still to come; give the moment at which it was.`,
    `${moment(at)}尚未到，请填写实际时间。`,
  );

export const storing: RulesOf<'store' | 'read'> = {
  store: {
    title: { en: 'Put into the cold store', zh: '冷库暂存' },
    event: 'Stored',
    by: ['coldStoreKeeper'],
    from: ['collected', 'onTrunk'],
    to: ['stored', 'onTrunk'],
    guard: ({ current: { facts } }) =>
      facts.parcels.some(({ state }) => state === 'collected')
        ? undefined
        : refuse('nothingHere', 'All parcels are on their way; none is here to be stored.', '包裹均已发运，没有可入库的件。'),
    decide: ({ current: { state: before, facts }, now, input, reference: { cell, range } }) => {
      if (range.coldest !== null && input.temperature < range.coldest)
        return refuse(
          'tooCold',
          `${cell.title.en} has ${degrees(input.temperature)} °C; ${facts.product.title.en} needs at least ${degrees(range.coldest)} °C. Choose a warmer cell.`,
          `${cell.title.zh}为${degrees(input.temperature)} °C，${facts.product.title.zh}须不低于${degrees(range.coldest)} °C，请另选库位。`,
        );
      if (range.warmest !== null && input.temperature > range.warmest)
        return refuse(
          'tooWarm',
          `${cell.title.en} has ${degrees(input.temperature)} °C; ${facts.product.title.en} needs at most ${degrees(range.warmest)} °C. Choose a colder cell.`,
          `${cell.title.zh}为${degrees(input.temperature)} °C，${facts.product.title.zh}须不高于${degrees(range.warmest)} °C，请另选库位。`,
        );
      const here = facts.parcels.filter(({ state }) => state === 'collected');
      return {
        // The others of a pickup may be on their way.
        state: before === 'onTrunk' ? ('onTrunk' as const) : ('stored' as const),
        facts: {
          parcels: withChanged(
            facts,
            ({ state }) => state === 'collected',
            () => ({ state: 'stored' }),
          ),
          cold: { store: cell.store, cell: cell.id, temperature: input.temperature, since: now, until: null },
        },
        effects: [hold(cellHold(cell, gramsOf(here))), temperature(now, input.temperature)],
        notify: [notify(SENDER, 'stored', { ...both('cell', cell.title), degrees: degrees(input.temperature) })],
      };
    },
  },
  read: {
    title: { en: 'Note a temperature', zh: '记录温度' },
    event: 'TemperatureRead',
    by: ['coldStoreKeeper', 'carrier'],
    from: ['stored', 'onTrunk'],
    decide: ({ current: { state, facts }, now, input, reference: { range }, limits }) => {
      const at = Date.parse(input.at);
      if (at > now + 60_000) return inTheFuture(at);
      const since = (state === 'stored' ? facts.cold?.since : facts.collected?.at) ?? at;
      if (at < since - 60_000)
        return refuse(
          'beforeItWasHere',
          `These parcels are here since ${moment(since)}; give a reading from then on.`,
          `本单包裹自${moment(since)}起在此，请填写此后的读数。`,
        );
      const { excursion, ...temperatures } = afterReading(
        facts.temperatures,
        { temperature: input.temperature, at },
        range,
        limits.excursionMinutes,
      );
      const words = { degrees: degrees(input.temperature), since: moment(temperatures.warmSince ?? at) };
      return {
        facts: { temperatures },
        effects: [temperature(at, input.temperature)],
        notify: excursion
          ? [SENDER, DISPATCHER, COURIER, { role: 'coldStoreKeeper' }].map((to) => notify(to, 'excursion', words))
          : [],
      };
    },
  },
};
