/** The two sides of a site pairing: the lecturer group and the worker who speaks for the site. */
import { both, enumerated, groupNotifier, notifier, reservedTo } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse, type Title } from '../kernel/process.ts';
import type { Difficulty, Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import type { GuardContext } from './vocabulary.ts';

const groupIds = ({ lecturers }: Facts): readonly string[] => lecturers.map(({ id }) => id);

export const onlyGroup = (context: GuardContext): Refusal | undefined => {
  const { facts } = context.current;
  return reservedTo(context, groupIds(facts), () =>
    refuse(
      'groupsOwn',
      `This is for the group of this pairing: ${namesOf(facts).en}.`,
      `此项由本结对的讲师组${namesOf(facts).zh}办理。`,
    ),
  );
};

export const onlySite = (context: GuardContext): Refusal | undefined => {
  const { worker } = context.current.facts;
  return reservedTo(context, [worker.id], () =>
    refuse('sitesOwn', `This is for ${worker.name}, who speaks for the site.`, `此项由站点工作人员${worker.name}办理。`),
  );
};

export const onlySides = (context: GuardContext): Refusal | undefined => {
  const { facts } = context.current;
  return reservedTo(context, [facts.worker.id, ...groupIds(facts)], () =>
    refuse(
      'sidesOwn',
      `This is for ${facts.worker.name} and the group of this pairing.`,
      `此项由站点工作人员${facts.worker.name}及讲师组办理。`,
    ),
  );
};

const namesOf = ({ lecturers }: Pick<Facts, 'lecturers'>): Title => enumerated(lecturers.map(({ name }) => name));

/** The names of the group, as notices say them. */
export const groupOf = (facts: Pick<Facts, 'lecturers'>) => both('group', namesOf(facts));

/** Why these people can't be the group and the worker of a site. */
export const unfit = ({
  worker,
  lecturers,
  site,
}: {
  worker?: Actor;
  lecturers?: readonly Actor[];
  site?: string;
}): Refusal | undefined => {
  const stranger = lecturers?.find((lecturer) => !holdsRole(lecturer, ['lecturer']));
  if (stranger)
    return refuse(
      'notALecturer',
      `${stranger.name} isn’t a lecturer of the academy; choose one who is, or have the role entered.`,
      `${stranger.name}不在讲师库中，请另选讲师或先登记角色。`,
    );
  if (worker && (worker.unit !== site || !holdsRole(worker, ['siteWorker'])))
    return refuse(
      'notOfTheSite',
      `${worker.name} isn’t entered as a worker of this site; choose somebody who is.`,
      `${worker.name}不是该站点登记的工作人员，请另选。`,
    );
  if (worker && lecturers?.some(({ id }) => id === worker.id))
    return refuse(
      'selfPairing',
      `${worker.name} can’t be on both sides; choose somebody else.`,
      `${worker.name}不得同时为双方，请另选。`,
    );
  return undefined;
};

export const openOf = ({ difficulties }: Facts): readonly Difficulty[] =>
  difficulties.filter(({ state }) => state === 'open' || state === 'answered');

export const notify = notifier<Notices>();

export const tellGroup = groupNotifier<Notices>()(({ lecturers }: Pick<Facts, 'lecturers'>) =>
  lecturers.map(({ id }) => ({ person: id })),
);

/** A site has one pairing at a time. */
export const placeOf = ({ site }: Facts) => ({
  resource: `site:${site.id}`,
  title: { en: `The pairing of ${site.en}`, zh: `${site.zh}的结对` },
});
