/** Whom a demand tells something, and in which words. */
import { isGone, notifier } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Notices } from './notices.ts';
import type { EnterpriseDemand } from './vocabulary.ts';

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<Notices>();

/** Those who act for the firm, and its contact without an account. */
export const FIRM: Recipient = { party: 'firm' };

/** The person who does the work, or all handlers of the department where nobody has taken it or the handler has gone. */
export const theHandler = (current: EnterpriseDemand): Recipient => {
  const { handler } = current.facts;
  return handler === null || isGone(current, handler) ? { role: 'handler' } : { person: handler };
};

/** Whoever waits for the next step: the desk as long as no department has it. */
export const whoHasIt = (current: EnterpriseDemand): Recipient =>
  current.state === 'filed' ? { role: 'dispatcher' } : theHandler(current);
