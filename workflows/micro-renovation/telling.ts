/** Who is told of a micro-renovation, and as whom people act in it. Pure. */
import { addParties, type Effect } from '../effects/index.ts';
import { notifier, unique } from '../kernel/parts.ts';
import { type Actor, type Recipient, type Refusal, refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import type { Facts, Home, Household } from './facts.ts';
import type { Notices } from './notices.ts';

export const notify = notifier<Notices>();

/** All households of the unit. */
export const ALL = { party: 'household' } as const;
export const LEAD = { role: 'renovationLead' } as const;
export const LEADER = { role: 'leader' } as const;

/** One household of the unit. */
export const one = (household: string): Recipient => ({ party: partyOf(household) });
const partyOf = (household: string): string => `household/${household}`;

/** Owners of a home, or of some of it. */
export const ownersOf = (home: Home): readonly Recipient[] => home.owners.map(({ household }) => one(household));

/** All who own or rent in the unit, each once. */
export const householdsOf = (homes: readonly Home[]): readonly Household[] => {
  const all = homes.flatMap(({ owners, user }) => [...owners, ...(user ? [user] : [])]);
  return unique(all.map(({ household }) => household)).map((id) => all.find(({ household }) => household === id) as Household);
};

/** Enters households as parties: all together, and each by itself. */
export const entered = (households: readonly Household[]): Effect =>
  addParties(
    ...households.flatMap(({ household, name }) =>
      ['household', partyOf(household)].map((role) => ({ role, person: subjectId('household', household), name })),
    ),
  );

export const homeAt = ({ homes }: Pick<Facts, 'homes'>, door: string): Home | undefined =>
  homes.find((home) => home.door === door);

/** The households for which somebody acts. */
export const householdsFor = ({ actsFor = [] }: Pick<Actor, 'actsFor'>): readonly string[] =>
  actsFor.flatMap(({ subject }) => (subject.startsWith('household:') ? [subject.slice('household:'.length)] : []));

/** Whether somebody acts for an owner of this home. */
export const ownsIt = (actor: Actor, home: Home): boolean =>
  home.owners.some(({ household }) => householdsFor(actor).includes(household));

/** Whether somebody acts for an owner of this home or for its tenant. */
export const livesThere = (actor: Actor, home: Home): boolean =>
  ownsIt(actor, home) || (home.user !== null && householdsFor(actor).includes(home.user.household));

export const notTheirHome = (door: string): Refusal =>
  refuse('notTheirHome', `You don’t live at ${door}. Give your own door.`, `您不是${door}的住户，请填写本户门牌。`);

export const noSuchDoor = (door: string): Refusal =>
  refuse(
    'noSuchDoor',
    `${door} is no home of this unit. Look at its homes, and give one of their doors.`,
    `本单元没有${door}，请核对房屋清册。`,
  );
