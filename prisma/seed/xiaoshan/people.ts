import type { SeedPerson, SeedRole } from '../tenant-data.ts';

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜'];
const GIVEN = [...'文静丽强敏军洁勇艳杰涛明超兰霞平刚红玉梅'];

let last = 0;
const person = (id: string, roles: readonly SeedRole[], unit: string, name?: string): SeedPerson => {
  const n = ++last;
  return {
    id,
    name: name ?? `${SURNAMES[n % SURNAMES.length]}${GIVEN[n % GIVEN.length]}${GIVEN[(n * 7 + 3) % GIVEN.length]}`,
    // No telephone in China begins with 100 and has eleven digits, so that no real person is called by mistake.
    phone: `1000003${String(n).padStart(4, '0')}`,
    email: `${id}@example.org`,
    roles,
    unit,
  };
};

const roles = (...names: readonly string[]): readonly SeedRole[] => names.map((role) => ({ role }));
const two = (n: number): string => String(n).padStart(2, '0');
const three = (n: number): string => String(n).padStart(3, '0');

/** So many of a kind, such as mentor-01, each in the unit that its number gives. */
const many = (count: number, kind: string, names: readonly string[], unit: (n: number) => string): readonly SeedPerson[] =>
  Array.from({ length: count }, (_, index) => person(`${kind}-${two(index + 1)}`, roles(...names), unit(index + 1)));

const agency = (n: number): string => `agency-${two(((n - 1) % 3) + 1)}`;

export const people: readonly SeedPerson[] = [
  // The academy's own.
  person('sheng-lan', roles('academyAdmin'), 'academy', '盛岚'),
  person('ji-qing', roles('academyAdmin'), 'academy', '季青'),
  person('xiang-yu', roles('personnel'), 'personnel-office', '项宇'),
  person('kong-hua', [{ role: 'leader', unit: 'xiaoshan' }], 'xiaoshan', '孔华'),
  person('zhai-ming', roles('auditor'), 'xiaoshan', '翟明'),
  person('luo-wen', roles('admin'), 'xiaoshan', '骆雯'),
  // At the head of an agency, and a mentor: those of the agency are their own people.
  person('fu-rong', [{ role: 'leader', unit: 'agency-01' }, ...roles('mentor')], 'agency-01', '傅蓉'),
  ...many(6, 'lecturer', ['lecturer'], agency),
  ...many(12, 'mentor', ['mentor'], agency),
  ...many(4, 'examiner', ['examiner'], () => 'academy'),
  ...many(6, 'desk-officer', ['deskOfficer'], () => 'question-desk'),

  // Those who learn: 24 in the agencies, one in each township, some elsewhere.
  ...many(24, 'trainee', ['trainee'], agency),
  ...many(22, 'township-trainee', ['trainee'], (n) => `township-${two(n)}`),
  ...many(6, 'institution-trainee', ['trainee'], (n) => `institution-${two(n)}`),
  ...many(3, 'bank-trainee', ['trainee'], (n) => `bank-${two(n)}`),
  ...many(6, 'enterprise-trainee', ['trainee'], (n) => `enterprise-${two(n)}`),
  ...many(2, 'park-trainee', ['trainee'], (n) => `park-${two(n)}`),
  // One at the first site of each township.
  ...Array.from({ length: 22 }, (_, index) =>
    person(`site-worker-${two(index + 1)}`, roles('siteWorker', 'trainee'), `site-${three(index + 1)}`),
  ),
  // Each handles what comes to their agency.
  ...[1, 2, 3].map((n) => person(`agency-handler-0${n}`, [{ role: 'handler', unit: agency(n) }], agency(n))),
];
