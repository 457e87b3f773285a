/** Who guides growers, on what and by which products. All of it is invented; the numbers are the sample's own. */

import type { CropRow, ExpertRow, InputRow, PlotRow, SymptomRow } from '../../../activities/field-guidance/tables.ts';
import type { FormatRow, TopicRow } from '../../../activities/training-course/tables.ts';
import type { Duty } from '../../../workflows/desk-question/roster.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const crop = (en: string, zh: string, ...specialities: readonly string[]): CropRow => ({ title: { en, zh }, specialities });

const crops: Readonly<Record<string, CropRow>> = {
  loquat: crop('Loquat', '枇杷', 'loquat'),
  citrus: crop('Mandarin', '柑橘', 'citrus'),
  melon: crop('Watermelon', '西瓜', 'melon'),
  bayberry: crop('Bayberry', '杨梅', 'loquat', 'grafting'),
  grape: crop('Grape', '葡萄', 'disease'),
  strawberry: crop('Strawberry', '草莓', 'disease', 'soil'),
  peach: crop('Peach', '桃', 'grafting'),
  pear: crop('Pear', '梨', 'grafting'),
  rice: crop('Rice', '水稻', 'pests', 'soil'),
  vegetables: crop('Vegetables', '蔬菜', 'soil', 'pests'),
};

const expert = (
  load: number,
  specialities: readonly string[],
  lat: number,
  lon: number,
  ...stake: readonly string[]
): ExpertRow => ({
  load,
  specialities,
  place: { lat, lon },
  ...(stake.length > 0 ? { stake } : {}),
});

const experts: Readonly<Record<string, ExpertRow>> = {
  'su-lin': expert(3, ['loquat'], 28.5782, 121.3189),
  'tang-he': expert(3, ['disease'], 28.5732, 121.3309),
  'fei-min': expert(2, ['soil'], 28.5862, 121.3399),
  'qiu-an': expert(3, ['citrus'], 28.6012, 121.3489),
  'lou-yi': expert(2, ['melon'], 28.5622, 121.3079),
  'ge-pu': expert(2, ['coldChain'], 28.5712, 121.3239),
  'mao-jian': expert(2, ['grafting', 'disease'], 28.5772, 121.3199, 'seedNursery'),
  'he-qing': expert(3, ['pests'], 28.5812, 121.3169),
  'wen-da': expert(1, ['bees'], 28.5912, 121.3089),
  'yao-ke': expert(2, ['brand'], 28.5662, 121.3389),
};

const symptom = (
  en: string,
  zh: string,
  specialities: readonly string[],
  { remote = false, urgent = false, handOver = false }: Partial<Pick<SymptomRow, 'remote' | 'urgent' | 'handOver'>> = {},
): SymptomRow => ({ title: { en, zh }, remote, urgent, handOver, department: 'farm-office', specialities });

const symptoms: Readonly<Record<string, SymptomRow>> = {
  leafSpot: symptom('Leaf spot', '叶斑病', ['disease']),
  anthracnose: symptom('Anthracnose', '炭疽病', ['disease']),
  fruitCrack: symptom('Cracked fruit', '裂果', ['loquat', 'soil'], { remote: true }),
  fruitDrop: symptom('Fruit drop', '落果', ['loquat'], { remote: true }),
  sunburn: symptom('Sunburn', '日灼', ['loquat'], { remote: true }),
  rootRot: symptom('Root rot', '根腐病', ['disease', 'soil']),
  scale: symptom('Scale insects', '介壳虫', ['pests']),
  aphids: symptom('Aphids', '蚜虫', ['pests'], { remote: true }),
  frost: symptom('Frost', '冻害', ['loquat', 'citrus'], { urgent: true }),
  chlorosis: symptom('Chlorosis', '黄化', ['soil'], { remote: true }),
  // What isn't for an expert to try out.
  citrusGreening: symptom('Citrus greening', '黄龙病', ['disease'], { urgent: true, handOver: true }),
  poisoning: symptom('Poisoning by a product', '药害中毒', ['pests'], { urgent: true, handOver: true }),
};

