/** Who may work on a live line: roles and qualifications, judged for the days of work. */
import { type Case, holdsRole, type Refusal, refuse, type Title } from '../kernel/process.ts';
import type { Named } from '../lines/line.ts';
import { roles } from '../roles.ts';
import type { Candidate, Held, Role } from './vocabulary.ts';

/** Kinds that every utility has; it names others in its table `qualificationKinds`. */
export const qualifications = {
  liveLineWork: { en: 'live-line work', zh: '带电作业资格' },
  bypassWork: { en: 'bypass work', zh: '旁路作业资格' },
} as const satisfies Record<string, Title>;

const holdsOn = (day: string, { from, until }: Held): boolean => from <= day && (until === null || until >= day);

/** What somebody lacks on the first of these days on which they lack anything, and since when; nothing where all is well. */
const lack = (
  { name, qualifications: all }: Candidate,
  { id: kind, title: { en, zh } }: Named,
  days: readonly string[],
): Title | undefined => {
  const held = all.filter((one) => one.kind === kind);
  const day = days.find((day) => !held.some((one) => holdsOn(day, one)));
  if (day === undefined) return undefined;
  const ended = held.flatMap(({ until }) => (until !== null && until < day ? [until] : [])).toSorted();
  const last = ended.at(-1);
  if (last !== undefined) {
    return { en: `${name} lacks “${en}” on ${day}: it ended on ${last}`, zh: `${name}的“${zh}”已于${last}到期，${day}无效` };
  }
  const next = held.map(({ from }) => from).toSorted()[0];
  return next === undefined
    ? { en: `${name} has never had “${en}”`, zh: `${name}未取得“${zh}”` }
    : { en: `${name} lacks “${en}” on ${day}: it begins on ${next}`, zh: `${name}的“${zh}”自${next}起生效，${day}无效` };
};

/** Refuses people without every qualification of the job on every day of work; names who lacks what, and since when. */
export const unqualified = (
  people: readonly Candidate[],
  kinds: readonly Named[],
  days: readonly string[],
): Refusal | undefined => {
  const lacks = people.flatMap((person) => kinds.flatMap((kind) => lack(person, kind, days) ?? []));
  return lacks.length === 0
    ? undefined
    : refuse(
        'notQualified',
        `${lacks.map(({ en }) => en).join('; ')}. Have it renewed first, or name somebody who has it.`,
        `${lacks.map(({ zh }) => zh).join('；')}。请先办理复审，或另派有资格人员。`,
      );
};

/** Refuses people named for a part whose role they don't hold. */
export const withoutRole = (
  people: readonly Candidate[],
  role: Role,
  title: Title,
  current: Pick<Case, 'unit' | 'area'>,
): Refusal | undefined => {
  const wrong = people.filter((person) => !holdsRole(person, [role], current)).map(({ name }) => name);
  return wrong.length === 0
    ? undefined
    : refuse(
        'roleNotHeld',
        `${wrong.join(', ')} can’t be ${title.en} here: the role “${roles[role].en}” isn’t entered for this unit. Name somebody who holds it.`,
        `${wrong.join('、')}未登记本单位的“${roles[role].zh}”角色，不能担任${title.zh}，请另行指定。`,
      );
};

/** The parts on a permit. */
export const parts = {
  issuer: { en: 'issuer', zh: '签发人' },
  leader: { en: 'work leader', zh: '工作负责人' },
  permitter: { en: 'permitter', zh: '许可人' },
  guardian: { en: 'dedicated guardian', zh: '专责监护人' },
  member: { en: 'member of the crew', zh: '工作班成员' },
} as const satisfies Record<string, Title>;
export type Part = keyof typeof parts;

/** Refuses a permit on which one person stands twice; names who, and as what. */
export const twiceOnPermit = (
  people: readonly { readonly id: string; readonly name: string; readonly part: Part }[],
): Refusal | undefined => {
  const double = people.find(({ id }, index) => people.findIndex((other) => other.id === id) < index);
  if (!double) return undefined;
  const as = [...new Set(people.filter(({ id }) => id === double.id).map(({ part }) => part))].map((part) => parts[part]);
  return refuse(
    'samePersonTwice',
    `${double.name} would stand on the permit more than once (${as.map(({ en }) => en).join(', ')}); these are all different people. Name somebody else.`,
    `${double.name}在作业票上重复担任（${as.map(({ zh }) => zh).join('、')}），各角色须由不同人员担任，请另行指定。`,
  );
};
