/** Whom an application tells what: the firm, those who work on it, and the case that it came from. */
import { actOn, type Effect } from '../effects/index.ts';
import { notifier } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';

export const notify = notifier<Notices>();

/** Whoever acts for the firm. */
export const FIRM = { party: 'firm' } as const satisfies Recipient;

export const yuan = (fen: number | null): string => ((fen ?? 0) / 100).toFixed(2);

type End = 'paid' | 'rejected' | 'withdrawn' | 'lapsed';

/** The demand that it came from hears how it ended. */
export const tellDemand = (id: string, { demand }: Pick<Facts, 'demand'>, end: End): readonly Effect[] =>
  demand === null ? [] : [actOn(demand, 'applicationEnded', { application: id, end })];
