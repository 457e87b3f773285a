/** How a difficulty of a site is followed: a department takes it, answers it, or has it ruled whose it is; the site has the last word. */
import { actOn, addParties, type Effect, link } from '../effects/index.ts';
import { both, clipped, fellTo, notifier, reservedTo, unique } from '../kernel/parts.ts';
import { holdsRole, type Process, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Notices } from './notices.ts';
import type { Clock, GuardContext, Reference, Role, RulesOf, State } from './vocabulary.ts';

const notify = notifier<Notices>();

/** Everybody who works at the site speaks for it. */
const onlySite = (context: GuardContext): Refusal | undefined => {
  const { worker, site } = context.current.facts;
  return context.actor.unit === site.id
    ? undefined
    : reservedTo(context, [worker.id], () =>
        refuse('sitesOwn', `This is for ${worker.name} of ${site.en}.`, `此项由${site.zh}的${worker.name}办理。`),
      );
};

/** Tells the pairing how its difficulty is going. */
const note = (
  { id, now }: { id: string; now: number },
  { pairing, difficulty }: Pick<Facts, 'pairing' | 'difficulty'>,
  state: 'open' | 'answered' | 'closed' | 'withdrawn',
): Effect => actOn(pairing, 'noteDifficulty', { difficulty, caseId: id, state, at: now });

export const raising: Process<Inputs, Facts, Reference, State, Clock, Role>['start'] = {
  title: { en: 'Bring a difficulty before a department', zh: '转交困难' },
  event: 'Raised',
  by: ['case'],
  to: ['raised'],
  decide: ({ id, actor, now, input, reference: { department, site, worker, raisedBy } }) => {
    if (actor.id !== `case:${input.pairing}`)
      return refuse('othersPairing', 'A difficulty is opened by its own pairing.', '困难须由所属结对提出。');
    const facts: Facts = {
      pairing: input.pairing,
      difficulty: input.difficulty,
      site,
      worker,
      raisedBy,
      text: input.text,
      department,
      others: input.others,
      handedOnFrom: null,
      ruled: false,
      answers: [],
      sentBack: 0,
    };
    return {
      state: 'raised',
      unit: department.id,
      facts,
      title: clipped(input.text),
      effects: [
        addParties(...unique([worker.id, raisedBy.id]).map((person) => ({ role: 'site', person }))),
        link(input.pairing, 'foundIn'),
        note({ id, now }, input, 'open'),
      ],
      notify: [notify({ role: 'handler' }, 'brought', { ...both('site', site), text: input.text })],
    };
  },
};

