/** What cases compete for, such as a work leader, a line section or a room. Pure. */
import { moment } from '../kernel/moments.ts';
import { type Recipient, type Refusal, refuse, type Title } from '../kernel/process.ts';
import { refuseByKernel } from '../kernel/refusals.ts';
import { defineEffect, type Effect, itemsOf, type RefusedAct } from './effect.ts';

/** From a moment to before another, in epoch milliseconds; without an end for ever. */
export type During = { readonly from: number; readonly until?: number };

/**
 * Something that cases compete for, such as `leader:17` or `line:E551/3`: one case holds it, or, where it is `shared`, several that leave
 * each other alone. Where it can be counted, `amount` says how much of it this case takes, one where nothing is said, and `most` how much of
 * it there is at any instant; it is shared then. With `during` it is held for that time alone, and other times are others'.
 */
export type Hold = {
  readonly resource: string;
  readonly title: Title;
  readonly shared?: boolean;
  readonly amount?: number;
  readonly most?: number;
  readonly during?: During;
  /**
   * Cases of one group count as one of a resource that is counted: with the most that one of them takes, from the first of their times to the
   * end of the last.
   */
  readonly group?: string;
  /**
   * What the caller is told where it can't be had, in place of the kernel's words; they are never stored. `{from}` and `{until}` in them are
   * when the case that is in the way has it.
   */
  readonly full?: Refusal;
};

/** What of a resource is waited for: all of it, at any time, where nothing is said. */
export type Wanted = Pick<Hold, 'amount' | 'most' | 'during'>;

type Item =
  | ({ readonly op: 'hold' } & Hold)
  | { readonly op: 'release' | 'needsFree'; readonly resource: string }
  | ({
      readonly op: 'standBy';
      readonly resource: string;
      readonly title: Title;
      readonly notify: readonly Recipient[];
    } & Wanted);

const effect = (items: readonly Item[]): Effect => ({ kind: holds.kind, items });

/**
 * Takes resources for this case. Refused when other cases hold one of them in a way that leaves no room. What the same act releases before is
 * free for it: so a case moves to another time, or stays where it was.
 */
export const hold = (...wanted: readonly Hold[]): Effect =>
  effect(
    wanted.map((one) => {
      const { amount = 1, during } = one;
      if (!Number.isSafeInteger(amount) || amount < 1 || (during?.until !== undefined && during.until <= during.from))
        throw new RangeError(`A hold on ${one.resource} needs a whole amount, and an end after its beginning.`);
      return { op: 'hold', ...(one.amount === undefined && one.most === undefined ? {} : { shared: true }), ...one };
    }),
  );

/** Lets go of resources that this case holds; the cases that wait for them are notified. */
export const release = (...resources: readonly string[]): Effect =>
  effect(resources.map((resource) => ({ op: 'release', resource })));

/**
 * Notifies these people as soon as no other case holds the resource in the time that is wanted, or as much as is wanted is left of it: at once
 * where that is so, and again after each time that another case has had it, while this case stays in its state.
 */
export const standBy = (resource: string, title: Title, notify: readonly Recipient[], wanted: Wanted = {}): Effect =>
  effect([{ op: 'standBy', resource, title, notify, ...wanted }]);

/** Asks that no other case holds these resources, not even shared. For the kernel, and for a start: an act says it in its `needsFree`. */
export const needFree = (...resources: readonly string[]): Effect =>
  effect(resources.map((resource) => ({ op: 'needsFree', resource })));

/** A case that holds something. */
export type Blocker = {
  readonly resource: string;
  readonly title: Title;
  readonly caseId: string;
  readonly process: string;
  /** When it has it, where that isn't for ever. */
  readonly from?: number;
  readonly until?: number;
};

/** How resources begin that another case has in order to stop an act of this one: `blocked:<case>:<act>`. */
export const BLOCKED = 'blocked:';

/** The refusal of an act that waits for another case, or that another case stops. */
export const heldBy = ({ resource, title, caseId }: Pick<Blocker, 'resource' | 'title' | 'caseId'>): Refusal =>
  resource.startsWith(BLOCKED)
    ? refuse(
        'blockedBy',
        `${title.en} of ${caseId} isn’t settled, and stops this. See to it there; you are told when nothing stops it any more, then send the act again.`,
        `${caseId}的${title.zh}尚未办结，本步骤暂不能办理。请先办结该事项；解除后将通知您，届时请重新提交。`,
      )
    : refuseByKernel(
        'kernel.held',
        `This waits for ${caseId}, which has ${title.en}. You are told when it is free; then send the act again.`,
        `须待${caseId}释放${title.zh}。释放后将通知您，届时请重新提交。`,
      );

/** The refusal of a start. Nobody is notified later, because there is no case that could wait. */
const heldFromTheStart = ({ title, caseId }: Blocker): Refusal =>
  refuseByKernel(
    'kernel.held',
    `${caseId} has ${title.en}. Go on with that case, or open this one when it has ended.`,
    `${title.zh}已由${caseId}占用。请在该案件中继续办理，或待其结束后再新建。`,
  );

type Full = {
  readonly resource: string;
  readonly title: Title;
  readonly most: number;
  readonly taken: number;
  readonly amount?: number | null;
};

const fullUp = ({ title, most, taken, amount }: Full): Refusal =>
  amount == null
    ? refuseByKernel(
        'kernel.full',
        `${title.en} is taken up by ${most} ${most === 1 ? 'case' : 'cases'}, which is as many as may be. Wait until one of them ends, or choose another.`,
        `${title.zh}已达${most}件上限，请待其中一件结束，或另行选择。`,
      )
    : refuseByKernel(
        'kernel.full',
        `This needs ${amount} of ${title.en}, and ${Math.max(0, most - taken)} of ${most} is left. Choose less of it, another time, or another one.`,
        `本次需用${title.zh}${amount}，余量为${Math.max(0, most - taken)}（总量${most}）。请减少数量、更换时间或另行选择。`,
      );

/** The words of the rule for a resource that it can't have, where it has some. */
const ownWords = ({ effects }: RefusedAct, { resource, from, until }: Partial<Blocker>): Refusal | undefined => {
  const full = itemsOf<Item>(holds, effects).flatMap((item) =>
    item.op === 'hold' && item.resource === resource && item.full ? [item.full] : [],
  )[0];
  if (!full) return undefined;
  const dated = (text: string): string =>
    text
      .replaceAll('{from}', from === undefined ? '—' : moment(from))
      .replaceAll('{until}', until === undefined ? '—' : moment(until));
  return { code: full.code, en: dated(full.en), zh: dated(full.zh) };
};

/** SQLSTATE of a resource that another case holds. */
export const HELD = 'BJ001';

/** Holds come first: an act that another case keeps out has written as little as possible. */
export const holds = defineEffect({
  kind: 'holds',
  order: 100,
  refusals: {
    [HELD]: (blocker: Blocker, act) => ownWords(act, blocker) ?? (act.opening ? heldFromTheStart(blocker) : heldBy(blocker)),
    BJ005: (full: Full, act) => ownWords(act, full) ?? fullUp(full),
  },
  stored: (items: readonly Hold[]) => items.map(({ full, ...item }) => item),
});
