/** Tongyu's three levels of training 区级小哥学院、镇街党校、社区党群夜校: the academy with rows of its own. Invented. */
import type { CreditRequirement } from '../../../activities/credits/tables.ts';
import type { FormatRow, TopicRow } from '../../../activities/training-course/tables.ts';
import type { CreditRule } from '../../../workflows/credits/accrual.ts';
import type { SeedPerson, SeedTableRow } from '../tenant-data.ts';

const name = (en: string, zh: string) => ({ title: { en, zh } });

/** Each level takes those who have finished the one below it on the same topic. */
const courseFormats: Readonly<Record<string, FormatRow>> = {
  nightSchool: { ...name('Community night school', '社区党群夜校'), attendance: 'roll', percent: 100 },
  townSchool: { ...name('Town school', '镇街党校'), attendance: 'code', percent: 100, requires: ['nightSchool'] },
  districtAcademy: { ...name('District academy', '区级小哥学院'), attendance: 'code', percent: 80, requires: ['townSchool'] },
};

const courseTopics: Readonly<Record<string, TopicRow>> = {
  eCommerce: name('E-commerce', '电子商务'),
  liveHosting: { ...name('Live hosting', '直播带货'), qualifies: { kind: 'liveHost', formats: ['districtAcademy'], months: 24 } },
  packing: name('Packing', '包装技术'),
  roadSafety: { ...name('Road safety', '交通安全'), qualifies: { kind: 'dawnPickup', formats: ['townSchool'], months: 12 } },
  reporting: {
    ...name('Reporting what one sees', '随手拍与网格上报'),
    qualifies: { kind: 'courierPact', formats: ['townSchool'], months: 24 },
  },
  labourRights: name('Labour rights', '劳动权益'),
};

const group = (en: string, zh: string, more: Partial<CreditRequirement>): CreditRequirement => ({
  ...name(en, zh),
  credits: 8,
  unitKinds: [],
  roles: ['trainee'],
  byMonths: true,
  ...more,
});

/** Couriers and growers mostly have no unit; villages have one. */
const creditRequirements: Readonly<Record<string, CreditRequirement>> = {
  couriers: group('Couriers', '快递小哥', { heldRoles: ['courier'], units: ['couriers'] }),
  youngHosts: group('Young hosts', '青年主播', { heldRoles: ['liveHost'], units: ['team-hosts'] }),
  growers: group('Growers', '种植户', { heldRoles: ['grower'], unitKinds: ['coop'] }),
  villages: group('Villages', '村社', { unitKinds: ['community', 'station'] }),
};

const creditRule = (en: string, zh: string, amount: number): CreditRule => ({
  ...name(en, zh),
  amount,
  mostPerYear: 40,
  validYears: 2,
  alsoWith: [],
});

const creditRules: Readonly<Record<string, CreditRule>> = {
  course: creditRule('Course', '培训课程', 2),
  lecturing: creditRule('Course taught', '授课', 4),
};

const rowsOf = (table: string, rows: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(rows).map(([key, value]) => ({ table, key, value }));

const person = (id: string, called: string, role: string, unit?: string): SeedPerson => ({
  id,
  name: called,
  email: `${id}@example.org`,
  roles: [{ role }],
  ...(unit === undefined ? {} : { unit }),
});

/** Of the street's people, those who learn. */
const trainees: ReadonlySet<string> = new Set([
  ...['tu-gang', 'ke-min', 'xie-lei', 'zang-yu', 'bao-jie'],
  ...['mou-xiulan', 'cai-junming', 'jin-bo'],
  ...['song-jiayi', 'tao-ran', 'lu-xi'],
  ...['su-ping', 'qin-yong', 'du-fang'],
]);

export const academy = {
  /** The street's people with their places in the school, and those who run it. */
  with: (people: readonly SeedPerson[]): readonly SeedPerson[] => [
    ...people.map((one) => (trainees.has(one.id) ? { ...one, roles: [...one.roles, { role: 'trainee' }] } : one)),
    person('gong-hui', '龚慧', 'academyAdmin', 'tongyu'),
    person('tian-ye', '田野', 'lecturer', 'team-hosts'),
    person('shu-wen', '舒文', 'lecturer', 'team-legal'),
  ],
  tables: [
    ...rowsOf('creditRules', creditRules),
    ...rowsOf('creditRequirements', creditRequirements),
    ...rowsOf('courseTopics', courseTopics),
    ...rowsOf('courseFormats', courseFormats),
    ...rowsOf('qualificationKinds', { dawnPickup: name('Pickup before dawn', '凌晨揽收') }),
  ],
};
