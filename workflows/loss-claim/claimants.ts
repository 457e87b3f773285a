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
import { type Claimant, type Facts, KINDS, SIDES } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Action, Clock, GuardContext, Role } from './vocabulary.ts';

export const notify = notifier<Notices>();
export const CLAIMANTS: Recipient = { party: 'claimant' };
export const ASSESSORS: Recipient = { role: 'claimAssessor' };

/** Those who may claim, and the station that speaks for the others. */
export const SPEAKERS = ['grower', 'liveHost', 'resident', 'follower', 'stationClerk'] as const;

/** Whoever is paid: the first of them. */
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

/** For whom somebody speaks: for themselves, for whom they name, or for the only one there is. */
export const spokenOf = (claim: Claim, actor: Pick<Actor, 'id'>, as: Claimant['as'] | undefined): Claimant | Refusal => {
  const { claimants } = claim.facts;
  const one = claimants.length === 1 ? claimants[0] : claimants.find((each) => each.as === as);
  return (
    claimantWho(claim, actor) ??
    one ??
    refuse('whoseClaim', 'Several claim for this parcel: say for which of them you speak.', '本件有多位申请人，请填写代谁办理。')
  );
};

/** What is claimed with somebody in front, who is paid from then on: what they asked for, to their account. */
export const inFront = (front: Claimant, facts: Facts): Partial<Facts> => {
  const { claimants, kind, badUnits, asked, account, accountBy } = facts;
  const { wants = {}, ...rest } = front;
  if (claimants[0] === front) return {};
  const before = {
    ...{ kind, badUnits, asked },
    ...(account === null ? {} : { account }),
    ...(accountBy === null ? {} : { accountBy }),
  };
  const others = claimants.flatMap((one, n) => (one === front ? [] : [n === 0 ? { ...one, wants: before } : one]));
  return {
    claimants: [rest, ...others],
    kind: wants.kind ?? kind,
    badUnits: wants.badUnits ?? badUnits,
    asked: wants.asked ?? asked,
    account: wants.account ?? null,
    accountBy: wants.accountBy ?? null,
  };
};

/** The same for whom the loss is owed to; where several claim, whoever decides says who that is. */
export const paidTo = (facts: Facts, payTo: Claimant['as'] | undefined): Partial<Facts> | Refusal => {
  const { claimants } = facts;
  if (payTo === undefined && claimants.length > 1)
    return refuse(
      'whoIsPaid',
      'Sender and recipient both claim: say which of them bears the loss and is paid.',
      '寄件人和收件人均已申请，请填写由谁收款（实际受损的一方）。',
    );
  const payee = payTo === undefined ? claimants[0] : claimants.find(({ as }) => as === payTo);
  if (payee === undefined) {
    const [en, zh] = SIDES[payTo ?? 'sender'];
    return refuse('notClaiming', `It isn’t ${en} who claims; choose somebody who does.`, `${zh}未申请理赔，请选择申请人。`);
  }
  return inFront(payee, facts);
};

/** One of those who claim, by person, or by the number that they left. */
export const claimantAt = (id: string, { person }: Pick<Claimant, 'person'>): Recipient =>
  person === null ? { party: 'claimant', follows: id } : { person };

/** Somebody's account is another one from now on, and they hear of it. */
export const accountOf = (
  { id, facts }: { readonly id: string; readonly facts: Facts },
  whose: Claimant,
  account: string,
  by: string | null,
): { readonly facts: Partial<Facts>; readonly notify: readonly Notice[] } => ({
  facts:
    whose === facts.claimants[0]
      ? { account, accountBy: by }
      : {
          claimants: facts.claimants.map((one) =>
            one === whose ? { ...one, wants: { ...one.wants, account, ...(by === null ? {} : { accountBy: by }) } } : one,
          ),
        },
  notify: [notify(claimantAt(id, whose), 'accountGiven', { end: account.slice(-4) })],
});

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
  person === null ? [notify(claimantAt(id, { person }), 'yourClaim', { n, of: followerOf(id) })] : [];

/** The pickup hears what became of the claim on its parcel. */
export const tellPickup = (
  id: string,
  { pickup, n }: Pick<Facts, 'pickup' | 'n'>,
  end: 'paid' | 'rejected' | 'withdrawn',
): Effect => actOn(pickup, 'claimEnded', { n, claim: id, end });
