/** The register of a vote: who counts, with what weight, and who speaks for them; frozen when the vote opens. Pure. */
import { byNumber, unique } from './parts.ts';
import { type Actor, type Refusal, refuse } from './process.ts';
import { actsFor } from './subjects.ts';

/**
 * Somebody to whom a part belongs, and who speaks for them: people, or firms and households of the register of subjects, such as `household:k7`,
 * for whom whoever acts for them speaks.
 */
export type PartOwner = { readonly owner: string; readonly speakers: readonly string[] };

/** Something that counts, such as a home or a shop: whose it is, and its weight in whole numbers. */
export type RegisterPart = {
  readonly part: string;
  readonly weight: number;
  /** Several are co-owners, who have one vote together. */
  readonly owners: readonly PartOwner[];
  /** Which of the co-owners votes. */
  readonly representative?: string | undefined;
  /** Whose it is isn't settled: it counts in the base, and has no vote. */
  readonly disputed?: boolean | undefined;
};

/** One who counts once, however many parts are theirs. */
export type Voter = {
  readonly voter: string;
  readonly parts: readonly string[];
  readonly weight: number;
  readonly mayVote: boolean;
  /** Who casts the vote. */
  readonly speakers: readonly string[];
  /** Who speaks for co-owners for whom another one of them votes. */
  readonly represented: readonly string[];
};

export type Register = readonly Voter[];

/** What a part of the voters comes to, by both counts. */
export type Counts = { readonly persons: number; readonly weight: number };

export const countsOf = (voters: readonly Pick<Voter, 'weight'>[]): Counts => ({
  persons: voters.length,
  weight: voters.reduce((sum, { weight }) => sum + weight, 0),
});

const problemOf = (parts: readonly RegisterPart[]): Refusal | undefined => {
  const names = parts.map(({ part }) => part);
  const twice = names.find((part, at) => names.indexOf(part) < at);
  if (twice !== undefined)
    return refuse(
      'partTwice',
      `${twice} stands in the register twice. Take one of the two out.`,
      `${twice}重复登记，请删去其一。`,
    );
  const weightless = parts.find(({ weight }) => !Number.isSafeInteger(weight) || weight <= 0);
  if (weightless)
    return refuse(
      'noWeight',
      `${weightless.part} has no weight. Enter its area, or whatever it counts by, as a whole number above 0.`,
      `${weightless.part}未登记面积等计票权数，请填写大于0的整数。`,
    );
  const ownerless = parts.find(({ owners, disputed }) => !disputed && owners.length === 0);
  if (ownerless)
    return refuse(
      'noOwner',
      `${ownerless.part} has no owner in the register. Enter the owner, or mark the ownership as disputed.`,
      `${ownerless.part}未登记所有人。请补登，或标记为权属有争议。`,
    );
  return undefined;
};

const unrepresented = (part: string): Refusal =>
  refuse(
    'noRepresentative',
    `${part} has several owners and nobody who votes for all of them. Let them name one of themselves, the same one for all they own together.`,
    `${part}由多人共有而未推选代表。请共有人推选其中一人代表表决，共有多处的须为同一人。`,
  );

/**
 * The register of these parts, in the order of their names. Parts of one owner, and of the same co-owners, are one voter whose weights add up. A
 * disputed part is a voter of its own, for nobody knows whose others it belongs to.
 */
export const registerOf = (parts: readonly RegisterPart[]): Register | Refusal => {
  const problem = problemOf(parts);
  if (problem) return problem;
  const voters = new Map<string, Voter>();
  for (const { part, weight, owners, representative, disputed } of parts.toSorted((one, other) =>
    byNumber(one.part, other.part),
  )) {
    if (disputed) {
      voters.set(`disputed:${part}`, {
        ...{ voter: `disputed:${part}`, parts: [part], weight },
        ...{ mayVote: false, speakers: [], represented: [] },
      });
      continue;
    }
    const speaks = owners.length === 1 ? owners[0] : owners.find(({ owner }) => owner === representative);
    if (!speaks) return unrepresented(part);
    const voter = unique(owners.map(({ owner }) => owner))
      .toSorted()
      .join('+');
    const speakers = unique(speaks.speakers).toSorted();
    const represented = unique(owners.filter((one) => one !== speaks).flatMap((one) => one.speakers)).toSorted();
    const known = voters.get(voter);
    if (known && owners.length > 1 && known.speakers.join() !== speakers.join()) return unrepresented(part);
    voters.set(voter, {
      voter,
      parts: [...(known?.parts ?? []), part],
      weight: (known?.weight ?? 0) + weight,
      mayVote: true,
      speakers: unique([...(known?.speakers ?? []), ...speakers]).toSorted(),
      represented: unique([...(known?.represented ?? []), ...represented]).toSorted(),
    });
  }
  return [...voters.values()];
};

/** Whom a part counts for. */
export const voterOfPart = (register: Register, part: string): Voter | undefined =>
  register.find(({ parts }) => parts.includes(part));

/** Somebody, and the firms and households for which they act in cases of a process. */
export type Speaker = { readonly id: string; readonly subjects: readonly string[] };

export const speakerOf = (actor: Actor, process: string): Speaker => ({ id: actor.id, subjects: actsFor(actor, process) });

export const speaksAs = ({ id, subjects }: Speaker, names: readonly string[]): boolean =>
  names.includes(id) || subjects.some((subject) => names.includes(subject));

/** Whether somebody casts the vote of a voter themselves, by who they are or as the follower of one of the parts of a case. */
export const castsFor = ({ speakers, parts, mayVote }: Voter, caseId: string, actor: Speaker): boolean =>
  mayVote && (speaksAs(actor, speakers) || parts.some((part) => actor.id === `follower:${caseId}/${part}`));

/** The voters whose vote somebody casts themselves. */
export const ownVoters = (register: Register, caseId: string, actor: Speaker): readonly Voter[] =>
  register.filter((voter) => castsFor(voter, caseId, actor));
