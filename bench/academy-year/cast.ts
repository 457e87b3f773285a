/** Who learns, teaches and asks in the year: the sample's people, and as many more as a year needs, entered by its administrator. */
import { xiaoshan } from '../../prisma/seed/xiaoshan.ts';
import type { Academy } from './academy.ts';
import type { Figures } from './figures.ts';

export type Member = { readonly id: string; readonly unit: string; readonly roles: readonly string[] };

export type Cast = {
  readonly added: number;
  readonly mentors: readonly Member[];
  readonly lecturers: readonly Member[];
  readonly examiners: readonly Member[];
  /** Each at another village site, the first at site-001. */
  readonly siteWorkers: readonly Member[];
  /** Those who may enrol, by target group. */
  readonly trainees: Readonly<Record<Group, readonly Member[]>>;
  /** Those whose questions the desk answers. */
  readonly askers: readonly Member[];
};

export type Group = 'agencies' | 'villages' | 'institutions' | 'enterprises' | 'parks';

const KINDS: Readonly<Record<Group, readonly string[]>> = {
  agencies: ['agency', 'desk'],
  villages: ['township', 'villageSite'],
  institutions: ['institution', 'bank'],
  enterprises: ['enterprise'],
  parks: ['park'],
};

const ADMIN = 'luo-wen';
const SURNAMES = [...'顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];
const GIVEN = [...'嘉宁雨欣梓航若曦子墨思源佳怡晨阳'];

const units = xiaoshan.units;
const kindOf = new Map(units.map(({ id, kind }) => [id, kind]));
const idsOf = (kind: string): readonly string[] => units.filter((unit) => unit.kind === kind).map(({ id }) => id);

/** So many more of a kind, spread over their units. */
const more = (kind: string, count: number, roles: readonly string[], places: readonly string[]): readonly Member[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${kind}-${String(index + 1).padStart(3, '0')}`,
    unit: places[index % places.length] as string,
    roles,
  }));

const sample: readonly Member[] = xiaoshan.people.map(({ id, unit = '', roles }) => ({
  id,
  unit,
  roles: roles.map(({ role }) => role),
}));

/** Those to add so that a year of this size has its people. */
const additions = ({ enrolments, mentorPairings, sitePairings }: Figures): readonly Member[] => {
  const share = enrolments / 2500;
  const of = (count: number) => Math.ceil(count * share);
  const staffed = new Set(sample.filter(({ roles }) => roles.includes('siteWorker')).map(({ unit }) => unit));
  const sites = idsOf('villageSite').filter((id) => !staffed.has(id));
  return [
    ...more('site-keeper', Math.max(of(170), sitePairings - staffed.size), ['siteWorker', 'trainee'], sites),
    ...more('agency-learner', Math.max(of(96), mentorPairings - 24), ['trainee'], idsOf('agency')),
    ...more('institution-learner', of(30), ['trainee'], [...idsOf('institution'), ...idsOf('bank')]),
    ...more('enterprise-learner', of(30), ['trainee'], idsOf('enterprise')),
    ...more('park-learner', of(12), ['trainee'], idsOf('park')),
    // Each takes up to three mentees; a third of the places stays free for takeovers.
    ...more('senior', Math.max(0, Math.ceil(mentorPairings / 2) - 12), ['mentor'], idsOf('agency')),
    ...more('teacher', of(8), ['lecturer'], ['academy']),
  ];
};

const nameOf = (index: number): string =>
  `${SURNAMES[index % SURNAMES.length]}${GIVEN[(index * 3) % GIVEN.length]}${GIVEN[(index * 5 + 1) % GIVEN.length]}`;

export const gatherCast = async (academy: Academy, figures: Figures): Promise<Cast> => {
  const added = additions(figures);
  await Promise.all(
    added.map(async ({ id, unit, roles }, index) => {
      await academy.change(ADMIN, 'setPerson', { id, name: nameOf(index), subject: id, unit });
      for (const role of roles) await academy.change(ADMIN, 'giveRole', { person: id, role });
    }),
  );
  const everybody = [...sample, ...added];
  const having = (role: string) => everybody.filter(({ roles }) => roles.includes(role));
  const learning = having('trainee');
  const of = (group: Group) => learning.filter(({ unit }) => KINDS[group].includes(kindOf.get(unit) ?? ''));
  const trainees = {
    agencies: of('agencies'),
    villages: of('villages'),
    institutions: of('institutions'),
    enterprises: of('enterprises'),
    parks: of('parks'),
  };
  return {
    added: added.length,
    // The leader of a unit is no mentor of its people.
    mentors: having('mentor').filter(({ roles }) => !roles.includes('leader')),
    lecturers: having('lecturer'),
    examiners: having('examiner'),
    siteWorkers: having('siteWorker'),
    trainees,
    askers: [...having('siteWorker'), ...trainees.institutions],
  };
};
