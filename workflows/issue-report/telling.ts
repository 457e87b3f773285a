/** Whom the issue report tells something, and in which words. */
import { both, isGone, notifier } from '../kernel/parts.ts';
import type { Notice, Recipient, Title } from '../kernel/process.ts';
import type { Notices } from './notices.ts';
import type { IssueReport } from './vocabulary.ts';

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<Notices>();

export const REPORTERS: Recipient = { party: 'reporter' };

/** The person who does the work, or all handlers of the unit where nobody has taken it or the handler has gone. */
export const theHandler = (current: IssueReport): Recipient => {
  const { handler } = current.facts;
  return handler === null || isGone(current, handler) ? { role: 'handler' } : { person: handler };
};

/** Who waits for it in a state: the desk, whoever rules on it or checks it, or the unit. */
export const whoHasIt = (current: IssueReport, state = current.state): Recipient => {
  if (state === 'reported' || (state === 'awaitingReporter' && current.facts.question?.from === 'reported'))
    return { role: 'dispatcher' };
  if (state === 'awaitingObjectionRuling') return { role: 'ruler' };
  return state === 'verifying' ? { role: 'officer' } : theHandler(current);
};

/** Tells the unit that had a report why it has lost it; by name, because the report is another's by then. */
export const takenAway = (current: IssueReport, why: Title): readonly Notice[] => {
  const { unit, facts } = current;
  if (facts.dispatch === null || unit === undefined) return [];
  const handler = theHandler(current);
  const words = both('why', why);
  return [
    notify('role' in handler ? { role: 'handler', unit } : handler, 'takenAway', words),
    notify({ role: 'shiftLeader', unit }, 'takenAway', words),
  ];
};

/** What somebody wrote reads the same in both languages. */
export const asWritten = (text: string): Title => ({ en: text, zh: text });
