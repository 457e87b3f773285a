/** How each household signs for works inside its home: without it they are left out, whatever the vote said. */
import { attach } from '../effects/index.ts';
import { unique } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import { planOf } from './drafting.ts';
import type { Facts, Work } from './facts.ts';
import { homeAt, householdsFor, LEAD, noSuchDoor, notify, ownsIt } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

type Signing = Pick<Facts, 'plans' | 'signs'>;

/** Homes with works inside, by the plan that stands. */
export const doorsInside = (facts: Pick<Facts, 'plans'>): readonly string[] =>
  unique((planOf(facts)?.works ?? []).flatMap(({ where, door }) => (where === 'private' && door !== null ? [door] : [])));

const saidFor = (facts: Signing, door: string) =>
  facts.signs.findLast((sign) => sign.door === door && sign.version === planOf(facts)?.version);

/** Homes whose household has signed for the works inside. */
export const signedDoors = (facts: Signing): readonly string[] =>
  doorsInside(facts).filter((door) => saidFor(facts, door)?.signs);

/** Homes whose household has said neither yes nor no. */
export const signaturesWanted = (facts: Signing): readonly string[] =>
  doorsInside(facts).filter((door) => saidFor(facts, door) === undefined);

/** Whether a work is done: those inside a home need its signature. */
export const mayBeDone = (facts: Signing, { where, door }: Pick<Work, 'where' | 'door'>): boolean =>
  where !== 'private' || (door !== null && signedDoors(facts).includes(door));

/** Works in the shares whose household doesn't sign for them any more. */
export const leftPrivate = (facts: Signing & Pick<Facts, 'shares'>): readonly Work[] =>
  (planOf(facts)?.works ?? []).filter((work) => facts.shares?.works.includes(work.no) && !mayBeDone(facts, work));

export const signing: RulesOf<'signPrivate' | 'endSigning'> = {
  signPrivate: {
    title: { en: 'Sign for works inside', zh: '户内工程签字' },
    description: {
      en: 'By the owner, or by the tenant of public housing; whoever doesn’t sign keeps their home as it is.',
      zh: '由所有人签字，公房由承租人签字；不签字的户内工程不实施。',
    },
    event: 'SignedForInside',
    by: ['householder', 'renovationLead'],
    from: ['agreed', 'sharing', 'contracting'],
    decide: ({ current: { facts }, actor, now, input: { door, signs, photos } }) => {
      const home = homeAt(facts, door);
      if (!home) return noSuchDoor(door);
      if (!doorsInside(facts).includes(door))
        return refuse(
          'nothingInside',
          `The plan has no works inside ${door}. Nothing is to be signed.`,
          `方案中${door}没有户内工程，无须签字。`,
        );
      const onPaper = holdsRole(actor, ['renovationLead']);
      if (onPaper && photos.length === 0)
        return refuse('photoMissing', 'What is signed on paper needs a photo of it.', '纸质签字须上传照片。');
      const isUser = home.tenure === 'publicHousing' && home.user !== null;
      const isTheirs = isUser ? householdsFor(actor).includes(home.user?.household ?? '') : ownsIt(actor, home);
      if (!onPaper && !isTheirs)
        return refuse(
          'notTheirHome',
          `${isUser ? 'The tenant' : 'The owner'} of ${door} signs for it.`,
          `须由${door}的${isUser ? '承租人' : '所有人'}签字。`,
        );
      const wasSigned = signedDoors(facts).includes(door);
      const version = planOf(facts)?.version ?? 0;
      const after = { ...facts, signs: [...facts.signs, { door, version, signs, onPaper, by: actor.id, at: now }] };
      return {
        facts: { signs: after.signs },
        effects: photos.length > 0 ? [attach(photos)] : [],
        notify: [
          ...(wasSigned && !signs && facts.shares !== null ? [notify(LEAD, 'signatureBack', { door })] : []),
          ...(signaturesWanted(after).length === 0 && signaturesWanted(facts).length > 0 ? [notify(LEAD, 'allSigned')] : []),
        ],
      };
    },
  },
  endSigning: {
    title: { en: 'Time to sign is over', zh: '签字期满' },
    event: 'SigningEnded',
    by: ['clock:signatures'],
    from: ['agreed'],
    decide: () => ({ facts: { signingOver: true }, notify: [notify(LEAD, 'allSigned')] }),
  },
};

export const signaturesOpen = (facts: Facts): Refusal | undefined =>
  !facts.signingOver && signaturesWanted(facts).length > 0
    ? refuse(
        'signaturesOpen',
        `These haven’t said whether they sign: ${signaturesWanted(facts).join(', ')}. Ask them, or wait until the time is over; then their works are left out.`,
        `以下住户尚未表态：${signaturesWanted(facts).join('、')}。请征询，或待期满后不计入其户内工程。`,
      )
    : undefined;
