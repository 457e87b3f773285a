/** Who reads what of a case: a fact that isn't for everybody who sees the case, and what was sent with the acts that bring it. Pure. */
import { type Actor, type AnyProcess, type Case, holdsRole } from './process.ts';

/** Roles of the process, and those that oversee every process: they read no more of it than others unless they are named. */
export type Reader<Role extends string> = Role | 'auditor' | 'admin';

export type Audience<Facts, Value, Inputs, Role extends string> = {
  /** The roles that read all of it. By what the case knows now it may be others, or everybody who sees the case, as scores are once all have scored. */
  readonly readBy: readonly Reader<Role>[] | ((facts: Facts) => readonly Reader<Role>[] | 'everybody');
  /** What of it somebody reads who holds none of these; nothing where it isn't said. `of` is the case as it is now. */
  readonly own?: (value: Value, actor: Actor, of: { readonly id: string; readonly facts: Facts }) => Value | null | undefined;
  /**
   * The acts that bring it, each with the fields of its input that do, or all of them. Others than these roles and whoever sent it don't read
   * them, nor the reason, the authority and the messages of the act; nobody finds the case by them.
   */
  readonly sentWith?: { readonly [A in keyof Inputs]?: 'all' | readonly (keyof Inputs[A] & string)[] };
};

export type Audiences<Facts, Inputs, Role extends string> = {
  readonly [F in keyof Facts]?: Audience<Facts, NonNullable<Facts[F]>, Inputs, Role>;
};

// biome-ignore lint/suspicious/noExplicitAny: of any process
type AnyAudience = Audience<any, any, any, string>;

/** The facts of a process that have an audience of their own. */
export const audiencesOf = ({ audiences }: Pick<AnyProcess, 'audiences'>): readonly (readonly [string, AnyAudience])[] =>
  Object.entries((audiences ?? {}) as Readonly<Record<string, AnyAudience>>);

/** A case as far as audiences ask for it. */
export type Heard = Pick<Case, 'id' | 'unit' | 'area' | 'facts'>;

const reads = ({ readBy }: AnyAudience, actor: Actor, of: Heard): boolean => {
  const roles = typeof readBy === 'function' ? readBy(of.facts) : readBy;
  return roles === 'everybody' || holdsRole(actor, roles, of);
};

/** Whether somebody reads all that a case knows. */
export const readsEveryFact = (process: AnyProcess, actor: Actor, of: Heard): boolean =>
  audiencesOf(process).every(([, audience]) => reads(audience, actor, of));

/** Facts of a case, all or some, without what is for others. */
export const factsFor = (process: AnyProcess, actor: Actor, of: Heard, facts: object): object => {
  const kept = audiencesOf(process).filter(([fact, audience]) => Object.hasOwn(facts, fact) && !reads(audience, actor, of));
  if (kept.length === 0) return facts;
  const shown: Record<string, unknown> = { ...facts };
  for (const [fact, { own }] of kept) {
    // What an event changed may have been nothing before.
    if (shown[fact] == null) continue;
    const part = own?.(shown[fact], actor, of);
    if (part == null) delete shown[fact];
    else shown[fact] = part;
  }
  return shown;
};

/** The fields of an act's input that these audiences keep. */
const fieldsKept = (audiences: readonly AnyAudience[], action: string): 'all' | readonly string[] => {
  const each = audiences.flatMap<'all' | readonly string[]>(({ sentWith }) => sentWith?.[action] ?? []);
  return each.includes('all') ? 'all' : (each.flat() as readonly string[]);
};

/** The fields of an act's input that aren't for everybody who sees the case. */
export const fieldsWithAudience = (process: Pick<AnyProcess, 'audiences'>, action: string): 'all' | readonly string[] =>
  fieldsKept(
    audiencesOf(process).map(([, audience]) => audience),
    action,
  );

/** The fields of what was sent with an act that are kept from somebody who didn't send it. */
export const fieldsKeptFrom = (process: AnyProcess, actor: Actor, of: Heard, action: string): 'all' | readonly string[] =>
  fieldsKept(
    audiencesOf(process).flatMap(([, audience]) => (reads(audience, actor, of) ? [] : [audience])),
    action,
  );

/** An input without some of its fields. */
export const inputWithout = (fields: 'all' | readonly string[], input: object): object =>
  fields === 'all' ? {} : Object.fromEntries(Object.entries(input).filter(([field]) => !fields.includes(field)));
