/** Why somebody may not do something, where several rules of a demand ask the same. */
import { type Refusal, refuse } from '../kernel/process.ts';
import type { EnterpriseDemand, GuardContext } from './vocabulary.ts';

type Current = { readonly current: EnterpriseDemand };

/** What is answered with others is worked on there. */
export const notInGroup = ({ current: { facts } }: Current): Refusal | undefined =>
  facts.follows === null
    ? undefined
    : refuse(
        'inGroup',
        `It is answered with ${facts.follows}; do this there, or have the desk take it out of the group.`,
        `本件随${facts.follows}一并办理，请到该件中办理，或由派单台移出归并。`,
      );

/** What waits for the leader isn't worked on meanwhile. */
export const notAtLeader = (context: Current): Refusal | undefined => {
  const { toSign, atLeader } = context.current.facts;
  if (toSign)
    return refuse(
      'waitsForSignature',
      'An answer waits for the leader’s signature; wait for that first.',
      '答复正待领导会签，请等待会签结果。',
    );
  return atLeader
    ? refuse(
        'leaderDecides',
        'The firm has sent it back twice: the leader directs first how it goes on.',
        '企业已两次退回，须先由领导批示。',
      )
    : notInGroup(context);
};

/** What a case says to this one has to come from that very case. */
export const onlyFrom = (
  { actor }: Pick<GuardContext, 'actor'>,
  cases: readonly (string | null | undefined)[],
): Refusal | undefined =>
  cases.some((one) => actor.id === `case:${one}`)
    ? undefined
    : refuse(
        'othersCase',
        'This is said by the case alone that it comes from; act on that one.',
        '此项仅由对应案件自动办理，请在该案件中操作。',
      );
