/** Units meet on the spot in a case of its own, of which the report hears. */
import { callMeeting, hearsOfMeetings, tooSoon } from '../coordination-meeting/parent.ts';
import { moment } from '../kernel/moments.ts';
import { both, enumerated } from '../kernel/parts.ts';
import { isRefusal } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { handling } from './handling.ts';
import type { Limits } from './limits.ts';
import { notify, REPORTERS, theHandler } from './telling.ts';
import { type Clock, OPEN, type Role, type RulesOf, type State } from './vocabulary.ts';

/** What a report hears of its meetings, whichever its rules. */
export const hearingMeetings = hearsOfMeetings<State, Facts, Clock, Role, Limits>([...OPEN, 'closed'], {
  meetingRefused: (current, { reason }) => [notify(theHandler(current), 'meetingNotOpened', { reason })],
  meetingItem: (current, { item }) =>
    item.blocking && item.state === 'open'
      ? [notify(theHandler(current), 'meetingItem', { ...both('owner', item.owner), item: item.text })]
      : [],
  meetingEnded: (current, { end }) =>
    end === 'closed' ? [notify(theHandler(current), 'meetingOver'), notify(REPORTERS, 'meetingOver')] : [],
});

export const coordinating: RulesOf<'callMeeting'> = {
  callMeeting: {
    ...handling.callMeeting,
    description: {
      en: 'Call the departments concerned together where the matter is; the meeting is a case of its own. The time to handle the report runs on.',
      zh: '召集相关部门到现场协调，会议单独立案，本件办理时限继续计算。',
    },
    decide: (context) => {
      const { current, input, reference } = context;
      const noted = handling.callMeeting.decide(context);
      if (isRefusal(noted)) return noted;
      const soon = reference.calling ? tooSoon(reference.calling, input.at) : undefined;
      if (soon) return soon;
      const { facts } = current;
      const { category, area, place, sealed } = facts;
      const { at, units, agenda, subject, lead, blocking, emergency, remote } = input;
      const names = reference.departments.map(({ unit }) => unit.title);
      return {
        ...noted,
        facts: { meetings: [...facts.meetings, ...(noted.facts?.meetings ?? []).slice(-1).map((one) => ({ ...one, blocking }))] },
        effects: [
          callMeeting(facts, {
            matter: enumerated([area.title.zh, category.title.zh], { en: ' ', zh: ' ' }).zh,
            where: (sealed ? null : place.address) ?? area.title.zh,
            point: { lat: place.lat, lon: place.lon },
            ...{ at, units: [...units], agenda: [agenda], blocking, emergency, remote },
            ...(subject === undefined ? {} : { subject }),
            ...(lead === undefined ? {} : { lead }),
          }),
        ],
        // The meeting itself tells its units.
        notify: [
          notify(theHandler(current), 'meetingCalled', {
            at: moment(Date.parse(at)),
            agenda,
            ...both('units', { en: names.map(({ en }) => en).join(', '), zh: names.map(({ zh }) => zh).join('、') }),
          }),
        ],
      };
    },
  },
};
