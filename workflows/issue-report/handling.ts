/** The unit does the work: it accepts, notes, asks, and reports it done. */
import { holdsRole, refuse } from '../kernel/process.ts';
import { type Facts, type IssueReport, OPEN, type RulesOf } from './facts.ts';
import { onlyReporters, staffRoles, tooManyPhotos } from './guards.ts';
import { both, going, handlerOf, REPORTERS, tasksIn, tell, theHandler, unique } from './waiting.ts';

/** Whoever touched the work may not verify it later. */
const worked = (kase: IssueReport, person: string): Pick<Facts, 'workedOn'> => ({
  workedOn: unique([...kase.facts.workedOn, person]),
});

export const handling: RulesOf<
  'accept' | 'assign' | 'comment' | 'noteWork' | 'askReporter' | 'answer' | 'goOnWithout' | 'callMeeting' | 'done'
> = {
  accept: {
    title: { en: 'Accept', zh: '签收' },
    description: {
      en: 'Take the report on. A unit that accepts can’t object any more.',
      zh: '签收后由本人办理，签收即视为认可，不再退单。',
    },
    event: 'Accepted',
    by: ['handler'],
    from: ['dispatched'],
    to: ['handling'],
    follows: ({ kase, actor }) => {
      const facts = { handler: actor.id, ...worked(kase, actor.id) };
      return {
        state: 'handling',
        facts,
        clocks: { stop: going(kase, ['accept', 'objection']) },
        ask: tasksIn('handling', { ...kase.facts, ...facts }),
        tell: [tell(REPORTERS, 'accepted')],
      };
    },
  },
  assign: {
    title: { en: 'Give to a handler', zh: '指定经办人' },
    description: {
      en: 'Name the person of the unit who does it, or another one. This accepts the report for the unit.',
      zh: '指定或更换本单位经办人，即视为本单位已签收。',
    },
    event: 'Assigned',
    by: ['shiftLeader', 'leader'],
    from: ['dispatched', 'handling'],
    to: ['handling'],
    unless: ({ kase, actor }) =>
      kase.facts.leaderToAssign && !holdsRole(actor, ['leader'], kase)
        ? refuse(
            'leaderDecides',
            'The matter was reopened again and again; the leader decides who goes on with it.',
            '本件多次重开，须由分管领导指定经办人。',
          )
        : undefined,
    follows: ({ kase, known: { person } }) => {
      if (!holdsRole(person, ['handler'], kase)) {
        return refuse(
          'notAHandler',
          `${person.name} isn’t a handler of the unit that has the report; name one who is.`,
          `${person.name}不是承办单位的经办人，请另行指定。`,
        );
      }
      const facts = { handler: person.id, leaderToAssign: false, ...worked(kase, person.id) };
      return {
        state: 'handling',
        facts,
        clocks: { stop: going(kase, ['accept', 'objection']) },
        ask: tasksIn('handling', { ...kase.facts, ...facts }),
        tell: [tell({ person: person.id }, 'assigned'), ...(kase.state === 'dispatched' ? [tell(REPORTERS, 'accepted')] : [])],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    description: {
      en: 'Add a word or a photo. No due time moves by it.',
      zh: '补充说明或照片，不影响任何时限。',
    },
    event: 'Commented',
    by: [...new Set([...staffRoles, 'resident', 'courier', 'follower'])],
    from: [...OPEN, 'closed'],
    unless: ({ kase, actor, now }) => {
      if (kase.state === 'closed' && kase.clocks.reopenWindow !== 'running') {
        return refuse(
          'finallyClosed',
          'The report is finally closed. File a new one if the matter is there again.',
          '本件已最终办结。如问题再次出现，请重新上报。',
        );
      }
      return holdsRole(actor, staffRoles, kase) ? undefined : onlyReporters({ kase, actor, now });
    },
    follows: ({ kase, actor, input, known }) => {
      const tooMany = tooManyPhotos(input.photos, known.limits);
      if (tooMany) return tooMany;
      const words = { text: input.text };
      const byStaff = holdsRole(actor, staffRoles, kase) && !kase.facts.reporters.some(({ id }) => id === actor.id);
      const heard = byStaff
        ? input.toReporter
          ? [tell(REPORTERS, 'staffCommented', words)]
          : []
        : kase.state === 'reported'
          ? [tell({ role: 'dispatcher' }, 'reporterCommented', words)]
          : [tell(theHandler(kase), 'reporterCommented', words)];
      return { attach: input.photos, tell: heard };
    },
  },
  noteWork: {
    title: { en: 'Note work', zh: '记录处置' },
    description: { en: 'Say and show what has been done so far.', zh: '记录处置进展并上传照片。' },
    event: 'WorkNoted',
    by: ['handler'],
    from: ['handling'],
    follows: ({ kase, actor, input, known }) =>
      tooManyPhotos(input.photos, known.limits) ?? { attach: input.photos, facts: worked(kase, actor.id) },
  },
  askReporter: {
    title: { en: 'Ask the reporter', zh: '询问上报人' },
    description: {
      en: 'Ask what is missing. The time to handle it rests until the answer; after 5 working days the work goes on without one.',
      zh: '请上报人补充情况，期间办理时限暂停；5个工作日未答复则继续办理。',
    },
    event: 'ReporterAsked',
    by: ['handler', 'dispatcher'],
    from: ['reported', 'handling'],
    to: ['awaitingReporter'],
    unless: ({ kase, actor }) =>
      holdsRole(actor, [kase.state === 'reported' ? 'dispatcher' : 'handler'], kase)
        ? undefined
        : refuse(
            'whoHasItAsks',
            'Only who has the report asks: the dispatch desk before it is dispatched, the unit’s handlers afterwards. Add a comment instead.',
            '仅当前办理方可询问上报人：派单前为派单台，派单后为承办单位。您可改为留言。',
          ),
    follows: ({ kase, actor, now, input }) => {
      const from = kase.state === 'reported' ? 'reported' : 'handling';
      const question = { text: input.question, by: actor.id, at: now, from } as const;
      // Somebody may have left; what they had is noted as nobody's.
      const facts = { question, handler: handlerOf(kase) };
      return {
        state: 'awaitingReporter',
        facts,
        clocks: { pause: going(kase, ['dispatch', 'handle']), start: { answer: 'default' } },
        ask: tasksIn('awaitingReporter', { ...kase.facts, ...facts }),
        tell: [tell(REPORTERS, 'question', { question: input.question })],
      };
    },
  },
  answer: {
    title: { en: 'Answer', zh: '答复' },
    description: { en: 'Tell or show what was asked for.', zh: '答复询问并补充照片。' },
    event: 'Answered',
    by: ['resident', 'courier', 'officer', 'follower', 'hotlineAgent'],
    from: ['awaitingReporter'],
    to: ['reported', 'handling'],
    unless: onlyReporters,
    follows: ({ kase, input, known }) =>
      tooManyPhotos(input.photos, known.limits) ?? {
        ...goOn(kase),
        attach: input.photos,
        tell: [tell(whoAsked(kase), 'answered', { answer: input.text })],
      },
  },
  goOnWithout: {
    title: { en: 'Go on without an answer', zh: '逾期未答复继续办理' },
    event: 'WentOnWithoutAnswer',
    by: ['clock:answer'],
    from: ['awaitingReporter'],
    to: ['reported', 'handling'],
    follows: ({ kase }) => ({
      ...goOn(kase),
      tell: [tell(whoAsked(kase), 'noAnswer'), tell(REPORTERS, 'goesOnWithout')],
    }),
  },
  callMeeting: {
    title: { en: 'Call a meeting on the spot', zh: '召集现场协调会' },
    description: {
      en: 'Call the departments concerned together where the matter is. The time to handle it runs on.',
      zh: '召集相关部门到现场协调，办理时限继续计算。',
    },
    event: 'MeetingCalled',
    by: ['handler', 'shiftLeader', 'leader', 'dispatcher'],
    from: ['dispatched', 'handling', 'awaitingObjectionRuling', 'suspended'],
    follows: ({ kase, actor, now, input, known }) => {
      if (Date.parse(input.at) <= now) {
        return refuse(
          'meetingInThePast',
          'The meeting would be in the past; choose a time to come.',
          '会议时间已过，请重新选择。',
        );
      }
      const units = known.departments.map(({ unit }) => unit);
      const names = {
        at: input.at,
        agenda: input.agenda,
        unitsEn: units.map(({ title }) => title.en).join(', '),
        unitsZh: units.map(({ title }) => title.zh).join('、'),
      };
      const people = unique(known.departments.flatMap((department) => department.people));
      return {
        facts: { meetings: [...kase.facts.meetings, { at: input.at, units, agenda: input.agenda, by: actor.id }] },
        tell: [
          ...people.map((person) => tell({ person }, 'meetingCalled', names)),
          tell(theHandler(kase), 'meetingCalled', names),
        ],
      };
    },
  },
  done: {
    title: { en: 'Report it done', zh: '处置完成' },
    description: {
      en: 'Say and show what was done. Somebody else then checks it on the spot; until then the time to handle it rests.',
      zh: '说明处置结果并上传照片，由他人现场核实，核实期间办理时限暂停。',
    },
    event: 'Done',
    by: ['handler'],
    from: ['handling'],
    to: ['verifying'],
    follows: ({ kase, actor, input, known }) => {
      const tooMany = tooManyPhotos(input.photos, known.limits);
      if (tooMany) return tooMany;
      const facts = {
        result: input.result,
        handler: handlerOf(kase) ?? actor.id,
        extensionAsked: null,
        suspensionAsked: null,
        leaderToAssign: false,
        ...worked(kase, actor.id),
      };
      return {
        state: 'verifying',
        facts,
        attach: input.photos,
        // Paused, not stopped: a failed check gives no fresh time.
        clocks: { pause: going(kase, ['handle']), start: { verify: 'default' } },
        ask: tasksIn('verifying', { ...kase.facts, ...facts }),
        tell: [
          tell({ role: 'officer' }, 'toVerify', both('unit', (kase.facts.dispatch ?? { unit: kase.facts.desk }).unit.title)),
        ],
      };
    },
  },
};

/** Back to where the question was asked, with the clocks that rested. */
const goOn = (kase: IssueReport) => {
  const state = kase.facts.question?.from ?? 'handling';
  return {
    state,
    facts: { question: null },
    clocks: { stop: going(kase, ['answer']), resume: going(kase, ['dispatch', 'handle']) },
    ask: tasksIn(state, kase.facts),
  } as const;
};

const whoAsked = (kase: IssueReport) =>
  kase.facts.question?.from === 'reported' ? ({ role: 'dispatcher' } as const) : theHandler(kase);
