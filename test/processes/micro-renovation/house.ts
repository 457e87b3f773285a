/** A unit of fourteen homes as the sample has it, played on the rules alone from the survey to the end of the defects. */
import { clock, type Played, person, play } from '../../../testing/play.ts';
import { registerOf } from '../../../workflows/kernel/ballot-register.ts';
import { type Actor, isRefusal } from '../../../workflows/kernel/process.ts';
import type { Facts, Home, Work } from '../../../workflows/micro-renovation/facts.ts';
import { microRenovation } from '../../../workflows/micro-renovation/rules.ts';

export const lead = person('lead', 'renovationLead');
export const surveyor = person('xing', 'surveyor');
export const clerk = person('hao', 'surveyor');
export const heritage = person('gu', 'heritageReviewer');
export const fire = person('dou', 'fireReviewer');
export const utilities = person('mo', 'utilityReviewer');
export const auditor = person('pu', 'auditorOfWorks');
export const supervisor = person('jian', 'siteSupervisor');
export const cashier = person('bian', 'cashier');
export const leader = person('jiang', 'leader');
export const FIRM = '91339901MA9X00417K';
export const contractor: Actor = { ...person('cen', 'contractor'), actsFor: [{ subject: `firm:${FIRM}` }] };
/** Who acts for a household. */
export const of = (household: string): Actor => ({
  ...person(`of-${household}`, 'householder'),
  actsFor: [{ subject: `household:${household}` }],
});
export const notice: Actor = { id: 'case:PN-1', name: 'PN-1', grants: [{ role: 'case' }] };

const AREAS: readonly (readonly [owner: string, area: number])[] = [
  ['a', 4_120],
  ['b', 5_230],
  ['c', 3_875],
  ['d', 6_010],
  ['e', 4_400],
  ['e', 4_400],
  ['e', 5_125],
  ['f', 3_990],
  ['office', 4_860],
  ['office', 4_725],
  ['office', 4_280],
  ['office', 5_050],
  ['g', 4_185],
  ['h', 4_000],
];
export const homes: readonly Home[] = AREAS.map(([owner, area], n) => ({
  ...{ door: `6-${n + 1}`, tenure: owner === 'office' ? ('publicHousing' as const) : ('private' as const), area, floor: 1 },
  ...{ owners: [{ household: owner, name: owner }], representative: null, disputed: owner === 'g', absent: false },
  user: owner === 'office' ? { household: `t${n + 1}`, name: `t${n + 1}` } : null,
}));

const title = { en: 'Work', zh: '工程' };
type Wanted = Omit<Work, 'no' | 'fen'>;
export const work = (more: Partial<Wanted>): Wanted => ({
  ...{ code: 'roofTile', title, lot: 'roof', where: 'common', door: null, quantity: 10_000, unitFen: 38_000, kind: 'repair' },
  ...{ rate: 'common', warrantyMonths: 60, ...more },
});
/** A roof for 380,000.00 yuan, drains and cables and slabs for the lane, and a window each in two homes. */
export const WORKS: readonly Wanted[] = [
  work({}),
  work({ code: 'drain', lot: 'drains', where: 'public', quantity: 1_000, unitFen: 64_000, rate: 'public', warrantyMonths: 24 }),
  work({
    code: 'cableDuct',
    lot: 'cables',
    where: 'public',
    quantity: 1_000,
    unitFen: 51_000,
    rate: 'public',
    warrantyMonths: 24,
  }),
  work({ code: 'laneSlab', lot: 'lane', where: 'public', quantity: 1_000, unitFen: 42_000, rate: 'public', warrantyMonths: 24 }),
  work({
    code: 'window',
    lot: 'inside',
    where: 'private',
    door: '6-1',
    quantity: 100,
    unitFen: 145_000,
    rate: 'private',
    warrantyMonths: 24,
  }),
  work({
    code: 'window',
    lot: 'inside',
    where: 'private',
    door: '6-14',
    quantity: 200,
    unitFen: 145_000,
    rate: 'private',
    warrantyMonths: 24,
  }),
];
export const RATES: NonNullable<Facts['shares']>['rates'] = [
  { rate: 'common', perMille: 700 },
  { rate: 'private', perMille: 500, mostPerSquareMetre: 80_000, mostPerPlace: 30_000_000 },
  { rate: 'hardship', perMille: 300 },
];
export const ORDER = { cables: ['drains'], lane: ['drains', 'cables'], inside: ['roof'] };
export const DAY = 86_400_000;
const ORDINARY = {
  gate: { persons: { of: 2, in: 3 }, weight: { of: 2, in: 3 } },
  yes: { persons: { of: 1, in: 2, more: true }, weight: { of: 1, in: 2, more: true } },
};

export type House = Played<Facts>;

export const begun = (listed = false): House =>
  play<Facts>(microRenovation, {
    actor: lead,
    input: { project: 'xueshifang', unit: 'xueshifang-6' },
    reference: {
      project: { id: 'xueshifang', title: { en: 'Xueshifang', zh: '学士坊' } },
      unit: { id: 'xueshifang-6', title: { en: 'Unit 6', zh: '6单元' }, turn: 6, listed },
      ...{ office: null, homes, care: [] },
    },
  });
