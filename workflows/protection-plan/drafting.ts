/** The planner draws the plan up; the leader approves it, and it unfolds into rounds, or sends it back. */
import { timeTo } from '../kernel/moments.ts';
import { unique } from '../kernel/parts.ts';
import { isRefusal, type Process, type Refusal, refuse } from '../kernel/process.ts';
import { otherVersion } from '../kernel/signing.ts';
import { coverageOf } from './coverage.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { drafted, plannedRounds, problemOf, tooLate } from './scope.ts';
import type { Clock, Content, GuardContext, Reference, Role, RulesOf, State } from './vocabulary.ts';
import { notify, openRounds, thePlanner } from './waiting.ts';

type Drawn = Pick<Facts, 'title' | 'season' | 'lines' | 'wells' | 'customers' | 'rounds' | 'coverage'>;

/** What was sent, as facts of the plan, or what is wrong with it. */
const drawnUp = (input: Inputs['start'], { scope, assignees }: Content): Drawn | Refusal => {
  const planned = plannedRounds(input.rounds, assignees);
  if (isRefusal(planned)) return planned;
  const season = { from: input.from, to: input.to };
  const problem = problemOf(season, scope, planned);
  if (problem) return problem;
  const rounds = planned.map((round) => drafted(round, scope));
  return { title: input.title, season, ...scope, rounds, coverage: coverageOf(scope, rounds) };
};

export const drawingUp: Process<Inputs, Facts, Reference, State, Clock, Role>['start'] = {
  title: { en: 'Draw up a protection plan', zh: '编制保电方案' },
  description: {
    en: 'A season, the lines, irrigation wells and priority customers it protects, and its rounds of inspection. Submit it when it is ready.',
    zh: '填写保电季节、线路、排灌机井、重要用户及巡视轮次，编制完成后提交审批。',
  },
  event: 'DrawnUp',
  by: ['protectionPlanner'],
  to: ['drafting'],
  decide: ({ actor, input, reference }) => {
    const drawn = drawnUp(input, reference);
    if (isRefusal(drawn)) return drawn;
    return {
      state: 'drafting',
      facts: {
        ...drawn,
        version: 1,
        plannedBy: actor.id,
        authors: [actor.id],
        sentBack: null,
        approved: null,
        change: null,
        changes: [],
        hazards: [],
        openHazards: [],
        summary: null,
      },
      title: `保电方案：${drawn.title}`,
      ...(actor.unit === undefined ? {} : { unit: actor.unit }),
    };
  },
};

/** Nobody approves a plan or a change that they drew up. */
export const notTheirOwn = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>) =>
  current.facts.authors.includes(actor.id) || current.facts.change?.by === actor.id
    ? refuse(
        'ownPlan',
        'You drew this up or revised it yourself; another leader decides on it.',
        '本人参与编制的方案须由其他领导审批。',
      )
    : undefined;

export const drafting: RulesOf<'revise' | 'submit' | 'approve' | 'sendBack' | 'withdraw'> = {
  revise: {
    title: { en: 'Revise', zh: '修改方案' },
    description: { en: 'Replaces all of the draft.', zh: '以新内容整体替换草案。' },
    event: 'Revised',
    by: ['protectionPlanner'],
    from: ['drafting'],
    decide: ({ current, actor, input, reference }) => {
      const drawn = drawnUp(input, reference);
      if (isRefusal(drawn)) return drawn;
      const { version, authors } = current.facts;
      return {
        facts: { ...drawn, version: version + 1, authors: unique([...authors, actor.id]) },
        title: `保电方案：${drawn.title}`,
      };
    },
  },
  submit: {
    title: { en: 'Submit for approval', zh: '提交审批' },
    event: 'Submitted',
    by: ['protectionPlanner'],
    from: ['drafting'],
    to: ['awaitingApproval'],
    decide: ({ current: { facts }, now, reference }) =>
      tooLate(facts.season, facts.rounds, reference.moments, now) ?? {
        state: 'awaitingApproval',
        facts: { sentBack: null },
        notify: [notify({ role: 'leader' }, 'toApprove', { ...facts.season, rounds: facts.rounds.length })],
      },
  },
  approve: {
    title: { en: 'Approve', zh: '批准方案' },
    description: {
      en: 'The plan comes into force and unfolds into its rounds.',
      zh: '批准后方案生效，自动下达各轮巡视任务。',
    },
    event: 'Approved',
    by: ['leader'],
    from: ['awaitingApproval'],
    to: ['inForce'],
    guard: notTheirOwn,
    decide: ({ current, actor, now, input, reference: { moments } }) => {
      const { facts } = current;
      const unread = otherVersion({ en: 'plan', zh: '方案' }, { read: input.version, now: facts.version });
      if (unread) return unread;
      const late = tooLate(facts.season, facts.rounds, moments, now);
      if (late) return late;
      return {
        state: 'inForce',
        facts: { approved: { by: actor.id, at: now } },
        clocks: { start: { season: seasonLeft(moments[facts.season.to]?.endsAt ?? now, now) } },
        effects: openRounds({ ...facts, id: current.id }, facts, facts.rounds, moments),
        notify: [notify(thePlanner(current), 'approved', { rounds: facts.rounds.length, to: facts.season.to })],
      };
    },
  },
  sendBack: {
    title: { en: 'Send back', zh: '退回修改' },
    event: 'SentBack',
    by: ['leader'],
    from: ['awaitingApproval'],
    to: ['drafting'],
    guard: notTheirOwn,
    decide: ({ current, actor, now, input }) => ({
      state: 'drafting',
      facts: { sentBack: { reason: input.reason, by: actor.id, at: now } },
      reason: input.reason,
      notify: [notify(thePlanner(current), 'sentBack', { reason: input.reason })],
    }),
  },
  withdraw: {
    title: { en: 'Withdraw', zh: '撤回方案' },
    description: { en: 'Before it is in force.', zh: '生效前可撤回。' },
    event: 'Withdrawn',
    by: ['protectionPlanner'],
    from: ['drafting', 'awaitingApproval'],
    to: ['withdrawn'],
    decide: ({ input }) => ({ state: 'withdrawn', reason: input.reason }),
  },
};

/** The season runs to its last moment by the clock. */
export const seasonLeft = (endsAt: number, now: number) => timeTo(Math.max(endsAt, now + 60_000), now);
