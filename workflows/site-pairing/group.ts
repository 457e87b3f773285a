/** The two sides of a site pairing: the lecturer group and who speaks for the site. */
import { both, enumerated, going, notifier } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Notice, type Refusal, refuse, type TaskSpec, type Title } from '../kernel/process.ts';
import type { Difficulty, Facts } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Action, Clock, SitePairing, SitePairingOutcome, State } from './vocabulary.ts';

export type GuardContext = { readonly current: SitePairing; readonly actor: Actor; readonly now: number };

const inGroup = ({ lecturers }: Facts, person: string): boolean => lecturers.some(({ id }) => id === person);

export const onlyGroup = ({ current: { facts }, actor }: GuardContext): Refusal | undefined =>
  inGroup(facts, actor.id)
    ? undefined
    : refuse(
        'groupsOwn',
        `This is for the group of this pairing: ${namesOf(facts).en}.`,
        `此项由本结对的讲师组${namesOf(facts).zh}办理。`,
      );

export const onlySite = ({ current: { facts }, actor }: GuardContext): Refusal | undefined =>
  facts.worker.id === actor.id
    ? undefined
    : refuse(
        'sitesOwn',
        `This is for ${facts.worker.name}, who speaks for the site.`,
        `此项由站点工作人员${facts.worker.name}办理。`,
      );

export const onlySides = (context: GuardContext): Refusal | undefined =>
  onlySite(context) === undefined || onlyGroup(context) === undefined
    ? undefined
    : refuse(
        'sidesOwn',
        `This is for ${context.current.facts.worker.name} and the group of this pairing.`,
        `此项由站点工作人员${context.current.facts.worker.name}及讲师组办理。`,
      );

const namesOf = ({ lecturers }: Pick<Facts, 'lecturers'>): Title => enumerated(lecturers.map(({ name }) => name));

/** The names of the group, as notices say them. */
export const groupOf = (facts: Pick<Facts, 'lecturers'>) => both('group', namesOf(facts));

/** Why these can't be the group and the voice of a site. */
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

/** The tasks of a state; every act that changes what is waited for names them all. What waits for a worker who leaves comes to the academy, which names another. */
export const tasksIn = (state: State, { worker, visits, lecturers }: Facts): readonly TaskSpec<Action>[] => {
  switch (state) {
    case 'proposed':
      return [{ action: 'agree', person: worker.id, role: 'academyAdmin', clock: 'agreement' }];
    case 'active':
      return [
        ...(visits.waiting.length > 0 ? [{ action: 'confirmVisit', person: worker.id, role: 'academyAdmin' } as const] : []),
        ...lecturers.map(({ id }) => ({ action: 'logVisit', person: id, clock: 'visit' }) as const),
      ];
    case 'closed':
    case 'declined':
    case 'ended':
      return [];
  }
};

export const notify = notifier<NoticeName>();

export const tellGroup = (
  { lecturers }: Pick<Facts, 'lecturers'>,
  notice: NoticeName,
  words: NonNullable<Notice['params']> = {},
): readonly Notice[] => lecturers.map(({ id }) => notify({ person: id }, notice, words));

/** A site has one pairing at a time. */
export const placeOf = ({ site }: Facts) => ({
  resource: `site:${site.id}`,
  title: { en: `The pairing of ${site.en}`, zh: `${site.zh}的结对` },
});

const CLOCKS: readonly Clock[] = ['agreement', 'visit'];

/** A pairing that is over stops its clocks and leaves the site to others. */
export const over = (
  current: SitePairing,
  state: State,
  more: Omit<SitePairingOutcome, 'state' | 'clocks' | 'release'>,
): SitePairingOutcome => ({
  ...more,
  state,
  clocks: { stop: going(current, CLOCKS) },
  release: [placeOf(current.facts).resource],
});
