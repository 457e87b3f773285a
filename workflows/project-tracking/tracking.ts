/** How a project is tracked: its milestones reached or planned anew, what stands in the way, and a photo each month. */
import { addParties, attach, endParties, openCase, renameParty } from '../effects/index.ts';
import { notifier, reservedTo } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { ENDED, type SubjectChange, subjectId } from '../kernel/subjects.ts';
import type { Facts, Milestone } from './facts.ts';
import type { Notices } from './notices.ts';
import type { GuardContext, Opening, Project, ProjectOutcome, RulesOf } from './vocabulary.ts';

const notify = notifier<Notices>();
const FIRM = { party: 'firm' } as const;
const LEADER = { role: 'serviceLeader' } as const;
const DAY = 86_400_000;

/** The milestone that comes next. */
export const nextOf = ({ milestones }: Pick<Facts, 'milestones'>): Milestone | undefined =>
  milestones.filter(({ reachedOn }) => reachedOn === null).toSorted((one, other) => one.endsAt - other.endsAt)[0];

/** The clock runs to the day of the milestone that is next; a new one has its own time. */
const timed = ({ facts }: Project, milestones: readonly Milestone[]): Pick<ProjectOutcome, 'clocks'> => {
  const [before, next] = [nextOf(facts), nextOf({ milestones: [...milestones] })];
  return next && next.endsAt !== before?.endsAt ? { clocks: { start: { milestone: { until: next.endsAt } } } } : {};
};

const onlyOfficer = (context: GuardContext): Refusal | undefined => {
  const { officer } = context.current.facts;
  return reservedTo(context, [officer.id], () =>
    refuse(
      'notYours',
      `${officer.name} tracks this project. Ask them, or have it given to you.`,
      `本项目由${officer.name}跟踪，请与其联系或申请改派。`,
    ),
  );
};

const open = ({ facts }: Project, number: number): Milestone | Refusal => {
  const found = facts.milestones[number - 1];
  if (!found)
    return refuse(
      'noSuchMilestone',
      `The project has ${facts.milestones.length} milestones. Give a number from 1 to that.`,
      `本项目共${facts.milestones.length}个节点，请填写其序号。`,
    );
  return found.reachedOn === null
    ? found
    : refuse(
        'reachedAlready',
        `${found.title} was reached on ${found.reachedOn}. Choose another one.`,
        `${found.title}已于${found.reachedOn}完成，请另选节点。`,
      );
};

const tooMany = (photos: readonly unknown[], most: number): Refusal | undefined =>
  photos.length > most ? refuse('tooManyPhotos', `Send at most ${most} photos.`, `最多上传${most}张照片。`) : undefined;

const replaced = ({ facts }: Project, before: Milestone, after: Milestone): Milestone[] =>
  facts.milestones.map((one) => (one === before ? after : one));

export const opening: Opening = {
  title: { en: 'Track a project', zh: '纳入项目跟踪' },
  event: 'Tracked',
  by: ['serviceLeader'],
  to: ['running'],
  decide: ({ input, reference: { firm, officer, ends }, limits }) => {
    if ((ENDED as readonly string[]).includes(firm.state))
      return refuse(
        'firmEnded',
        `${firm.name} has ended by the register. Track it for who goes on in its place.`,
        `${firm.name}已终止经营，请以承继企业纳入跟踪。`,
      );
    if (input.milestones.length > limits.milestonesMax)
      return refuse(
        'tooManyMilestones',
        `A project has at most ${limits.milestonesMax} milestones. Put some together.`,
        `项目最多${limits.milestonesMax}个节点，请合并。`,
      );
    const milestones = input.milestones.map(({ title, plannedOn }) => ({
      ...{ title, plannedOn, endsAt: ends[plannedOn] as number, firstPlannedOn: plannedOn, reachedOn: null, slipDays: null },
    }));
    const { id, name, unit } = officer;
    return {
      state: 'running',
      title: input.title,
      facts: {
        ...{ firm: { code: firm.code, name: firm.name }, officer: { id, name }, milestones },
        ...{ obstacles: [], notTakenUp: 0, photoAt: null, firmEnded: null },
      },
      ...(unit === null ? {} : { unit }),
      effects: [
        addParties(
          { role: 'firm', person: subjectId('firm', firm.code), name: firm.name },
          { role: 'officer', person: id, name },
        ),
      ],
      notify: [notify({ person: id }, 'tracked'), notify(FIRM, 'toFirm', { officer: name })],
    };
  },
};

export const tracking: RulesOf<
  'reach' | 'replan' | 'showPhoto' | 'tellObstacle' | 'demandRefused' | 'reassign' | 'drop' | 'comment'
