/** Why somebody may not do something, where several rules of the permit ask the same. */
import { moment } from '../kernel/moments.ts';
import { fellTo, isGone, reservedTo } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { parts } from './qualifications.ts';
import type { GuardContext, Permit } from './vocabulary.ts';
import { isUnsigned, onSite } from './waiting.ts';

type Reason = (context: GuardContext) => Refusal | undefined;

/** The first reason of several. */
export const firstOf =
  (...reasons: readonly Reason[]): Reason =>
  (context) => {
    for (const reason of reasons) {
      const refusal = reason(context);
      if (refusal) return refusal;
    }
    return undefined;
  };

type Part = 'issuer' | 'leader' | 'permitter' | 'guardian';

/** Names the people on this permit for whom something is. */
export const notYourPart = (facts: Facts, ...allowed: readonly Part[]): Refusal => {
  const who = allowed.map((part) => ({ title: parts[part], name: facts[part].name }));
  return refuse(
    'notYourPart',
    `On this permit that is for ${who.map(({ title, name }) => `the ${title.en} ${name}`).join(' or ')}; ask them.`,
    `本作业票此项由${who.map(({ title, name }) => `${title.zh}${name}`).join('或')}办理，请联系。`,
  );
};

/** For the people in these parts of this permit; once all of them have gone, for everybody who holds the role. */
export const onlyThe =
  (...allowed: readonly Part[]): Reason =>
  (context) => {
    const { facts } = context.current;
    const people = allowed.map((part) => facts[part].id);
    return reservedTo(context, people, () => notYourPart(facts, ...allowed));
  };

/** For the work leader, whose place nobody takes without being put there; a permit whose leader has gone is only ended. */
export const withTheLeader: Reason = ({ current }) => {
  const { leader } = current.facts;
  return isGone(current, leader.id)
    ? refuse(
        'leaderGone',
        `The work leader ${leader.name} is no longer there. Before work begins, cancel the permit; during work, have the issuer change the leader, or end the work.`,
        `工作负责人${leader.name}已离岗。许可前请作废本票；许可后请由签发人变更负责人，或终结工作。`,
      )
    : undefined;
};

export const notBriefed: Refusal = refuse(
  'notBriefed',
  'You haven’t signed the briefing yet; sign it before you act.',
  '您尚未在站班会签名，请先签名再作业。',
);

/** Nobody works on the line without a guardian who is there and has been briefed. */
export const withGuardian: Reason = ({ current }) => {
  const { guardian } = current.facts;
  if (isGone(current, guardian.id)) {
    return refuse(
      'noGuardian',
      `The guardian ${guardian.name} is no longer there. Have the work leader name another one first.`,
      `监护人${guardian.name}已离岗，请先由工作负责人更换监护人。`,
    );
  }
  return isUnsigned(current.facts, guardian.id)
    ? refuse(
        'guardianNotBriefed',
        `The guardian ${guardian.name} hasn’t signed the briefing yet. Nothing is done on the line until they have.`,
        `监护人${guardian.name}尚未在站班会签名，签名前不得作业。`,
      )
    : undefined;
};

/** Roles that bring a permit to its end in the place of a leader who has gone. */
export const ENDERS = ['workLeader', 'permitIssuer', 'permitter', 'leader'] as const;

/** Ending a permit is its leader's; once they have gone, another of these roles does it, and the record says who. */
export const endsTheWork: Reason = (context) =>
  (isPermitter(context) ? aPermitter(context) : undefined) ?? onlyThe('leader')(context);

/** Somebody who acts as a permitter, and as nothing else. */
export const isPermitter = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  actor.id === current.facts.permitter.id ||
  (holdsRole(actor, ['permitter'], current) && !holdsRole(actor, ['workLeader', 'permitIssuer'], current));

/**
 * A permitter takes the line back, or the issuer where a permitter has ended the work, or whoever the work fell to; never the person who
 * handed it back.
 */
export const takesBack: Reason = (context) => {
  const { current, actor } = context;
  const { handedBack, issuer, permitter } = current.facts;
  if (handedBack?.id === actor.id) {
    return refuse(
      'ownHandingBack',
      'You handed this permit back yourself; somebody else takes the line back. Ask a permitter, or have the role entered for one.',
      '本票由您本人交回，须由他人确认线路移交。请联系许可人，或登记许可人角色。',
    );
  }
  if (fellTo('close', context)) return undefined;
  const byPermitter = handedBack?.id === permitter.id;
  if (byPermitter && actor.id === issuer.id) return undefined;
  if (holdsRole(actor, ['permitter'], current)) return aPermitter(context);
  return byPermitter ? onlyThe('issuer')(context) : notYourPart(current.facts, 'permitter');
};

/** Any permitter on duty who has no other part on this permit. Nobody permits work because no permitter is there. */
export const aPermitter: Reason = ({ current, actor }) => {
  if (!holdsRole(actor, ['permitter'], current)) {
    return refuse(
      'permitterNeeded',
      'Only a permitter does this, and none is there. Have the role entered for somebody, or cancel the permit.',
      '此项仅限许可人办理，目前无许可人在岗。请登记许可人，或作废本票。',
    );
  }
  const { facts } = current;
  return [facts.issuer, ...onSite(facts)].some(({ id }) => id === actor.id)
    ? refuse(
        'samePersonTwice',
        'You have another part on this permit; the permitter is somebody else. Ask another permitter on duty.',
        '您在本作业票上已担任其他角色，不得兼任许可人，请由其他当值许可人办理。',
      )
    : undefined;
};

/** Past its last minute a permit allows nothing but ending the work, whether or not its clock has noticed yet. */
export const whileValid: Reason = ({ current, now }) => (hasExpired(current, now) ? pastExpiry(current) : undefined);

export const hasExpired = ({ state, facts }: Permit, now: number): boolean => state === 'expired' || now >= facts.until;

export const pastExpiry = ({ facts }: Permit): Refusal => {
  const until = moment(facts.until);
  return refuse(
    'pastExpiry',
    `The permit expired at ${until}. A live-line permit can’t go on or be extended after that: bring the line into a safe state and end the work; for the rest issue a new permit.`,
    `作业票已于${until}到期。带电作业票到期后不得继续作业或延期，请恢复安全状态并终结工作，剩余工作另行签发。`,
  );
};
