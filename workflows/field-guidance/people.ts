/** The people of a guidance: who asked, who comes, and what they are told. */
import { both, isGone, notifier, reservedTo } from '../kernel/parts.ts';
import { holdsRole, type Notice, type Recipient, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import type { GuardContext } from './vocabulary.ts';

export const notify = notifier<Notices>();

/** What a message says of the matter. */
export const matter = ({ crop, symptom, village }: Pick<Facts, 'crop' | 'symptom' | 'village'>) => ({
  ...both('crop', crop.title),
  ...both('symptom', symptom.title),
  ...both('village', village ?? { en: 'a plot', zh: '地块' }),
});

/** Messages to the grower, and to whoever asked for them. */
export const toGrower = ({ grower, asker }: Facts, message: (to: Recipient) => Notice): readonly Notice[] =>
  [...new Set([grower, asker.id])].map((person) => message({ person }));

/** The grower, whoever asked for them, or a clerk of the station. */
export const growersSide = (context: GuardContext): Refusal | undefined => {
  const { grower, asker } = context.current.facts;
  return holdsRole(context.actor, ['stationClerk', 'guidanceSecretary', 'expert'], context.current)
    ? undefined
    : reservedTo(context, [grower, asker.id], () =>
        refuse(
          'growersOwn',
          'This is for the grower whose plot it is. Ask about your own plot.',
          '此项由该地块种植户办理，请就本人地块提问。',
        ),
      );
};

/** The expert who comes. Those who lost the role or left are replaced by the secretary. */
export const onlyExpert = ({ current, actor }: GuardContext): Refusal | undefined => {
  const { expert } = current.facts;
  return expert && actor.id === expert.id && !isGone(current, expert.id)
    ? undefined
    : refuse(
        'expertsOwn',
        `This is for ${expert?.name ?? 'the expert'} who comes to the plot. The secretary may appoint somebody else.`,
        `此项由上门专家${expert?.name ?? ''}办理；秘书可另行指派。`,
      );
};