export const tracking: RulesOf<'accept' | 'handOn' | 'dispute' | 'rule' | 'answer' | 'confirm' | 'sendBack' | 'withdraw'> = {
  accept: {
    title: { en: 'Accept', zh: '受理' },
    event: 'Accepted',
    by: ['handler'],
    from: ['raised'],
    to: ['handling'],
    decide: () => ({ state: 'handling' }),
  },
  handOn: {
    title: { en: 'Hand on to another department', zh: '转交其他部门' },
    description: {
      en: 'Once; after that the leader rules. The leader hands on what a department with nobody left can’t answer. The limit of the answer goes on.',
      zh: '仅可一次，其后由领导裁定；部门无人办理的，由领导转交。答复时限继续计算。',
    },
    event: 'HandedOn',
    by: ['handler'],
    from: ['raised', 'handling'],
    to: ['raised'],
    guard: (context) => {
      const { facts } = context.current;
      if (fellTo('handOn', context)) return undefined;
      if (facts.ruled) return ruledAlready(facts);
      return facts.handedOnFrom
        ? refuse(
            'handedOnOnce',
            `It was handed on from ${facts.handedOnFrom.en} already; answer it, or dispute it and the leader rules.`,
            `已由${facts.handedOnFrom.zh}转交一次，请答复或提请领导裁定。`,
          )
        : undefined;
    },
    decide: ({ current: { facts }, actor, input: { reason }, reference: { department } }) => {
      if (department.id === facts.department.id)
        return refuse(
          'sameDepartment',
          `${department.en} has it already; name another one.`,
          `现由${department.zh}办理，请另选部门。`,
        );
      return {
        state: 'raised',
        unit: department.id,
        reason,
        facts: { department, handedOnFrom: facts.department },
        // Each department has its own time to accept.
        clocks: { start: { accept: 'default' } },
        notify: [notify({ role: 'handler' }, 'handedOn', { name: actor.name, reason, text: facts.text })],
      };
    },
  },
  dispute: {
    title: { en: 'Dispute that it is yours', zh: '提请裁定' },
    description: {
      en: 'The leader over the departments rules; the limit of the answer goes on.',
      zh: '由上级领导裁定，答复时限继续计算。',
    },
    event: 'Disputed',
    by: ['handler'],
    from: ['raised', 'handling'],
    to: ['disputed'],
    guard: ({ current: { facts } }) => (facts.ruled ? ruledAlready(facts) : undefined),
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'disputed',
      reason,
      // A leader of one of the departments alone doesn't rule between them.
      ...(facts.department.parent === null ? {} : { unit: facts.department.parent }),
      notify: [notify({ role: 'leader' }, 'toRule', { ...both('department', facts.department), name: actor.name, reason })],
    }),
  },
  rule: {
    title: { en: 'Rule whose it is', zh: '裁定承办部门' },
    event: 'Ruled',
    by: ['leader'],
    from: ['disputed'],
    to: ['handling'],
    decide: ({ current: { facts }, input: { reason }, reference: { department } }) => ({
      state: 'handling',
      reason,
      unit: department.id,
      facts: { department, ruled: true },
      notify: [
        notify({ role: 'handler' }, 'ruled', { text: facts.text, reason }),
        notify({ person: facts.worker.id }, 'ruledFor', both('department', department)),
      ],
    }),
  },
  answer: {
    title: { en: 'Answer the site', zh: '答复站点' },
    event: 'Answered',
    by: ['handler'],
    from: ['handling'],
    to: ['answered'],
    decide: ({ current: { id, facts }, actor, now, input: { text } }) => ({
      state: 'answered',
      facts: {
        answers: [...facts.answers, { text, by: { id: actor.id, name: actor.name }, department: facts.department.id, at: now }],
      },
      effects: [note({ id, now }, facts, 'answered')],
      notify: [notify({ person: facts.worker.id }, 'answered', { ...both('department', facts.department), text })],
    }),
  },
  confirm: {
    title: { en: 'Confirm for the site', zh: '站点确认' },
    event: 'Confirmed',
    by: ['siteWorker'],
    from: ['answered'],
    to: ['closed'],
    guard: (context) =>
      context.current.facts.answers.at(-1)?.by.id === context.actor.id
        ? refuse(
            'ownAnswer',
            'You gave this answer yourself; somebody else of the site confirms it, or sends it back.',
            '该答复由您本人作出，须由站点其他人员确认或退回。',
          )
        : onlySite(context),
    decide: ({ current: { id, facts }, now }) => ({
      state: 'closed',
      effects: [note({ id, now }, facts, 'closed')],
      notify: [notify({ role: 'handler' }, 'confirmed', { ...both('site', facts.site) })],
    }),
  },
  sendBack: {
    title: { en: 'Send back for the site', zh: '站点退回' },
    event: 'SentBack',
    by: ['siteWorker'],
    from: ['answered'],
    to: ['handling'],
    guard: onlySite,
    decide: ({ current: { id, facts }, now, input: { reason } }) => {
      const sentBack = facts.sentBack + 1;
      return {
        state: 'handling',
        reason,
        facts: { sentBack },
        effects: [note({ id, now }, facts, 'open')],
        notify: [
          notify({ role: 'handler' }, 'sentBack', { ...both('site', facts.site), reason }),
          ...(sentBack > 1
            ? [notify({ role: 'leader' }, 'sentBackAgain', { ...both('department', facts.department), reason })]
            : []),
        ],
      };
    },
  },
  withdraw: {
    title: { en: 'Take it back', zh: '撤回' },
    event: 'Withdrawn',
    by: ['siteWorker', 'lecturer', 'academyAdmin'],
    evenOwn: true,
    from: ['raised', 'handling', 'disputed', 'answered'],
    to: ['withdrawn'],
    guard: (context) =>
      context.actor.id === context.current.facts.raisedBy.id || holdsRole(context.actor, ['academyAdmin'])
        ? undefined
        : onlySite(context),
    decide: ({ current: { id, facts }, now, input: { reason } }) => ({
      state: 'withdrawn',
      reason,
      effects: [note({ id, now }, facts, 'withdrawn')],
      notify: [notify({ role: 'handler' }, 'withdrawn', { ...both('site', facts.site), reason })],
    }),
  },
};

const ruledAlready = ({ department }: Facts): Refusal =>
  refuse('ruledAlready', `It was ruled that ${department.en} answers; please do.`, `已裁定由${department.zh}答复，请予办理。`);