export const visit = (door: string) => ({ door, wishes: 'a dry roof', condition: 'leaks', photos: [] });
export const surveyed = (listed = false): House => {
  const house = begun(listed);
  for (const { door } of homes) house.does(surveyor, 'survey', visit(door));
  return house;
};
export const plan = (works: readonly Wanted[] = WORKS) => ({ works });
export const reviewed = (listed = false, works = WORKS): House => {
  const house = surveyed(listed).does(lead, 'draft', {}, plan(works));
  const answer = { approves: true, followsGuide: listed ? true : undefined, words: 'Good.' };
  return house
    .does(heritage, 'review', { body: 'heritage', ...answer })
    .does(fire, 'review', { body: 'fire', ...answer })
    .does(utilities, 'review', { body: 'utilities', ...answer });
};
export const ended = (of: string, version: number, count: number, how: 'passed' | 'struck' = 'passed') => {
  const keys = Array.from({ length: count }, (_, n) => `${of}${version}/${n + 1}`);
  return {
    ...{ notice: 'PN-1', end: how === 'passed' ? 'passed' : 'partlyPassed', corrected: [] },
    ...{ passed: how === 'passed' ? keys : keys.slice(1), struck: how === 'struck' ? keys.slice(0, 1) : [] },
  };
};
export const heardOut = (listed = false, works = WORKS): House =>
  reviewed(listed, works)
    .does(lead, 'publish', { boards: [] })
    .does(lead, 'noteAssembly', { minutes: 'They talked.', photos: [] })
    .does(notice, 'noticeEnded', ended('P', 1, works.length));

const registered = () => {
  const register = registerOf(
    homes.map(({ door, area, owners, disputed }) => ({
      ...{ part: door, weight: area, disputed },
      owners: owners.map(({ household }) => ({ owner: household, speakers: [`household:${household}`] })),
    })),
  );
  if (isRefusal(register)) throw new Error(register.en);
  return register;
};
export const ballotOf = (house: House, more: object = {}) => ({
  ...{ today: '2026-03-20', earliest: '2026-03-18', from: '2026-03-20', to: '2026-04-10' },
  ...{ opensAt: house.now(), closesAt: house.now() + 21 * DAY, register: registered(), registerHash: 'h', hearOnly: false },
  ...{ matters: [{ key: 'plan', title, rule: ORDINARY }], ...more },
});
export const voting = (listed = false, works = WORKS): House => {
  const house = heardOut(listed, works);
  return house.does(lead, 'openVote', { matters: ['plan'], by: 'area' }, ballotOf(house));
};
export const says = (choice: 'yes' | 'no' | 'abstain', matter = 'plan') => [{ matter, choice }];
const YES: readonly (readonly [string, string])[] = [
  ['a', '6-1'],
  ['b', '6-2'],
  ['d', '6-4'],
  ['e', '6-5'],
  ['office', '6-9'],
  ['h', '6-14'],
];
export const closing = (house: House) => ({ extendedTo: house.now() + 10 * DAY });
export const agreed = (listed = false, works = WORKS): House => {
  const house = voting(listed, works);
  for (const [household, door] of YES) house.does(of(household), 'vote', { door, choices: says('yes') });
  return house.does(clock('vote'), 'closeVote', {}, closing(house));
};
/** One of two signs for the works inside, and the shares have been public. */
export const shared = (works = WORKS): House => {
  const house = agreed(false, works)
    .does(of('a'), 'signPrivate', { door: '6-1', signs: true, photos: [] })
    .does(of('h'), 'signPrivate', { door: '6-14', signs: false, photos: [] })
    .does(lead, 'share', {}, { rates: RATES })
    .does(auditor, 'checkShares', { agrees: true, boards: [] });
  const keys = homes.map(({ door }) => `S1/${door}`);
  return house.does(notice, 'noticeEnded', { notice: 'PN-2', end: 'passed', passed: keys, struck: [], corrected: [] });
};
export const money = (free = 1_000_000_000) => ({
  ...{ item: 'renovation', year: 2026 },
  budget: {
    ...{ caseId: 'BY-1', item: 'renovation', year: 2026, state: 'open', allocated: free, free, committed: 0, payable: 0 },
    ...{ inTransit: 0, spent: 0, recovered: 0, overpaid: 0 },
  },
});
export const payAll = (house: House): House => {
  for (const { door, fen, relief, paid } of house.current().facts.dues)
    if (fen - relief - paid > 0) house.does(cashier, 'payDues', { door, fen: fen - relief - paid, receipt: 'R' });
  return house;
};
export const firm = { firm: { uscc: FIRM, name: 'Old and New' } };
export const PERMITS = [{ kind: 'road', number: 'R-1' }];
export const contractNow = (house: House, more: object = {}) =>
  [
    { number: 'C-1', until: '2027-01-31', permits: PERMITS },
    { ...money(), today: '2026-05-01', endsAt: house.now() + 90 * DAY, order: ORDER, ...more },
  ] as const;
export const contracting = (): House => shared().does(lead, 'procure', { firm: FIRM, procurement: 'T-1' }, firm);
export const inWork = (): House => {
  const house = payAll(contracting());
  return house.does(lead, 'contract', ...contractNow(house));
};
/** All lots done in their order. */
export const built = (): House => {
  const house = inWork();
  for (const lot of ['roof', 'drains', 'cables', 'lane', 'inside'])
    house.does(contractor, 'startLot', { lot }).does(contractor, 'doneLot', { lot });
  return house;
};
export const inspection = (more: object = {}) => ({
  door: '6-2',
  householdAgrees: true,
  heritage: false,
  findings: [],
  photos: [],
  ...more,
});
export const accepted = (): House => built().does(supervisor, 'inspect', inspection());
export const auditing = (house: House) => ({
  ...money(),
  defectsEndAt: house.now() + 365 * DAY,
  warranty: [
    { lot: 'roof', until: '2031-06-01', endsAt: house.now() + 5 * 365 * DAY },
    { lot: 'lane', until: '2028-06-01', endsAt: house.now() + 2 * 365 * DAY },
  ],
});
