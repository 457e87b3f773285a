import type { CreditRequirement } from '../../../activities/credits/tables.ts';
import type { CreditRule } from '../../../workflows/credits/accrual.ts';
import type { Duty } from '../../../workflows/desk-question/roster.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const rule = (
  en: string,
  zh: string,
  amount: number,
  mostPerYear: number,
  validYears: number,
  ...alsoWith: string[]
): CreditRule => ({ title: { en, zh }, amount, mostPerYear, validYears, alsoWith });

const creditRules: Readonly<Record<string, CreditRule>> = {
  session: rule('Mentoring session', '师徒带教', 2, 40, 2),
  course: rule('Course', '培训课程', 4, 60, 2),
  assessment: rule('Dual assessment', '双考核', 10, 30, 3),
  mentoring: rule('Mentor pairing completed', '师徒结对期满', 20, 40, 3),
  deskAnswer: rule('Answer at the desk', '线上答疑', 1, 50, 1),
  siteVisit: rule('Visit of a village site', '村社走访', 2, 30, 1),
  // For whoever comes to learn at all, a little on top of each course and each session.
  diligence: rule('Diligence', '勤学', 1, 10, 1, 'session', 'course'),
};

const requirement = (en: string, zh: string, credits: number, ...unitKinds: string[]): CreditRequirement => ({
  title: { en, zh },
  credits,
  unitKinds,
});

const creditRequirements: Readonly<Record<string, CreditRequirement>> = {
  agencies: requirement('Handling agencies', '经办机构', 40, 'agency', 'desk'),
  villages: requirement('Townships and villages', '镇街村社', 20, 'township', 'villageSite'),
  institutions: requirement('Medical institutions and banks', '医银机构', 15, 'institution', 'bank'),
  enterprises: requirement('Enterprises', '企业', 8, 'enterprise'),
  parks: requirement('Parks', '园区', 8, 'park'),
};

/** Two take turns at being asked first, morning and afternoon; a third helps out. */
const deskRoster: Readonly<Record<string, Duty>> = {
  morning: {
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    from: '00:00',
    to: '12:30',
    people: ['desk-officer-01', 'desk-officer-02', 'desk-officer-03'],
  },
  afternoon: {
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    from: '12:30',
    to: '24:00',
    people: ['desk-officer-02', 'desk-officer-01', 'desk-officer-03'],
  },
};

const site = (en: string, zh: string) => ({ title: { en, zh } });

const deskSites = {
  villageSite: site('Village sites', '村社服务点'),
  township: site('Townships', '镇街'),
  institution: site('Medical institutions', '定点医疗机构'),
  bank: site('Banks', '合作银行'),
  park: site('Parks', '产业园区'),
};

const rowsOf = (table: string, rows: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(rows).map(([key, value]) => ({ table, key, value }));

export const tables: readonly SeedTableRow[] = [
  ...rowsOf('creditRules', creditRules),
  ...rowsOf('creditRequirements', creditRequirements),
  ...rowsOf('deskRoster', deskRoster),
  ...rowsOf('deskSites', deskSites),
];
