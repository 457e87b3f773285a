/** The rows by which an application finds its track: in their order, the first that fits wins and says why. Pure. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Season, Track, TrackRow, Voltage } from '../../workflows/power-application/track.ts';

/** What the rows look at; `day` is the tenant's day of filing (YYYY-MM-DD), the capacity is in kW. */
export type Matter = {
  readonly customerClass: string;
  readonly classTitle: Title;
  readonly voltage: Voltage;
  readonly sources: 1 | 2;
  readonly kilowatts: number;
  readonly day: string;
};

/** The track with the sentence that the customer reads, or why no row fits and what would. */
export const chooseTrack = (
  rows: ReadonlyMap<string, TrackRow>,
  matter: Matter,
): { readonly chosen: Track } | { readonly none: Title } => {
  const ordered = [...rows].toSorted(([a, one], [b, other]) => one.position - other.position || a.localeCompare(b));
  const found = ordered.find(([, row]) => misfits(row, matter).length === 0);
  if (found) return { chosen: { ...found[1], code: found[0], why: whyOf(found[1], matter) } };
  return { none: whyNone(ordered, matter) };
};

/** In what a row doesn't fit. */
const misfits = ({ when }: TrackRow, matter: Matter): readonly Title[] => [
  ...(when.classes.includes(matter.customerClass) ? [] : [{ en: 'another class', zh: '客户类别不符' }]),
  ...(when.voltages.includes(matter.voltage)
    ? []
    : [{ en: `only ${when.voltages.map(volts).join(' or ')}`, zh: `仅限${when.voltages.map(volts).join('、')}` }]),
  ...(when.sources === matter.sources
    ? []
    : [{ en: `only ${when.sources} ${when.sources === 1 ? 'source' : 'sources'}`, zh: `仅限${when.sources}路电源` }]),
  ...(matter.kilowatts >= when.kilowatts.from && matter.kilowatts <= when.kilowatts.to
    ? []
    : [{ en: `only ${rangeOf(when)} kW`, zh: `仅限${rangeOf(when)}千瓦` }]),
  ...(when.season && !isInSeason(matter.day, when.season)
    ? [{ en: `only from ${when.season.from} to ${when.season.to}`, zh: `仅限${when.season.from}至${when.season.to}` }]
    : []),
];

/** A season that ends earlier in the year than it begins goes over the new year. */
const isInSeason = (day: string, { from, to }: Season): boolean => {
  const at = day.slice(5);
  return from <= to ? at >= from && at <= to : at >= from || at <= to;
};

const whyOf = ({ title, when }: TrackRow, { classTitle, voltage, sources, kilowatts }: Matter): Title => {
  const season = when.season
    ? { en: `, season ${when.season.from} to ${when.season.to}`, zh: `，季节${when.season.from}至${when.season.to}` }
    : { en: '', zh: '' };
  return {
    en: `${title.en} (class “${classTitle.en}”, ${volts(voltage)}, ${sources} ${sources === 1 ? 'source' : 'sources'}, ${kilowatts} kW of ${rangeOf(when)}${season.en}).`,
    zh: `${title.zh}（类别“${classTitle.zh}”，${volts(voltage)}，${sources}路电源，容量${kilowatts}千瓦（${rangeOf(when)}）${season.zh}）。`,
  };
};

const whyNone = (ordered: readonly (readonly [string, TrackRow])[], matter: Matter): Title => {
  const ofClass = ordered.filter(([, { when }]) => when.classes.includes(matter.customerClass));
  if (ofClass.length === 0) {
    return {
      en: `There is no track for the customer class “${matter.classTitle.en}”. Choose a class from the table of tracks, or ask the service hall which is yours.`,
      zh: `客户类别“${matter.classTitle.zh}”没有对应的办理通道，请按通道表选择客户类别，或咨询营业厅。`,
    };
  }
  const tracks = ofClass.map(([, row]) => {
    const reasons = misfits(row, matter);
    return {
      en: `“${row.title.en}” takes ${reasons.map(({ en }) => en).join(' and ')}`,
      zh: `“${row.title.zh}”${reasons.map(({ zh }) => zh).join('且')}`,
    };
  });
  return {
    en: `No track fits: ${tracks.map(({ en }) => en).join('; ')}. Apply within one of these, or ask the service hall.`,
    zh: `没有符合条件的办理通道：${tracks.map(({ zh }) => zh).join('；')}。请在其中一项范围内申请，或咨询营业厅。`,
  };
};

const rangeOf = ({ kilowatts: { from, to } }: TrackRow['when']): string => `${from}–${to}`;

const names: { readonly [V in Voltage]: string } = { V220: '220 V', V380: '380 V', KV10: '10 kV', KV35: '35 kV' };
const volts = (voltage: Voltage): string => names[voltage];
