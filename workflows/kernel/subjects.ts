/** Firms and households that cases concern: who acts for them, and what follows when one ends or is renamed. Pure. */
import type { Actor, AnyProcess, Case, Grant, Outcome, Refusal, Title } from './process.ts';
import { refuseByKernel } from './refusals.ts';

export type SubjectKind = 'firm' | 'household';

/** The states of the register. */
export const SUBJECT_STATES: Readonly<Record<string, Title>> = {
  active: { en: 'active', zh: '正常' },
  suspended: { en: 'suspended', zh: '停业' },
  revoked: { en: 'licence revoked', zh: '吊销' },
  dissolved: { en: 'dissolved', zh: '注销' },
  moved: { en: 'moved away', zh: '迁出' },
};

/** Those in which it has ended here. */
export const ENDED = ['revoked', 'dissolved', 'moved'] as const;

/** For whom somebody acts, and in which processes where that isn't all of them. */
export type ActsFor = { readonly subject: string; readonly processes?: readonly string[] };

/** Somebody who acts for a firm or a household. */
export type Agent = { readonly person: string; readonly processes?: readonly string[] };

/** A subject as cases name it, such as `firm:91339901MA9X00011A`: by its key, which stays for life, and never by its name. */
export const subjectId = (kind: SubjectKind, key: string): string => `${kind}:${key}`;

/** The kind and the key of a subject that a case names. */
export const subjectOf = (id: string): { readonly kind: string; readonly key: string } => {
  const at = id.indexOf(':');
  return { kind: id.slice(0, at), key: id.slice(at + 1) };
};

/** What becomes of a subject: its name or its state is another, and somebody may go on in its place. */
export type SubjectChange = {
  readonly subject: string;
  readonly name: string;
  /** The name before, where it is another now. */
  readonly before?: string;
  /** The state of the register in which it has ended. */
  readonly state?: string;
  /** Who goes on in its place. */
  readonly successor?: string;
};

/** The firms and households of a case, and who acts for them in it. */
export type Subjects<Facts, Role extends string = string> = {
  readonly of: (facts: Facts) => readonly string[];
  /** Roles that count on a case only for those who act for one of its subjects today. */
  readonly agents: readonly Role[];
};

const subjectsIn = (process: AnyProcess, facts: unknown): readonly string[] => process.subjects?.of(facts) ?? [];

/** The subjects of a case, as the record is to find it by them. */
export const subjectsNamed = (process: AnyProcess, { facts }: Pick<Case, 'facts'>): readonly string[] =>
  subjectsIn(process, facts);

export const isAgentRole = ({ subjects }: AnyProcess, role: string | undefined): boolean =>
  role !== undefined && (subjects?.agents.includes(role) ?? false);

const counts = ({ processes }: { readonly processes?: readonly string[] }, process: string): boolean =>
  processes === undefined || processes.includes(process);

/** The firms and households for which somebody acts in cases of a process. */
export const actsFor = ({ actsFor: all = [] }: Pick<Actor, 'actsFor'>, process: string): readonly string[] =>
  all.filter((one) => counts(one, process)).map(({ subject }) => subject);

/** Somebody with what they hold on this case: without the roles of agents, where they act for none of its subjects. */
export const asAgent = (process: AnyProcess, { facts }: Pick<Case, 'facts'>, actor: Actor): Actor => {
  if (!actor.grants.some(({ role }) => isAgentRole(process, role))) return actor;
  const of = subjectsIn(process, facts);
  return actsFor(actor, process.name).some((subject) => of.includes(subject))
    ? actor
    : { ...actor, grants: actor.grants.filter(({ role }: Grant) => !isAgentRole(process, role)) };
};

/** The people who act for the subjects of a case today, each once. */
export const agentsOf = (
  process: AnyProcess,
  { facts }: Pick<Case, 'facts'>,
  agents: ReadonlyMap<string, readonly Agent[]>,
): readonly string[] => [
  ...new Set(
    subjectsIn(process, facts).flatMap((subject) =>
      (agents.get(subject) ?? []).filter((agent) => counts(agent, process.name)).map(({ person }) => person),
    ),
  ),
];

export const actsForNone = (): Refusal =>
  refuseByKernel(
    'kernel.actsForNone',
    'You don’t act for the firm or household of this case. Ask it to have you entered as its agent, or leave it to one who is.',
    '您不是本件所涉企业或住户的经办人。请由其登记您为经办人，或交由已登记的经办人办理。',
  );

/** What follows from an end or another name, as the process says; undefined where it says nothing. */
export const afterChange = (process: AnyProcess, current: Case, change: SubjectChange, now: number): Outcome | undefined =>
  process.whenSubject?.(current, change, now);
