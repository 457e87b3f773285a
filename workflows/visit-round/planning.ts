/** How a round of visits is planned: when, to which firms, with which questions. */
import { NOTHING_OPENED } from '../kernel/open-many.ts';
import { type Process, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import type { Clock, Plan, Reference, Role, RulesOf, State } from './vocabulary.ts';

const PER_OFFICER = 8;

export const isOver = (): Refusal => refuse('over', 'Its last day is over. Change the days first.', '截止日已过，请先修改日期。');

const wrongIn = (input: Inputs['start'], { segment, days, over }: Plan, { roundDaysMax }: Limits): Refusal | undefined => {
  if (days < 1)
    return refuse('daysReversed', 'The last day lies before the first. Change one of them.', '末日早于首日，请修改。');
  if (over) return isOver();
  if (days > roundDaysMax)
    return refuse(
      'tooLong',
      `A round takes at most ${roundDaysMax} days. Plan several.`,
      `单轮走访最长${roundDaysMax}天，请分轮安排。`,
    );
  if (input.scope === 'segment' && segment === null)
    return refuse('whichFirms', 'Choose the group of firms.', '请选择企业分组。');
  if (input.scope === 'list' && (input.firms ?? []).length === 0) return refuse('whichFirms', 'Name the firms.', '请指定企业。');
  return undefined;
};

const planned = (input: Inputs['start'], { segment }: Plan) => ({
  from: input.from,
  to: input.to,
  scope: input.scope,
  segment: input.scope === 'segment' ? segment : null,
  firms: input.scope === 'list' ? [...new Set(input.firms)] : [],
  questions: input.questions ?? [],
  perOfficer: input.perOfficer ?? PER_OFFICER,
});

export const start: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Plan a round of visits', zh: '制定走访轮次' },
  event: 'Planned',
  by: ['serviceLeader'],
  to: ['drafting'],
  decide: ({ input, reference, limits }) =>
    wrongIn(input, reference, limits) ?? {
      state: 'drafting',
      title: input.title,
      facts: {
        ...planned(input, reference),
        startsAt: null,
        halfAt: null,
        endsAt: null,
        opening: NOTHING_OPENED,
        leftOut: [],
        notOpened: 0,
        load: [],
        ending: null,
      },
    },
};

export const planning: RulesOf<'change'> = {
  change: {
    title: { en: 'Change the plan', zh: '修改计划' },
    event: 'Changed',
    by: ['serviceLeader'],
    from: ['drafting'],
    decide: ({ input, reference, limits }) =>
      wrongIn(input, reference, limits) ?? { title: input.title, facts: planned(input, reference) },
  },
};
