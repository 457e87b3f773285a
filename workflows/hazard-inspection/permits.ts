/** Some hazards can only be rectified under a live-line permit: the permit says by itself when it opens and closes. */
import { link } from '../effects/index.ts';
import { unique } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import { OPEN, type RulesOf } from './vocabulary.ts';
import { lacksPermit, notify, openPermits, theRectifier } from './waiting.ts';

export const permits: RulesOf<'requirePermit' | 'waivePermit' | 'permitOpened' | 'permitClosed'> = {
  requirePermit: {
    title: { en: 'Require a live-line permit', zh: '要求办理带电作业票' },
    description: {
      en: 'It can’t be rectified without live-line work: the permit issuers get a message, and it can be rectified only under a permit.',
      zh: '须带电作业方可整改：通知签发人开票，未开票不得报整改完成。',
    },
    event: 'PermitRequired',
    by: ['rectifier', 'leader'],
    from: ['found', 'assigned', 'rectifying'],
    guard: ({ current: { facts } }) =>
      facts.permitNeeded
        ? refuse(
            'permitRequiredAlready',
            'A permit is required already; a permit issuer opens it.',
            '已要求办理作业票，由签发人开票。',
          )
        : facts.line
          ? undefined
          : refuse(
              'lineNeeded',
              'A permit is for one line, and this hazard names none. Ask the leader to enter the line first (“Correct the line”).',
              '作业票须对应具体线路，本件未填写线路。请先由分管领导更正线路。',
            ),
    decide: ({ actor, now, input }) => ({
      facts: { permitNeeded: { reason: input.reason, by: actor.id, at: now } },
      reason: input.reason,
      notify: [notify({ role: 'permitIssuer' }, 'permitNeeded', { reason: input.reason })],
    }),
  },
  waivePermit: {
    title: { en: 'Waive the permit', zh: '取消作业票要求' },
    description: {
      en: 'Permit issuers open a permit that names the hazard, or they or the leader say that none is needed.',
      zh: '由签发人开票并注明本隐患；确无需带电作业的，由签发人或分管领导取消该要求。',
    },
    event: 'PermitWaived',
    by: ['leader', 'permitIssuer'],
    from: ['found', 'assigned', 'rectifying'],
    guard: ({ current: { facts } }) =>
      facts.permitNeeded
        ? undefined
        : refuse('noPermitRequired', 'No permit is required for this hazard.', '本件未要求办理作业票。'),
    decide: ({ current, input }) => ({
      facts: { permitNeeded: null },
      reason: input.reason,
      notify: [notify(theRectifier(current), 'permitWaived', { reason: input.reason })],
    }),
  },
  permitOpened: {
    title: { en: 'A permit was opened', zh: '作业票已开具' },
    event: 'PermitOpened',
    by: ['case'],
    from: OPEN,
    decide: ({ current: { facts }, input: { permit } }) => {
      // Its closing may have come before its opening.
      if (facts.permits.some(({ id }) => id === permit)) return {};
      return {
        facts: { permits: [...facts.permits, { id: permit, open: true, closedAt: null, carriedOut: false }] },
        effects: [link(permit, 'rectifiedUnder')],
      };
    },
  },
  permitClosed: {
    title: { en: 'A permit was closed', zh: '作业票已终结' },
    event: 'PermitClosed',
    by: ['case'],
    from: [...OPEN, 'closed', 'withdrawn'],
    decide: ({ current, now, input: { permit, carriedOut, workers } }) => {
      const { permits, workedOn } = current.facts;
      const heardOf = permits.some(({ id }) => id === permit);
      const facts = {
        permits: [...permits.filter(({ id }) => id !== permit), { id: permit, open: false, closedAt: now, carriedOut }],
        // Whoever worked under it worked on the hazard.
        workedOn: unique([...workedOn, ...workers]),
      };
      const last = openPermits({ ...current.facts, ...facts }).length === 0;
      const lacking = lacksPermit({ ...current.facts, ...facts });
      return {
        facts,
        effects: heardOf ? [] : [link(permit, 'rectifiedUnder')],
        ...(last && isOpen(current.state)
          ? {
              notify: [
                notify(current.state === 'rechecking' ? { role: 'patroller' } : theRectifier(current), 'permitClosed', {
                  permit,
                }),
                // It came to nothing: another one is opened.
                ...(lacking ? [notify({ role: 'permitIssuer' }, 'permitInVain', { permit })] : []),
              ],
            }
          : {}),
      };
    },
  },
};

const isOpen = (state: string): boolean => (OPEN as readonly string[]).includes(state);
