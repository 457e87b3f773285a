/** The couriers’ pact of Tongyu: its text, its levels, and who has passed the lesson. Invented. */
import type { PactLevel, PactText } from '../../../activities/courier-pact/tables.ts';
import type { SeedQualification, SeedTableRow } from '../tenant-data.ts';

const text: PactText = {
  title: { en: 'Couriers’ pact', zh: '契约小哥共建契约' },
  version: 1,
  text: {
    en: 'I ride safely, report what I see, and report nothing that isn’t so.',
    zh: '安全骑行，随手上报，如实上报。',
  },
  unit: 'couriers',
};

const level = (en: string, zh: string, from: number): PactLevel => ({ title: { en, zh }, from });
const levels: Readonly<Record<string, PactLevel>> = {
  bronze: level('Bronze', '铜星', 1),
  silver: level('Silver', '银星', 10),
  gold: level('Gold', '金星', 50),
};

export const courierPactRows: readonly SeedTableRow[] = [
  { table: 'pactTexts', key: 'pact', value: text },
  ...Object.entries(levels).map(([key, value]) => ({ table: 'pactLevels', key, value })),
  { table: 'qualificationKinds', key: 'courierPact', value: { title: { en: 'Couriers’ pact', zh: '契约小哥课程' } } },
];

/** The fifth courier hasn’t had the lesson yet. */
export const pactLessons: readonly SeedQualification[] = ['tu-gang', 'ke-min', 'xie-lei', 'zang-yu'].map((person) => ({
  person,
  kind: 'courierPact',
  from: '2026-01-01',
}));
