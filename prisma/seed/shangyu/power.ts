/**
 * Tracks, materials and tariffs of power applications. Totals of 3, 5, 15 and 38 working days and the days of
 * scheme, design review, inspections and meter at 10 kV are the defaults that Banjie ships; all other figures, such as those of the green
 * channel and what sets the tracks apart, are this sample's own.
 */
import type { Material, TrackRow } from '../../../workflows/power-application/track.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const farming = ['cooperative', 'farmingHousehold'];
const anyone = ['household', 'business', ...farming];
/** Spring irrigation 春灌. */
const spring = { from: '03-01', to: '05-31' };

/** In the order in which they are looked at. */
const tracks: Readonly<Record<string, Omit<TrackRow, 'position'>>> = {
  greenLow: {
    title: { en: 'Green channel, low voltage', zh: '春灌绿色通道（低压）' },
    when: { classes: farming, voltages: ['V220', 'V380'], sources: 1, kilowatts: { from: 1, to: 160 }, season: spring },
    green: true,
    acceptedBy: 'accountManager',
    survey: 'remote',
    days: { accept: 1, survey: 1, connect: 1 },
    total: 3,
  },
  greenHigh: {
    title: { en: 'Green channel, 10 kV', zh: '春灌绿色通道（10千伏）' },
    when: { classes: farming, voltages: ['KV10'], sources: 1, kilowatts: { from: 1, to: 2000 }, season: spring },
    green: true,
    acceptedBy: 'accountManager',
    survey: 'onSite',
    days: { accept: 1, survey: 1, scheme: 5, finalInspection: 2, connect: 2 },
    total: 10,
  },
  threeZero: {
    title: { en: 'Low voltage “three zero” household', zh: '居民低压“三零”' },
    when: { classes: ['household'], voltages: ['V220', 'V380'], sources: 1, kilowatts: { from: 1, to: 160 } },
    green: false,
    acceptedBy: 'windowClerk',
    survey: 'skipped',
    days: { accept: 1, connect: 2 },
    total: 3,
  },
  businessSmall: {
    title: { en: 'Low voltage business, nothing to build', zh: '低压非居民（无外线工程）' },
    when: { classes: ['business', ...farming], voltages: ['V220', 'V380'], sources: 1, kilowatts: { from: 1, to: 50 } },
    green: false,
    acceptedBy: 'windowClerk',
    survey: 'remote',
    days: { accept: 1, survey: 1, connect: 3 },
    total: 5,
  },
  businessLarge: {
    title: { en: 'Low voltage business, with works', zh: '低压非居民（有外线工程）' },
    when: { classes: ['business', ...farming], voltages: ['V380'], sources: 1, kilowatts: { from: 51, to: 160 } },
    green: false,
    acceptedBy: 'windowClerk',
    survey: 'onSite',
    days: { accept: 1, survey: 2, scheme: 5, finalInspection: 3, connect: 4 },
    total: 15,
  },
  highSingle: {
    title: { en: '10 kV, single source', zh: '10千伏单电源' },
    when: { classes: anyone, voltages: ['KV10'], sources: 1, kilowatts: { from: 1, to: 10_000 } },
    green: false,
    acceptedBy: 'windowClerk',
    survey: 'onSite',
    days: { accept: 1, survey: 2, scheme: 15, designReview: 10, midInspection: 5, finalInspection: 5, connect: 5 },
    total: 38,
  },
  highDouble: {
    title: { en: '10 kV, double source', zh: '10千伏双电源' },
    when: { classes: anyone, voltages: ['KV10'], sources: 2, kilowatts: { from: 1, to: 20_000 } },
    green: false,
    acceptedBy: 'windowClerk',
    survey: 'onSite',
    days: { accept: 1, survey: 2, scheme: 30, designReview: 10, midInspection: 5, finalInspection: 5, connect: 5 },
    total: 53,
  },
};

const identity: Material = { code: 'identity', title: { en: 'identity card', zh: '身份证' } };
const licence: Material = { code: 'licence', title: { en: 'business licence', zh: '营业执照' } };
const premises: Material = { code: 'premises', title: { en: 'proof of the premises', zh: '产权或用地证明' } };
const contract: Material = { code: 'landContract', title: { en: 'land transfer contract', zh: '土地流转合同' } };
const equipment: Material = { code: 'equipment', title: { en: 'list of equipment', zh: '用电设备清单' } };

const classes: readonly (readonly [string, string, string, readonly Material[]])[] = [
  ['household', 'Household', '居民', [identity, premises]],
  ['business', 'Business', '工商业', [licence, premises, equipment]],
  ['cooperative', 'Farming co-operative', '农民专业合作社', [licence, contract, equipment]],
  ['farmingHousehold', 'Large farming household', '种粮大户', [identity, contract, equipment]],
  // Bulk supply to other networks has no track here: it is negotiated.
  ['bulk', 'Bulk supply', '趸售', []],
];

const tariffs: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['residential', 'Residential', '居民生活用电', ['household']],
  ['agricultural', 'Agricultural production', '农业生产用电', farming],
  ['general', 'General industry and commerce', '一般工商业用电', ['business', ...farming]],
  ['large', 'Large industry', '大工业用电', ['business']],
];

const tableRows: readonly SeedTableRow[] = [
  ...Object.entries(tracks).map(([key, track], index) => ({
    table: 'powerTracks',
    key,
    value: { ...track, position: (index + 1) * 10 } satisfies TrackRow,
  })),
  ...classes.map(([key, en, zh, materials]) => ({ table: 'powerMaterials', key, value: { title: { en, zh }, materials } })),
  ...tariffs.map(([key, en, zh, of]) => ({ table: 'powerTariffs', key, value: { title: { en, zh }, classes: of } })),
];

/** What a utility begins with for power applications. */
export const power = { tables: tableRows };