const product = (
  en: string,
  zh: string,
  number: number,
  crops_: readonly string[],
  dose: string,
  safetyDays: number,
  supplier?: string,
): InputRow => ({
  title: { en, zh },
  number: `SAMPLE-${String(number).padStart(4, '0')}`,
  crops: crops_,
  dose,
  safetyDays,
  ...(supplier === undefined ? {} : { supplier }),
});

const registeredInputs: Readonly<Record<string, InputRow>> = {
  leafGuard: product('Leaf Guard', '叶护', 1, ['loquat', 'citrus', 'grape'], '800倍液', 7),
  spotAway: product('Spot Away', '斑清', 2, ['loquat', 'strawberry'], '1000倍液', 14, 'seedNursery'),
  copperMix: product('Copper mixture', '铜制剂', 3, ['loquat', 'citrus', 'bayberry', 'peach', 'pear'], '600倍液', 20),
  scaleOil: product('Scale oil', '矿物油', 4, ['citrus', 'loquat', 'pear'], '200倍液', 10),
  aphidSoap: product('Aphid soap', '皂液', 5, ['vegetables', 'strawberry', 'peach', 'citrus'], '300倍液', 1),
  rootHelp: product('Root help', '根壮', 6, ['melon', 'strawberry', 'loquat'], '500倍液灌根', 0),
  limeSulphur: product('Lime sulphur', '石硫合剂', 7, ['loquat', 'pear', 'peach', 'grape'], '5波美度', 15),
  ironChelate: product('Iron chelate', '螯合铁', 8, ['citrus', 'peach', 'grape', 'vegetables'], '2000倍液', 0),
  boronLeaf: product('Boron for leaves', '叶面硼', 9, ['loquat', 'bayberry', 'melon'], '1500倍液', 0),
  stemBorer: product('Borer bait', '螟诱', 10, ['rice'], '每亩3枚', 0),
};

const plot = (grower: string, lat: number, lon: number, mu: number, village: string): PlotRow => ({
  grower,
  place: { lat, lon },
  mu,
  village,
});

const plots: Readonly<Record<string, PlotRow>> = {
  P01: plot('mou-xiulan', 28.58, 121.32, 1.2, 'xiaotong'),
  P02: plot('ruan-fugen', 28.5804, 121.3214, 0.8, 'xiaotong'),
  P03: plot('guan-dexing', 28.5813, 121.3229, 2, 'xiaotong'),
  P04: plot('lin-yuzhen', 28.5824, 121.3222, 1.5, 'xiaotong'),
  P05: plot('cai-junming', 28.5847, 121.3257, 6, 'puze'),
  P06: plot('luo-min', 28.5853, 121.3269, 4.5, 'puze'),
  P07: plot('ying-hong', 28.61, 121.39, 8, 'liuhu'),
  P08: plot('pan-liang', 28.6112, 121.3921, 5, 'liuhu'),
  P09: plot('jin-bo', 28.54, 121.31, 12, 'minxi'),
  P10: plot('shen-qi', 28.5412, 121.3118, 9, 'minxi'),
};

/** Those of the technicians who are at the desk, and may be asked from afar. */
const deskRoster: Readonly<Record<string, Duty>> = {
  week: { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', people: ['tang-he', 'he-qing'] },
};

const deskSites = {
  coop: { title: { en: 'Co-operatives', zh: '专业合作社' } },
  station: { title: { en: 'Stations', zh: '服务站' } },
};

/** Lessons that experts give in the orchard, as courses of the academy. */
const courseFormats: Readonly<Record<string, FormatRow>> = {
  field: { title: { en: 'Lesson in the field', zh: '田间课堂' }, attendance: 'roll', percent: 100 },
};
const courseTopics: Readonly<Record<string, TopicRow>> = {
  orchardCare: { title: { en: 'Care of orchards', zh: '果园管理' } },
};

const rows = (table: string, values: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(values).map(([key, value]) => ({ table, key, value }));

export const fieldGuidanceTables: readonly SeedTableRow[] = [
  ...rows('crops', crops),
  ...rows('experts', experts),
  ...rows('symptoms', symptoms),
  ...rows('registeredInputs', registeredInputs),
  ...rows('plots', plots),
  ...rows('deskRoster', deskRoster),
  ...rows('deskSites', deskSites),
  ...rows('courseFormats', courseFormats),
  ...rows('courseTopics', courseTopics),
];
