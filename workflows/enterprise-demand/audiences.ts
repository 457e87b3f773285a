/** What the office says among itself isn’t for the firm, and a unit that assists reads what it is asked. */
import type { Audiences } from '../kernel/audiences.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Role } from './vocabulary.ts';

const OFFICE = ['dispatcher', 'handler', 'shiftLeader', 'leader', 'serviceLeader', 'auditor', 'admin'] as const;

export const audiences: Audiences<Facts, Inputs, Role> = {
  assists: {
    readBy: OFFICE,
    own: (assists, { id }) => assists.filter(({ units }) => units.some(({ people }) => people.includes(id))),
    sentWith: { assist: 'all', assistReply: 'all' },
  },
  objection: { readBy: OFFICE, sentWith: { objectRouting: 'all', rule: 'all' } },
  extensionAsked: { readBy: OFFICE, sentWith: { askExtension: 'all', decideExtension: ['reason'] } },
  toSign: { readBy: OFFICE, sentWith: { coSign: ['reason'] } },
  atLeader: { readBy: OFFICE, sentWith: { direct: 'all' } },
  meetings: {
    readBy: OFFICE,
    sentWith: { callMeeting: 'all', meetingOpened: 'all', meetingRefused: 'all', meetingItem: 'all', meetingEnded: 'all' },
  },
  // Other firms are none of this one’s affair.
  members: { readBy: OFFICE, sentWith: { group: 'all', memberJoined: 'all', memberLeft: 'all' } },
};
