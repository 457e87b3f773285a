/** What cases compete for, such as a work leader, a line section or a room. Pure. */
import type { Recipient, Refusal, Title } from '../kernel/process.ts';
import { refuseByKernel } from '../kernel/refusals.ts';
import { defineEffect, type Effect } from './effect.ts';

/**
 * Something that cases compete for, such as `leader:17` or `line:E551/3`: one case holds it, or, where it is `shared`, several that leave
 * each other alone, at most `most` of them where that is said.
 */
export type Hold = { readonly resource: string; readonly title: Title; readonly shared?: boolean; readonly most?: number };

type Item =
  | ({ readonly op: 'hold' } & Hold)
  | { readonly op: 'release' | 'needsFree'; readonly resource: string }
  | { readonly op: 'standBy'; readonly resource: string; readonly title: Title; readonly notify: readonly Recipient[] };

const effect = (items: readonly Item[]): Effect => ({ kind: holds.kind, items });

/** Takes resources for this case. Refused when another case holds one of them in a way that leaves no room. */
export const hold = (...wanted: readonly Hold[]): Effect => effect(wanted.map((one) => ({ op: 'hold', ...one })));

/** Lets go of resources that this case holds; the cases that wait for them are notified. */
export const release = (...resources: readonly string[]): Effect =>
  effect(resources.map((resource) => ({ op: 'release', resource })));

/**
 * Notifies these people as soon as no other case holds the resource, at once where none does, and again after each time that another case
 * has had it, while this case stays in its state.
 */
export const standBy = (resource: string, title: Title, notify: readonly Recipient[]): Effect =>
  effect([{ op: 'standBy', resource, title, notify }]);

/** Asks that no other case holds these resources, not even shared. For the kernel: a rule says it in its `needsFree`. */
export const needFree = (...resources: readonly string[]): Effect =>
  effect(resources.map((resource) => ({ op: 'needsFree', resource })));

/** A case that holds something. */
export type Blocker = {
  readonly resource: string;
  readonly title: Title;
  readonly caseId: string;
  readonly process: string;
};

/** The refusal of an act that waits for another case. */
export const heldBy = ({ title, caseId }: Pick<Blocker, 'title' | 'caseId'>): Refusal =>
  refuseByKernel(
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

const fullUp = ({ title, most }: { title: Title; most: number }): Refusal =>
  refuseByKernel(
    'kernel.full',
    `${title.en} is taken up by ${most} ${most === 1 ? 'case' : 'cases'}, which is as many as may be. Wait until one of them ends, or choose another.`,
    `${title.zh}已达${most}件上限，请待其中一件结束，或另行选择。`,
  );

/** SQLSTATE of a resource that another case holds. */
export const HELD = 'BJ001';

/** Holds come first: an act that another case keeps out has written as little as possible. */
export const holds = defineEffect({
  kind: 'holds',
  order: 100,
  refusals: {
    [HELD]: (blocker: Blocker, { opening }) => (opening ? heldFromTheStart(blocker) : heldBy(blocker)),
    BJ005: fullUp,
  },
});
