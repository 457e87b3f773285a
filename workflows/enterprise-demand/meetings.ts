/** What a demand hears of the meetings that it has called. */
import { hearsOfMeetings } from '../coordination-meeting/parent.ts';
import { both } from '../kernel/parts.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { FIRM, notify, theHandler } from './telling.ts';
import { type Clock, OPEN, type Role, type State } from './vocabulary.ts';

export const hearingMeetings = hearsOfMeetings<State, Facts, Clock, Role, Limits>([...OPEN, 'closed', 'converted', 'withdrawn'], {
  meetingRefused: (current, { reason }) => [notify(theHandler(current), 'meetingNotOpened', { reason })],
  meetingItem: (current, { item }) =>
    item.blocking && item.state === 'open'
      ? [notify(theHandler(current), 'meetingItem', { ...both('owner', item.owner), item: item.text })]
      : [],
  meetingEnded: (current, { end }) =>
    end === 'closed' ? [notify(theHandler(current), 'meetingOver'), notify(FIRM, 'meetingOver')] : [],
});
