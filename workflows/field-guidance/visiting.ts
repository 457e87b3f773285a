/** The visit: agreed on with the grower, made on the plot, and made again where it has to be. */
import { attach, book, credit, unbook } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { isGone } from '../kernel/parts.ts';
import { metresBetween } from '../kernel/place.ts';
import { refuse } from '../kernel/process.ts';
import { tooManyPhotos } from './guards.ts';
import type { Limits } from './limits.ts';
import { growersSide, notify, onlyExpert, toGrower } from './people.ts';
import type { RulesOf } from './vocabulary.ts';

const HOUR = 3_600_000;

export const visiting: RulesOf<'plan' | 'visit' | 'revisit'> = {
  plan: {
    title: { en: 'Say when', zh: '约定上门时间' },
    description: { en: 'Agreed with the grower; said again, it moves the visit.', zh: '与种植户约定；再次填写即改期。' },
    event: 'Planned',
    by: ['expert'],
    anywhere: true,
    from: ['planned'],
    guard: onlyExpert,
    decide: ({ current: { facts }, actor, now, input, limits }) => {
      const from = Date.parse(input.at);
      if (from < now) return refuse('past', 'That moment is over; agree on one to come.', '该时间已过，请约定之后的时间。');
      if (facts.appointment?.from === from)
        return refuse(
          'plannedAlready',
          'The visit is planned for that moment already. Give another one to move it.',
          '已约定在该时间上门，如需改期请填写其他时间。',
        );
      const appointment = { from, until: from + limits.visitHours * HOUR };
      return {
        facts: { appointment },
        effects: [book([actor.id], [appointment])],
        notify: toGrower(facts, (to) => notify(to, 'planned', { name: actor.name, at: moment(from) })),
      };
    },
  },
  visit: {
    title: { en: 'Enter the visit', zh: '登记上门' },
    event: 'Visited',
    by: ['expert'],
    anywhere: true,
    from: ['planned'],
    to: ['visited'],
    guard: onlyExpert,
    decide: ({ current: { facts }, actor, now, input, limits, reference: { month } }) => {
      const photos = tooManyPhotos(input.photos, limits);
      if (photos) return photos;
      if (!facts.appointment)
        return refuse(
          'notAgreed',
          'No time is agreed on with the grower yet; say when you come, then enter the visit.',
          '尚未与种植户约定时间，请先约定，再登记上门。',
        );
      const metres = facts.place ? Math.round(metresBetween(facts.place, input.at)) : 0;
      if (metres > limits.visitRadius)
        return refuse(
          'notOnSpot',
          `You are ${metres} m from the plot; a visit is entered within ${limits.visitRadius} m of it.`,
          `您距地块${metres}米，须在${limits.visitRadius}米范围内登记上门。`,
        );
      const by = { id: actor.id, name: actor.name };
      return {
        state: 'visited',
        facts: { visits: [...facts.visits, { by, at: now, metres, findings: input.findings }], appointment: null },
        effects: [
          attach(input.photos),
          unbook(),
          ...(input.withoutAllowance || limits.allowanceFen === 0
            ? []
            : [allowance(actor.deputy?.id ?? actor.id, month, limits)]),
        ],
        notify: toGrower(facts, (to) => notify(to, 'visited', { name: actor.name })),
      };
    },
  },
  revisit: {
    title: { en: 'Have somebody come again', zh: '申请再次上门' },
    description: {
      en: 'The same expert as long as they are there. What was advised holds until other advice is given.',
      zh: '原专家在岗的由其再次上门；新意见作出前原意见继续有效。',
    },
    event: 'RevisitAskedFor',
    by: ['grower', 'stationClerk', 'expert', 'guidanceSecretary'],
    anywhere: true,
    from: ['visited', 'advised', 'following'],
    to: ['planned', 'offered'],
    guard: growersSide,
    decide: ({ current, actor, input: { reason } }) => {
      const { expert } = current.facts;
      const words = { name: actor.name, reason };
      return expert && !isGone(current, expert.id)
        ? { state: 'planned', reason, facts: { appointment: null }, notify: [notify({ person: expert.id }, 'again', words)] }
        : {
            state: 'offered',
            reason,
            facts: { expert: null, offer: null, appointment: null },
            notify: [notify({ role: 'guidanceSecretary' }, 'nobodyOffered')],
          };
    },
  },
};

/** What an expert gets for a visit; beyond the most of a month it is refused, and the visit is entered without. */
const allowance = (expert: string, month: string, { allowanceFen, allowanceMonthFen }: Limits) =>
  credit({
    asset: 'money',
    from: 'scheme:guidance',
    to: `payable:${expert}`,
    amount: allowanceFen,
    rule: 'allowance',
    kind: 'guidance',
    cap: { key: `guidance:${expert}:${month}`, most: allowanceMonthFen, or: 'refuse' },
  });
