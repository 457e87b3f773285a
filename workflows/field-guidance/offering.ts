/** Who comes: experts are asked one after another, whoever declines loses nothing by it, and the secretary appoints somebody where nobody is left. */

import type { Person } from '../academy/people.ts';
import { addParties, type Effect, endParties, unbook } from '../effects/index.ts';
import { onlyOffered, type Passed, passOn } from '../kernel/offers.ts';
import { isGone } from '../kernel/parts.ts';
import { holdsRole, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { matter, notify, onlyExpert, toGrower } from './people.ts';
import type { Candidate, Clock, GuardContext, GuidanceOutcome, RulesOf } from './vocabulary.ts';

/** The clock of an offer. */
export const offerClock = ({ urgent }: Pick<Facts, 'urgent'>) => (urgent ? 'urgentOffer' : 'offer') satisfies Clock;

/** It is offered to the next, or, where nobody is left, the secretary looks for somebody. */
export const offering = (facts: Facts, { to, facts: offers, clocks }: Passed<Candidate, Clock>): GuidanceOutcome => ({
  state: 'offered',
  facts: { ...offers, expert: null, appointment: null },
  ...(clocks ? { clocks } : {}),
  notify: [
    to
      ? notify({ person: to.id }, 'offered', { ...matter(facts), text: facts.text })
      : notify({ role: 'guidanceSecretary' }, 'nobodyOffered'),
  ],
});

/** Growers read the name and number of who comes. */
const comes = ({ id, name }: Person): Effect => addParties({ role: 'expert', person: id, name });

/** What ends with somebody who was to come. */
export const comesNoMore = ({ expert, appointment }: Pick<Facts, 'expert' | 'appointment'>): readonly Effect[] => [
  ...(expert ? [endParties({ role: 'expert', person: expert.id })] : []),
  ...(appointment ? [unbook()] : []),
];

const onlyAsked = (context: GuardContext) =>
  onlyOffered(context, context.current.facts, () =>
    refuse(
      'notOffered',
      'Somebody else is being asked just now; it comes to the next when they decline or don’t answer.',
      '当前已邀约其他专家；其婉拒或逾期未答后将顺延。',
    ),
  );

export const experts: RulesOf<'accept' | 'decline' | 'offerNext' | 'passOn' | 'appoint'> = {
  accept: {
    title: { en: 'Accept', zh: '接受' },
    event: 'Accepted',
    by: ['expert'],
    anywhere: true,
    from: ['offered'],
    to: ['planned'],
    guard: onlyAsked,
    decide: ({ current: { facts }, actor: { id, name }, reference: { open, load } }) =>
      open >= load
        ? refuse(
            'full',
            `You have ${open} guidances open, which is as many as you take (${load}). Close one first, or decline.`,
            `您已有${open}件未结指导，达到上限${load}件。请先办结一件，或婉拒。`,
          )
        : {
            state: 'planned',
            facts: { offer: null, expert: { id, name } },
            effects: [comes({ id, name })],
            notify: toGrower(facts, (to) => notify(to, 'accepted', { name })),
          },
  },
  decline: {
    title: { en: 'Decline', zh: '婉拒' },
    description: { en: 'No reason is asked for, and nothing follows from it.', zh: '无须理由，不影响今后邀约。' },
    event: 'Declined',
    by: ['expert'],
    anywhere: true,
    from: ['offered'],
    guard: onlyAsked,
    decide: ({ current: { facts }, now, reference: { candidates } }) =>
      offering(facts, passOn(facts, { how: 'declined', candidates, at: now, clock: offerClock(facts) })),
  },
  offerNext: {
    title: { en: 'Ask the next expert', zh: '邀约下一位专家' },
    event: 'OfferedToNext',
    by: ['clock:offer', 'clock:urgentOffer'],
    from: ['offered'],
    decide: ({ current, now, reference: { candidates } }) => {
      const { facts } = current;
      const how = facts.offer && isGone(current, facts.offer.to) ? 'left' : 'timedOut';
      return offering(facts, passOn(facts, { how, candidates, at: now, clock: offerClock(facts) }));
    },
  },
  passOn: {
    title: { en: 'Pass it on', zh: '转邀他人' },
    description: {
      en: 'To the next expert: by who has accepted and can’t come, or by the secretary for somebody who is away.',
      zh: '由已接受但无法上门的专家，或秘书在专家不在时转邀下一位。',
    },
    event: 'PassedOn',
    by: ['expert', 'guidanceSecretary'],
    anywhere: true,
    from: ['offered', 'planned'],
    to: ['offered'],
    guard: (context) => {
      if (holdsRole(context.actor, ['guidanceSecretary'], context.current)) return undefined;
      return context.current.state === 'planned' ? onlyExpert(context) : onlyAsked(context);
    },
    decide: ({ current: { facts }, actor, now, input: { reason }, reference: { candidates } }) => {
      const had = facts.expert ? { offer: { to: facts.expert.id, at: now }, tried: facts.tried } : facts;
      const passed = passOn(had, { how: 'gaveBack', candidates, at: now, clock: offerClock(facts) });
      if (!passed.to && !had.offer)
        return refuse(
          'nobodyLeft',
          'Nobody has it, and nobody is left to ask. Appoint an expert who has agreed.',
          '当前无人受邀，且已无可邀约的专家。请与专家约定后指派。',
        );
      const next = offering(facts, passed);
      const left = facts.expert?.id ?? facts.offer?.to;
      return {
        ...next,
        reason,
        effects: comesNoMore(facts),
        notify: [
          ...(next.notify ?? []),
          ...(left && left !== actor.id ? [notify({ person: left }, 'replaced', { name: actor.name })] : []),
        ],
      };
    },
  },
  appoint: {
    title: { en: 'Appoint an expert', zh: '指派专家' },
    description: { en: 'Somebody who has agreed, whoever was asked before.', zh: '与专家约定后指派，不论此前是否邀约。' },
    event: 'Appointed',
    by: ['guidanceSecretary'],
    from: ['offered', 'planned', 'visited', 'advised', 'following'],
    to: ['planned'],
    decide: ({ current: { state, facts }, actor, input: { agreed }, reference: { expert } }) => {
      if (!holdsRole(expert, ['expert']))
        return refuse(
          'notAnExpert',
          `${expert.name} isn’t entered as an expert; have the role entered first.`,
          `${expert.name}未登记为专家，请先登记角色。`,
        );
      if (expert.id === facts.expert?.id)
        return refuse('sameExpert', `${expert.name} comes already; name somebody else.`, `${expert.name}已在办理，请另行指派。`);
      if (isConcerned(facts, expert.id, expert.related))
        return refuse(
          'concerned',
          `It is the own matter of ${expert.name}, or of somebody related to them; name somebody else.`,
          `本件涉及${expert.name}本人或其利害关系人，请另行指派。`,
        );
      const named = { id: expert.id, name: expert.name };
      return {
        ...(state === 'offered' ? { state: 'planned' as const } : {}),
        reason: agreed,
        facts: { offer: null, expert: named, appointment: null },
        effects: [...comesNoMore(facts), comes(named)],
        notify: [
          // Whoever was asked, or was to come, isn't waited for any more.
          ...[facts.offer?.to, facts.expert?.id].flatMap((person) =>
            person === undefined || person === named.id ? [] : [notify({ person }, 'replaced', { name: actor.name })],
          ),
          notify({ person: named.id }, 'offered', { ...matter(facts), text: facts.text }),
          ...toGrower(facts, (to) => notify(to, 'accepted', { name: named.name })),
        ],
      };
    },
  },
};

/** Whether it is somebody's own matter. */
const isConcerned = ({ grower, coop }: Facts, id: string, related: readonly string[] = []): boolean =>
  [id, ...related].some((one) => one === grower || one === coop?.id);
