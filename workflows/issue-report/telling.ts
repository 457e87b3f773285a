/** Whom the issue report tells something, and in which words. */
import { isGone, notifier } from '../kernel/parts.ts';
import type { Recipient, Title } from '../kernel/process.ts';
import type { NoticeName } from './notices.ts';
import type { IssueReport } from './vocabulary.ts';

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<NoticeName>();

export const REPORTERS: Recipient = { party: 'reporter' };

/** The person who does the work, or all handlers of the unit where nobody has taken it or the handler has gone. */
export const theHandler = (current: IssueReport): Recipient => {
  const { handler } = current.facts;
  return handler === null || isGone(current, handler) ? { role: 'handler' } : { person: handler };
};

/** What somebody wrote reads the same in both languages. */
export const asWritten = (text: string): Title => ({ en: text, zh: text });
