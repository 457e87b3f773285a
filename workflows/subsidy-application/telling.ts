/** Whom an application tells what: the firm, those who work on it, and the case that it came from. */
import { actOn, type Effect } from '../effects/index.ts';
import { yuan as inYuan, notifier } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';

export const notify = notifier<Notices>();

/** Whoever acts for the firm. */
export const FIRM = { party: 'firm' } as const satisfies Recipient;

/** An amount that isn’t known yet is none. */
export const yuan = (fen: number | null): string => inYuan(fen ?? 0);

type End = 'paid' | 'rejected' | 'withdrawn' | 'lapsed';

/** The demand that it came from hears how it ended. */
export const tellDemand = (id: string, { demand }: Pick<Facts, 'demand'>, end: End): readonly Effect[] =>
  demand === null ? [] : [actOn(demand, 'applicationEnded', { application: id, end })];