> = {
  reach: {
    title: { en: 'Milestone reached', zh: '登记节点完成' },
    event: 'MilestoneReached',
    by: ['officer'],
    from: ['running'],
    to: ['finished'],
    guard: onlyOfficer,
    decide: ({ current, input: { milestone: number, on, photos }, reference: { today }, limits }) => {
      const before = open(current, number);
      if (isRefusal(before)) return before;
      const many = tooMany(photos, limits.maxPhotos);
      if (many) return many;
      if (on > today)
        return refuse('notYet', 'This day is still to come. Say so when it is reached.', '该日期尚未到来，请完成后登记。');
      const slipDays = Math.round((Date.parse(on) - Date.parse(before.firstPlannedOn)) / DAY);
      const milestones = replaced(current, before, { ...before, reachedOn: on, slipDays });
      const isOver = milestones.every(({ reachedOn }) => reachedOn !== null);
      const told = { milestone: before.title, day: on };
      return {
        ...(isOver ? { state: 'finished' as const } : timed(current, milestones)),
        facts: { milestones },
        effects: photos.length === 0 ? [] : [attach(photos)],
        notify: [LEADER, FIRM].map((to) => (isOver ? notify(to, 'finished') : notify(to, 'reached', told))),
      };
    },
  },
  replan: {
    title: { en: 'Plan a milestone anew', zh: '调整节点计划' },
    description: {
      en: 'What was planned at first stays, and the days late count by it.',
      zh: '原计划日期保留，滞后天数按原计划计算。',
    },
    event: 'MilestoneReplanned',
    by: ['serviceLeader'],
    from: ['running'],
    decide: ({ current, input: { milestone: number, plannedOn, reason }, reference: { today, endsAt } }) => {
      const before = open(current, number);
      if (isRefusal(before)) return before;
      if (plannedOn < today) return refuse('dayOver', 'This day is over. Choose one to come.', '该日期已过，请选择今后的日期。');
      const milestones = replaced(current, before, { ...before, plannedOn, endsAt });
      const told = { milestone: before.title, day: plannedOn, reason };
      return {
        reason,
        ...timed(current, milestones),
        facts: { milestones },
        notify: [{ party: 'officer' } as const, FIRM].map((to) => notify(to, 'replanned', told)),
      };
    },
  },
  showPhoto: {
    title: { en: 'Show the site', zh: '上传现场照片' },
    event: 'PhotoShown',
    by: ['officer'],
    from: ['running'],
    guard: onlyOfficer,
    decide: ({ now, input: { photos }, limits }) => {
      const many = tooMany(photos, limits.maxPhotos);
      if (many) return many;
      if (photos.length === 0) return refuse('noPhoto', 'Add a photo of the site.', '请上传现场照片。');
      return { facts: { photoAt: now }, clocks: { start: { photo: 'default' } }, effects: [attach(photos)] };
    },
  },
  tellObstacle: {
    title: { en: 'Say what stands in the way', zh: '反映困难' },
    event: 'ObstacleTold',
    by: ['officer', 'firmAgent'],
    from: ['running'],
    decide: ({ current: { facts }, actor, now, input: { category, text }, limits }) => {
      if (facts.firmEnded !== null)
        return refuse(
          'firmEnded',
          'The firm has ended, and raises no demand. Comment instead.',
          '企业已终止，不再立件，请留言说明。',
        );
      if (facts.obstacles.length >= limits.obstaclesMax)
        return refuse(
          'tooManyObstacles',
          `${limits.obstaclesMax} obstacles were told already. Comment on the demands that are open.`,
          `困难已达${limits.obstaclesMax}件，请在已有诉求中补充。`,
        );
      return {
        facts: { obstacles: [...facts.obstacles, { category, text, by: actor.id, at: now }] },
        effects: [
          openCase(
            'enterpriseDemand',
            { firm: facts.firm.code, category, text, urgency: 'normal' },
            { refused: 'demandRefused' },
          ),
        ],
        notify: [notify(LEADER, 'obstacle', { text })],
      };
    },
  },
  demandRefused: {
    title: { en: 'The demand wasn’t taken up', zh: '困难未能立件' },
    event: 'DemandRefused',
    by: ['case'],
    from: ['running', 'finished', 'dropped'],
    decide: ({ current: { facts }, input: { reason } }) => ({
      facts: { notTakenUp: facts.notTakenUp + 1 },
      notify: [notify({ party: 'officer' }, 'notTakenUp', { reason })],
    }),
  },
  reassign: {
    title: { en: 'Give to somebody else', zh: '改派' },
    event: 'Reassigned',
    by: ['serviceLeader'],
    from: ['running'],
    decide: ({ current: { facts }, input: { reason }, reference: { officer } }) => {
      const { id, name, unit } = officer;
      if (id === facts.officer.id)
        return refuse('hasItAlready', 'They track it already. Name somebody else.', '该人员已在跟踪本项目，请另选他人。');
      return {
        reason,
        facts: { officer: { id, name } },
        ...(unit === null ? {} : { unit }),
        effects: [endParties({ role: 'officer', person: facts.officer.id }), addParties({ role: 'officer', person: id, name })],
        notify: [notify({ person: id }, 'tracked'), notify({ person: facts.officer.id }, 'takenAway', { name, reason })],
      };
    },
  },
  drop: {
    title: { en: 'Track no longer', zh: '终止跟踪' },
    event: 'Dropped',
    by: ['serviceLeader'],
    from: ['running'],
    to: ['dropped'],
    decide: ({ input: { reason } }) => ({
      state: 'dropped',
      reason,
      notify: [{ party: 'officer' } as const, FIRM].map((to) => notify(to, 'dropped', { reason })),
    }),
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['officer', 'serviceLeader', 'firmAgent', 'leader'],
    from: ['running', 'finished', 'dropped'],
    decide: () => ({}),
  },
};

/** A firm that has ended is told to who leads the service; one with another name is the same firm. */
export const whenSubject = ({ facts }: Project, { subject, name, state }: SubjectChange): ProjectOutcome =>
  state === undefined
    ? { facts: { firm: { ...facts.firm, name } }, effects: [renameParty({ role: 'firm', person: subject }, name)] }
    : { facts: { firmEnded: state }, notify: [notify(LEADER, 'firmEnded', { firm: name })] };
