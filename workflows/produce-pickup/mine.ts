/** Whose a pickup is: its sender and the station that booked for them, its courier, the recipient of one parcel. */
import { reservedTo } from '../kernel/parts.ts';
import { holdsRole, type Notice, type Refusal, refuse, type Title } from '../kernel/process.ts';
import { notify, SENDER } from './telling.ts';
import type { GuardContext } from './vocabulary.ts';

/** Those of the station act for their growers, others for what they have booked or what is theirs. */
export const onlySender = (context: GuardContext): Refusal | undefined => {
  const { current, actor } = context;
  if (holdsRole(actor, ['stationClerk'], current)) return undefined;
  return reservedTo(context, [current.facts.grower, current.openedBy], () =>
    refuse(
      'notYourPickup',
      'This is for the sender, or for their station. Look at your own pickups.',
      '此项由寄件人或其服务站办理，请查看您自己的寄件。',
    ),
  );
};

/** Whether the station, or whoever booked it for them, acts in the sender's name. */
export const isForSender = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  actor.id !== current.facts.grower && !actor.id.startsWith('follower:');

/** Whoever acts for the sender says how they were asked to. */
export const withoutConsent = (
  context: Pick<GuardContext, 'current' | 'actor'>,
  { consent }: { readonly consent?: string | undefined },
): Refusal | undefined =>
  isForSender(context) && consent === undefined
    ? refuse(
        'needsConsent',
        'You act for the sender: say whether they told you or signed.',
        '您代寄件人办理，请填写授权方式（口头或书面）。',
      )
    : undefined;

/** Those in whose name the station acted hear of it. */
export const spokenFor = (context: Pick<GuardContext, 'current' | 'actor'>, { en, zh }: Title): readonly Notice[] =>
  isForSender(context) ? [notify(SENDER, 'spokenFor', { name: context.actor.name, actEn: en, actZh: zh })] : [];

/** Only the courier who has accepted it. Where they have gone, the dispatcher finds another. */
export const onlyCourier = ({ current: { facts }, actor }: GuardContext): Refusal | undefined =>
  facts.courier?.id === actor.id
    ? undefined
    : refuse(
        'notYours',
        `${facts.courier?.name ?? 'Another courier'} has accepted this pickup. Ask the dispatcher if you are to take it over.`,
        `本单由${facts.courier?.name ?? '其他骑手'}承接，如需接手请联系调度员。`,
      );

/** The parcel that somebody follows with its code, where they do. */
export const followedParcel = (actor: { readonly id: string }, id: string): number | undefined => {
  const start = `follower:${id}/`;
  return actor.id.startsWith(start) ? Number(actor.id.slice(start.length)) : undefined;
};

/** Whoever follows one parcel acts on no other one. */
export const othersParcel = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>, n: number): Refusal | undefined => {
  const own = followedParcel(actor, current.id);
  return own === undefined || own === n
    ? undefined
    : refuse('othersParcel', `Your code is for parcel ${own}; name that one.`, `您的查询码对应第${own}件，请填写该件。`);
};
