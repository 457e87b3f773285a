/** Why somebody may not do something, where several rules of the issue report ask the same. */
import { isFollower, unique } from '../kernel/parts.ts';
import { type By, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Limits } from './limits.ts';
import type { GuardContext, IssueReport, Role } from './vocabulary.ts';

/** Whoever works here lives here too, and reports as one of the public. */
export const officeRoles = [
  'dispatcher',
  'handler',
  'shiftLeader',
  'leader',
  'ruler',
  'auditor',
  'admin',
] as const satisfies readonly Role[];
export const reporterRoles = [
  'resident',
  'courier',
  'officer',
  'follower',
  'hotlineAgent',
  ...officeRoles,
  // Those for whom another case reports.
  'liveHost',
  'roomKeeper',
] as const satisfies readonly By<Role>[];
export const staffRoles = ['officer', 'hotlineAgent', ...officeRoles] as const satisfies readonly Role[];

/** For which reporters somebody may speak: for themselves, and the hotline for those who have no account. */
export const voicesOf = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): readonly string[] =>
  unique(
    current.facts.reporters
      .map(({ id }) => id)
      .filter((id) => id === actor.id || (isFollower(id) && holdsRole(actor, ['hotlineAgent'], current))),
  );

export const onlyReporters = (context: GuardContext): Refusal | undefined =>
  voicesOf(context).length > 0
    ? undefined
    : refuse(
        'notYourReport',
        'This is for those who reported the matter. File your own report; if it is the same matter, the two are merged.',
        '此项仅限本件的上报人。您可自行上报，同一事项将并案办理。',
      );

export const ownReport = refuse(
  'ownReport',
  'You reported this yourself; somebody else does this. A colleague can, or the dispatch desk finds somebody.',
  '本人上报的事项须由他人办理，请由同事办理，或由派单台另行安排。',
);

/** Who reported a matter neither handles it nor decides on it. */
export const notOwnReport = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): Refusal | undefined =>
  current.facts.reporters.some(({ id }) => id === actor.id) ? ownReport : undefined;

/** Whoever worked on a matter neither rates that nor has it taken up again, though they had reported it too. */
export const notOwnWork = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): Refusal | undefined =>
  current.facts.workedOn.includes(actor.id)
    ? refuse(
        'ownWork',
        'You worked on this yourself. Those who reported it besides you rate it, and say what isn’t settled; you may comment.',
        '本人参与处置的事项不得自行评价或要求重办，由其他上报人反馈；您可留言。',
      )
    : undefined;

/** Reporters who could hold an office here. */
export const reportersWithAccount = ({ reporters }: Pick<IssueReport['facts'], 'reporters'>): readonly string[] =>
  unique(reporters.map(({ id }) => id).filter((id) => !isFollower(id)));

/** Reopening and rating end when the window after closing does; a comment doesn't prolong it. */
export const whileWindowOpen = ({ current }: { readonly current: IssueReport }): Refusal | undefined =>
  current.clocks.reopenWindow === 'running'
    ? undefined
    : refuse(
        'windowOver',
        'The time for this after closing is over. File a new report if the matter is there again.',
        '办结后的反馈期限已过。如问题再次出现，请重新上报。',
      );

export const tooManyPhotos = (photos: readonly unknown[], limits: Limits): Refusal | undefined =>
  photos.length > limits.maxPhotos
    ? refuse(
        'tooManyPhotos',
        `Send at most ${limits.maxPhotos} photos; choose those that show the matter best.`,
        `最多上传${limits.maxPhotos}张照片，请选择最能说明情况的。`,
      )
    : undefined;
