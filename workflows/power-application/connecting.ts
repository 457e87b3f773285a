/** The meter is installed and the power is on: not before the scheme is signed, the works have passed and nothing is open on the line. */
import { attach } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { lineResource } from '../lines/line.ts';
import type { Facts } from './facts.ts';
import { CUSTOMER, contactOf, notify } from './moving.ts';
import { reportOf } from './report.ts';
import type { RulesOf } from './vocabulary.ts';

export const connecting: RulesOf<'connect'> = {
  connect: {
    title: { en: 'Install the meter and connect', zh: '装表接电' },
    description: {
      en: 'Waits for open hazards and work permits on the line, for the final inspection and for a signed scheme.',
      zh: '须方案已签认、竣工检验合格，且线路上无未结隐患及工作票。',
    },
    event: 'Connected',
    by: ['installer'],
    from: ['awaitingSignature', 'designing', 'reviewingDesign', 'building', 'inspectingMidway', 'inspecting', 'connecting'],
    to: ['connected'],
    guard: ({ current: { facts } }) => notReady(facts),
    needsFree: ({ facts }) => (facts.scheme?.lines ?? []).map(({ id }) => lineResource(id)),
    decide: ({ current, actor, now, input, reference }) => {
      const facts = {
        connection: { meter: input.meter, reading: input.reading, by: actor.id, at: now },
        procedures: [...current.facts.procedures, 'attendConnection'],
      };
      const report = reportOf({ ...current.facts, ...facts }, reference.days);
      return {
        state: 'connected',
        facts: { ...facts, report },
        effects: [attach(input.photos)],
        notify: [
          notify(CUSTOMER, 'connected', { meter: input.meter, ourDays: report.ourDays, customerDays: report.customerDays }),
          notify(contactOf(current), 'meterIn', { meter: input.meter }),
        ],
      };
    },
  },
};

/** What of the customer's and the inspector's part is still to be done before a connection. */
const notReady = ({ track, scheme, signed, finalInspection }: Facts): Refusal | undefined => {
  if (!scheme || signed?.scheme.version !== scheme.version) {
    return refuse(
      'schemeNotSigned',
      'The customer hasn’t signed the scheme as it is now; connect once they have.',
      '客户尚未签认现行供电方案，签认后方可装表接电。',
    );
  }
  return track.days.finalInspection !== undefined && !finalInspection?.passed
    ? refuse(
        'notInspected',
        'The final inspection hasn’t been passed; connect once it has.',
        '竣工检验尚未通过，通过后方可装表接电。',
      )
    : undefined;
};
