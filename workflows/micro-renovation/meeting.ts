/** How other offices are called together, such as for a pipe that doesn't fit a lane; what is resolved may stop the contract and the lots. */
import { callMeeting, hearsOfMeetings, tooSoon } from '../coordination-meeting/parent.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { LEAD, notify } from './telling.ts';
import { AFTER_VOTE, BEFORE, type Renovation, type RulesOf, STATES } from './vocabulary.ts';

const MOST = 20;

const tooMany = ({ current: { facts } }: { readonly current: Renovation }): Refusal | undefined =>
  facts.meetings.length >= MOST
    ? refuse(
        'meetingsMany',
        `${MOST} meetings were called. Ask the leader to decide.`,
        `已召集${MOST}次协调会，请提请分管领导决定。`,
      )
    : undefined;

const blocks = ({ meetings }: Facts): boolean => meetings.some(({ items = [] }) => items.some(({ blocking }) => blocking));

export const meeting: RulesOf<'callMeeting' | 'meetingOpened' | 'meetingRefused' | 'meetingItem' | 'meetingEnded'> = {
  callMeeting: {
    title: { en: 'Call a meeting', zh: '召集协调会' },
    description: { en: 'Of the offices that are needed on the spot.', zh: '召集相关单位现场协调。' },
    event: 'MeetingCalled',
    by: ['renovationLead', 'leader'],
    from: [...BEFORE, ...AFTER_VOTE],
    guard: tooMany,
    decide: ({ current: { facts }, actor, input, reference }) =>
      tooSoon(reference, input.at) ?? {
        confidential: true,
        facts: {
          meetings: [
            ...facts.meetings,
            { matter: input.matter, by: actor.id, at: Date.parse(input.at), blocking: input.blocking },
          ],
        },
        effects: [callMeeting(facts, input)],
      },
  },
  ...hearsOfMeetings(STATES, {
    meetingRefused: (_, { reason }) => [notify(LEAD, 'meetingRefused', { reason })],
    meetingEnded: ({ facts }) => (blocks(facts) ? [notify(LEAD, 'meetingEnded')] : []),
  }),
};
