/** The permit is issued: job, line, period, and who does what on it. */
import { addParties, link } from '../effects/index.ts';
import { moment, timeTo } from '../kernel/moments.ts';
import { type Process, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import { parts, twiceOnPermit, unqualified, withoutRole } from './qualifications.ts';
import type { Clock, Reference, Role, State } from './vocabulary.ts';
import { named, notify, notifyAll, onSite, tellHazard } from './waiting.ts';

const MINUTE = 60_000;

export const issuing: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Issue a live-line work permit', zh: '签发带电作业票' },
  description: {
    en: 'Steps and gear come from the table of job types and stay as they are now. Several permits may be issued ahead for one leader or section; only one of them can be open at a time. A hazard for which it is issued waits for it from now on; a connection on its line waits from permission on, when work begins.',
    zh: '步骤和旁路器材取自作业类型表，签发后不再变动。同一负责人或区段可提前签发多张，但同一时间只能许可一张。所关联的隐患自签发起须待其终结；线路上的接电自许可开工起须待其终结。',
  },
  event: 'Issued',
  by: ['permitIssuer'],
  to: ['issued'],
  decide: ({ id, actor, now, input, reference, limits }) => {
    const { job, line, sections, leader, permitter, guardian, members, days } = reference;
    const from = Date.parse(input.from);
    const until = Date.parse(input.until);
    const period = badPeriod(from, until, now, limits.permitMinutes);
    if (period) return period;
    const unit = leader.unit === undefined ? {} : { unit: leader.unit };
    const refusal =
      twiceOnPermit([
        { ...named(actor), part: 'issuer' },
        { ...named(leader), part: 'leader' },
        { ...named(permitter), part: 'permitter' },
        { ...named(guardian), part: 'guardian' },
        ...members.map((member) => ({ ...named(member), part: 'member' as const })),
      ]) ??
      withoutRole([leader], 'workLeader', parts.leader, unit) ??
      withoutRole([permitter], 'permitter', parts.permitter, unit) ??
      withoutRole([guardian], 'guardian', parts.guardian, unit) ??
      withoutRole(members, 'lineWorker', parts.member, unit) ??
      tooFew(members.length, job.minMembers) ??
      unqualified([leader, guardian, ...members], job.qualifications, days);
    if (refusal) return refusal;

    const { steps, gear, ...kept } = job;
    const facts: Facts = {
      ...blank,
      job: { code: input.job, ...kept },
      steps,
      gear,
      line,
      sections,
      task: input.task,
      hazard: input.hazard ?? null,
      from,
      until,
      issuer: named(actor),
      leader: named(leader),
      permitter: named(permitter),
      guardian: named(guardian),
      members: members.map(named),
    };
    const words = { jobEn: job.title.en, jobZh: job.title.zh, lineEn: line.title.en, lineZh: line.title.zh, from: moment(from) };
    return {
      state: 'issued',
      facts,
      title: `${job.title.zh} ${job.title.en}：${line.title.zh} ${sections.map(({ title }) => title.zh).join('、')}`,
      ...unit,
      clocks: { start: { begin: timeTo(until, now) } },
      notify: [...notifyAll(onSite(facts), 'issued', words), notify({ person: permitter.id }, 'issued', words)],
      effects: [
        addParties(
          { role: 'issuer', person: actor.id },
          { role: 'leader', person: leader.id },
          { role: 'permitter', person: permitter.id },
          { role: 'guardian', person: guardian.id },
          ...members.map(({ id: person }) => ({ role: 'member', person })),
        ),
        ...(facts.hazard === null ? [] : [link(facts.hazard, 'permitFor')]),
        ...tellHazard(facts.hazard, 'permitOpened', { permit: id }),
      ],
    };
  },
};

export const tooFew = (members: number, least: number) =>
  members < least
    ? refuse(
        'tooFewMembers',
        `This job needs a crew of at least ${least} beside leader and guardian; ${members} would be left. Add members first.`,
        `本作业除负责人、监护人外至少需${least}名工作班成员，现为${members}名，请补充人员。`,
      )
    : undefined;

const badPeriod = (from: number, until: number, now: number, most: number) => {
  if (until <= from) {
    return refuse(
      'periodBackwards',
      'The permit would end before it begins; check “from” and “until”.',
      '结束时间早于开始时间，请核对。',
    );
  }
  if (until <= now) {
    return refuse('periodOver', 'The whole period is past already; choose one to come.', '计划工作时间已过，请重新填写。');
  }
  return until - from > most * MINUTE
    ? refuse(
        'periodTooLong',
        `A permit holds for at most ${most} minutes; shorten it, and issue another for the rest.`,
        `作业票有效期最长${most}分钟，请缩短，其余工作另行签发。`,
      )
    : undefined;
};

const blank = {
  survey: null,
  weather: null,
  insulation: null,
  fencing: null,
  briefing: null,
  signatures: [],
  permitted: null,
  progress: [],
  abandoned: null,
  workers: [],
  stops: [],
  haltedAt: null,
  guardianAway: false,
  handovers: [],
  extension: null,
  expiredAt: null,
  handedBack: null,
  closed: null,
} satisfies Partial<Facts>;
