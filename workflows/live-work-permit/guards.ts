/** Why somebody may not do something, where several rules of the permit ask the same. */
import { type Refusal, refuse } from '../kernel/process.ts';
import { parts } from './qualifications.ts';
import type { GuardContext, Permit } from './vocabulary.ts';
import { onSite } from './waiting.ts';

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

/** For somebody who stands on this permit in a part, not for everybody who holds the role. */
export const onlyThe =
  (...allowed: readonly ('issuer' | 'leader' | 'permitter' | 'guardian')[]): Reason =>
  ({ current: { facts }, actor }) => {
    if (allowed.some((part) => facts[part].id === actor.id)) return undefined;
    const who = allowed.map((part) => ({ title: parts[part], name: facts[part].name }));
    return refuse(
      'notYourPart',
      `On this permit that is for ${who.map(({ title, name }) => `the ${title.en} ${name}`).join(' or ')}; ask them.`,
      `本作业票此项由${who.map(({ title, name }) => `${title.zh}${name}`).join('或')}办理，请联系。`,
    );
  };

/** Any permitter on duty who has no other part on this permit. */
export const aPermitter: Reason = ({ current: { facts }, actor }) =>
  [facts.issuer, ...onSite(facts)].some(({ id }) => id === actor.id)
    ? refuse(
        'samePersonTwice',
        'You have another part on this permit; the permitter is somebody else. Ask another permitter on duty.',
        '您在本作业票上已担任其他角色，不得兼任许可人，请由其他当值许可人办理。',
      )
    : undefined;

/** Past its last minute a permit allows nothing but ending the work, whether or not its clock has noticed yet. */
export const whileValid: Reason = ({ current, now }) => (hasExpired(current, now) ? pastExpiry(current) : undefined);

export const hasExpired = ({ state, facts }: Permit, now: number): boolean => state === 'expired' || now >= facts.until;

export const pastExpiry = ({ facts }: Permit): Refusal => {
  const until = new Date(facts.until).toISOString();
  return refuse(
    'pastExpiry',
    `The permit expired at ${until}. A live-line permit can’t go on or be extended after that: bring the line into a safe state and end the work; for the rest issue a new permit.`,
    `作业票已于${until}到期。带电作业票到期后不得继续作业或延期，请恢复安全状态并终结工作，剩余工作另行签发。`,
  );
};
