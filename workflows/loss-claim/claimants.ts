/** Who speaks for a claim, and who hears of it. */
import { actOn, type Effect } from '../effects/index.ts';
import { notifier } from '../kernel/parts.ts';
import {
  type Actor,
  holdsRole,
  type Notice,
  type Recipient,
  type Refusal,
  refuse,
  type TaskSpec,
  type Title,
} from '../kernel/process.ts';
import { type Claimant, type Facts, KINDS } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Action, Clock, GuardContext, Role } from './vocabulary.ts';

export const notify = notifier<Notices>();
export const CLAIMANTS: Recipient = { party: 'claimant' };
export const ASSESSORS: Recipient = { role: 'claimAssessor' };

/** Those who may claim, and the station that speaks for the others. */
export const SPEAKERS = ['grower', 'liveHost', 'resident', 'follower', 'stationClerk'] as const;

/** Whole cents as people read them. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** Whoever is paid: the first who claimed. */
export const payeeOf = ({ claimants }: Pick<Facts, 'claimants'>): Claimant | undefined => claimants[0];

type Claim = { readonly id: string; readonly facts: Pick<Facts, 'claimants'> };

/** How somebody without an account follows the claim, with a code: the recipient of the parcel, of whom there is one. */
export const followerOf = (id: string): string => `${id}/1`;

/** The claimant that somebody is. */
export const claimantWho = ({ id, facts }: Claim, actor: Pick<Actor, 'id'>): Claimant | undefined => {
  const who = actor.id === `follower:${followerOf(id)}` ? null : actor.id;
  return facts.claimants.find(({ person }) => person === who);
};

const isClaimant = (claim: Claim, actor: Pick<Actor, 'id'>): boolean => claimantWho(claim, actor) !== undefined;

/** Claimants speak for themselves; for those without an account, or in their name, the station does. */
export const onlyClaimants = ({ current, actor }: GuardContext): Refusal | undefined =>
  isClaimant(current, actor) || holdsRole(actor, ['stationClerk'], current)
    ? undefined
    : refuse(
        'notClaimant',
        'This is for those who claim, or for the station in their name. Write a comment instead.',
        '此项由申请人办理，或由服务站代办。您可留言。',
      );

/** Whoever speaks for somebody else says how they were asked to. */
export const withoutConsent = (
  claim: Claim,
  actor: Pick<Actor, 'id'>,
  { consent }: { readonly consent?: string | undefined },
): Refusal | undefined =>
  isClaimant(claim, actor) || consent !== undefined
    ? undefined
    : refuse(
        'needsConsent',
        'You speak for the claimant: say whether they told you or signed.',
        '您代申请人办理，请填写授权方式（口头或书面）。',
      );

/** Those in whose name somebody else spoke hear of it. */
export const spokenFor = (claim: Claim, actor: Pick<Actor, 'id' | 'name'>, { en, zh }: Title): readonly Notice[] =>
  isClaimant(claim, actor) ? [] : [notify(CLAIMANTS, 'spokenFor', { name: actor.name, actEn: en, actZh: zh })];

/** What is waited for from whoever is paid; from the station where they have no account. */
export const payeesTask = (action: Action, clock: Clock, facts: Facts): TaskSpec<Action, Role> => {
  const person = payeeOf(facts)?.person ?? null;
  return person === null
    ? { action, role: 'stationClerk', clock }
    : { action, person, clock, otherwise: { role: 'stationClerk' } };
};

export const kindWords = (kind: keyof typeof KINDS) => ({ kindEn: KINDS[kind][0], kindZh: KINDS[kind][1] });

/** Whoever has no account is told how they follow the claim and answer it. */
export const toldHow = (id: string, { person }: Pick<Claimant, 'person'>, n: number): readonly Notice[] =>
  person === null ? [notify({ party: 'claimant', follows: id }, 'yourClaim', { n, of: followerOf(id) })] : [];

/** The pickup hears what became of the claim on its parcel. */
export const tellPickup = (
  id: string,
  { pickup, n }: Pick<Facts, 'pickup' | 'n'>,
  end: 'paid' | 'rejected' | 'withdrawn',
): Effect => actOn(pickup, 'claimEnded', { n, claim: id, end });
