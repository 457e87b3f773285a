/** The unit does the work: it accepts, notes, asks, and reports it done. */
import { attach } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both, fellTo, isGone, unique } from '../kernel/parts.ts';
import { type By, holdsRole, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { notOwnReport, onlyReporters, reporterRoles, staffRoles, tooManyPhotos } from './guards.ts';
import { notify, REPORTERS, theHandler, whoHasIt } from './telling.ts';
import { type IssueReport, OPEN, type Role, type RulesOf } from './vocabulary.ts';

const leaderDecides = refuse(
  'leaderDecides',
  'The matter was reopened again and again; the leader decides who goes on with it.',
  '本件多次重开，须由分管领导指定经办人。',
);

/** People who touched the work may not verify it later. */
const worked = (current: IssueReport, person: string): Pick<Facts, 'workedOn'> => ({
  workedOn: unique([...current.facts.workedOn, person]),
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
    guard: notOwnReport,
    decide: ({ current, actor }) => ({
      state: 'handling',
      facts: { handler: actor.id, ...worked(current, actor.id) },
      notify: [notify(REPORTERS, 'accepted')],
    }),
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
    guard: (context) =>
      context.current.facts.leaderToAssign && !holdsRole(context.actor, ['leader'], context.current) && !fellTo('assign', context)
        ? leaderDecides
        : notOwnReport(context),
    decide: ({ current, reference: { person } }) => {
      if (!holdsRole(person, ['handler'], current)) {
        return refuse(
          'notAHandler',
          `${person.name} isn’t a handler of the unit that has the report; name one who is.`,
          `${person.name}不是承办单位的经办人，请另行指定。`,
        );
      }
      if (current.facts.reporters.some(({ id }) => id === person.id)) {
        return refuse(
          'ownReport',
          `${person.name} reported this; name somebody else.`,
          `${person.name}是本件上报人，请另行指定。`,
        );
      }
      return {
        state: 'handling',
        facts: { handler: person.id, leaderToAssign: false, ...worked(current, person.id) },
        notify: [
          notify({ person: person.id }, 'assigned'),
          ...(current.facts.handler === null || current.facts.handler === person.id
            ? []
            : [notify({ person: current.facts.handler }, 'handedOn', { name: person.name })]),
          ...(current.state === 'dispatched' ? [notify(REPORTERS, 'accepted')] : []),
        ],
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
    by: unique<By<Role>>([...staffRoles, 'resident', 'courier', 'follower']),
    anywhere: true,
    from: [...OPEN, 'closed'],
    guard: ({ current, actor, now }) => {
      if (current.state === 'closed' && current.clocks.reopenWindow !== 'running') {
        return refuse(
          'finallyClosed',
          'The report is finally closed. File a new one if the matter is there again.',
          '本件已最终办结。如问题再次出现，请重新上报。',
        );
      }
      return holdsRole(actor, staffRoles, current) ? undefined : onlyReporters({ current, actor, now });
    },
    decide: ({ current, actor, input, limits }) => {
      const tooMany = tooManyPhotos(input.photos, limits);
      if (tooMany) return tooMany;
      const words = { text: input.text };
      const byStaff = holdsRole(actor, staffRoles, current) && !current.facts.reporters.some(({ id }) => id === actor.id);
      const heard = byStaff
        ? input.toReporter
          ? [notify(REPORTERS, 'staffCommented', words)]
          : []
        : [notify(whoHasIt(current), 'reporterCommented', words)];
      return { confidential: !(byStaff && input.toReporter), effects: [attach(input.photos)], notify: heard };
    },
  },
  noteWork: {
    title: { en: 'Note work', zh: '记录处置' },
    description: { en: 'Say and show what has been done so far.', zh: '记录处置进展并上传照片。' },
    event: 'WorkNoted',
    by: ['handler'],
    from: ['handling'],
    decide: ({ current, actor, input, limits }) =>
      tooManyPhotos(input.photos, limits) ?? {
        confidential: true,
        effects: [attach(input.photos)],
        facts: worked(current, actor.id),
      },
  },
  askReporter: {
    title: { en: 'Ask the reporter', zh: '询问上报人' },
    description: {
      en: 'Ask what is missing. The time to handle it rests until the answer; after 5 working days the work goes on without one. It can be done a few times only.',
      zh: '请上报人补充情况，期间办理时限暂停；5个工作日未答复则继续办理。每件询问次数有限。',
    },
    event: 'ReporterAsked',
    by: ['handler', 'dispatcher'],
    from: ['reported', 'handling'],
    to: ['awaitingReporter'],
    guard: ({ current, actor }) => {
      if (!holdsRole(actor, [current.state === 'reported' ? 'dispatcher' : 'handler'], current)) {
        return refuse(
          'whoHasItAsks',
          'The dispatch desk asks before the report is dispatched, the unit’s handlers ask afterwards. Add a comment instead.',
          '仅当前办理方可询问上报人：派单前为派单台，派单后为承办单位。您可改为留言。',
        );
      }
      return current.facts.reporters.some(({ reachable }) => reachable)
        ? undefined
        : refuse(
            'nobodyToAsk',
            'Nobody who reported it left a number or an address, and the time would rest for nothing. Go on with what is known; a comment to the reporters is read with their code.',
            '上报人均未留联系方式，询问将徒然暂停时限。请按现有情况继续办理；可留言，上报人凭查询码查看。',
          );
    },
    decide: ({ current, actor, now, input, limits }) => {
      const { questionsAsked } = current.facts;
      // Each question lets the time rest.
      if (questionsAsked >= limits.mostQuestions) {
        return refuse(
          'askedEnough',
          `The reporters were asked ${questionsAsked} times, which is as often as may be. Go on with what is known; a comment to the reporters asks without letting the time rest.`,
          `本件已询问上报人${questionsAsked}次，已达上限。请按现有情况继续办理；可留言询问，期间办理时限不暂停。`,
        );
      }
      const from = current.state === 'reported' ? 'reported' : 'handling';
      return {
        state: 'awaitingReporter',
        facts: {
          questionsAsked: questionsAsked + 1,
          question: { text: input.question, by: actor.id, at: now, from },
        },
        notify: [notify(REPORTERS, 'question', { question: input.question })],
      };
    },
  },
  answer: {
    title: { en: 'Answer', zh: '答复' },
    description: { en: 'Tell or show what was asked for.', zh: '答复询问并补充照片。' },
    event: 'Answered',
    by: reporterRoles,
    anywhere: true,
    from: ['awaitingReporter'],
    to: ['reported', 'handling'],
    guard: (context) => (fellTo('answer', context) ? undefined : onlyReporters(context)),
    decide: ({ current, input, limits }) =>
      tooManyPhotos(input.photos, limits) ?? {
        ...goOn(current),
        confidential: true,
        effects: [attach(input.photos)],
        notify: [notify(whoAsked(current), 'answered', { answer: input.text })],
      },
  },
  goOnWithout: {
    title: { en: 'Go on without an answer', zh: '逾期未答复继续办理' },
    event: 'WentOnWithoutAnswer',
    by: ['clock:answer'],
    from: ['awaitingReporter'],
    to: ['reported', 'handling'],
    decide: ({ current }) => ({
      ...goOn(current),
      notify: [notify(whoAsked(current), 'noAnswer'), notify(REPORTERS, 'goesOnWithout')],
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
    decide: ({ current, actor, now, input, reference, limits }) => {
      if (Date.parse(input.at) <= now) {
        return refuse(
          'meetingInThePast',
          'The meeting would be in the past; choose a time to come.',
          '会议时间已过，请重新选择。',
        );
      }
      if (Date.parse(input.at) > now + limits.meetingDays * 86_400_000) {
        return refuse(
          'meetingTooLate',
          `A meeting on the spot is held within ${limits.meetingDays} days; choose an earlier time.`,
          `现场协调会须在${limits.meetingDays}天内召开，请选择更早的时间。`,
        );
      }
      const units = reference.departments.map(({ unit }) => unit);
      if (units.some(({ id }) => id === current.unit)) {
        return refuse(
          'ownUnitCalled',
          'The unit that has the report comes anyway; name the others alone.',
          '本件承办单位无须召集，请仅填写其他单位。',
        );
      }
      const names = {
        at: moment(Date.parse(input.at)),
        agenda: input.agenda,
        unitsEn: units.map(({ title }) => title.en).join(', '),
        unitsZh: units.map(({ title }) => title.zh).join('、'),
      };
      const people = unique(reference.departments.flatMap((department) => department.people));
      return {
        confidential: true,
        facts: { meetings: [...current.facts.meetings, { at: input.at, units, agenda: input.agenda, by: actor.id }] },
        notify: [
          ...people.map((person) => notify({ person }, 'meetingCalled', names)),
          notify(theHandler(current), 'meetingCalled', names),
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
    guard: (context) => {
      const { facts } = context.current;
      if (facts.leaderToAssign) return leaderDecides;
      // Whoever had it before a report of theirs was merged into it brings it to its end; somebody else checks it.
      return facts.handler === context.actor.id ? undefined : notOwnReport(context);
    },
    decide: ({ current, actor, input, limits }) => {
      const tooMany = tooManyPhotos(input.photos, limits);
      if (tooMany) return tooMany;
      const { handler } = current.facts;
      return {
        state: 'verifying',
        facts: {
          result: input.result,
          ending: input.ending,
          handler: handler === null || isGone(current, handler) ? actor.id : handler,
          extensionAsked: null,
          suspensionAsked: null,
          ...worked(current, actor.id),
        },
        effects: [attach(input.photos)],
        notify: [
          notify(
            { role: 'officer' },
            'toVerify',
            both('unit', (current.facts.dispatch ?? { unit: current.facts.desk }).unit.title),
          ),
        ],
      };
    },
  },
};

/** Back to where the question was asked. */
const goOn = ({ facts: { question } }: IssueReport) =>
  ({ state: question?.from ?? 'handling', facts: { question: null } }) as const;

const whoAsked = (current: IssueReport) =>
  current.facts.question?.from === 'reported' ? ({ role: 'dispatcher' } as const) : theHandler(current);
