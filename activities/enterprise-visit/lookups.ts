/** What each act of a visit is judged by, or what in its input the tenant's data doesn't know. */
import type { Facts } from '../../workflows/enterprise-visit/facts.ts';
import type { Inputs } from '../../workflows/enterprise-visit/inputs.ts';
import type { Limits } from '../../workflows/enterprise-visit/limits.ts';
import type { Joint, Reference } from '../../workflows/enterprise-visit/vocabulary.ts';
import { metresBetween } from '../../workflows/kernel/place.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { ENDED, subjectId } from '../../workflows/kernel/subjects.ts';
import type { Facts as Round } from '../../workflows/visit-round/facts.ts';
import { dutyDays } from '../calendar/duty-days.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import { daysBetween, readToday } from '../days.ts';
import { policyIssues } from '../enterprise-demand/policies.ts';
import { demandCategories } from '../enterprise-demand/tables.ts';
import { issue, noPerson, noRow, noUnit } from '../found.ts';
import { issueReportLookups } from '../issue-report/lookups.ts';
import { type ActAsk, defineLookups, type InputIssue } from '../lookups.ts';
import { readSubjects } from '../subjects.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readUnitsFor } from '../units.ts';
import { assign } from './assigning.ts';
import { readDay } from './days.ts';
import { readJoint } from './joint.ts';
import { readOfficer } from './officers.ts';
import { quietOn } from './quiet-days.ts';
import { readQuietWishes } from './quiet-wishes.ts';
import { readService } from './service.ts';
import { NOTHING, readStanding, readWaiting } from './standing.ts';
import type { FirmOfficerRow, QuietRow } from './tables.ts';

const DAY = 86_400_000;
/** Days for which a firm may wish no visits. */
const QUIET_MOST = 366;

type Ask<Input = unknown> = ActAsk<Input, Facts, Limits>;

const noFirm = (code: string): InputIssue =>
  issue(
    ['firm'],
    `The register has no firm ${code}. Compare it with the licence, or have the firm entered.`,
    `登记簿中没有企业${code}，请与营业执照核对，或先登记该企业。`,
  );

const past = (path: readonly string[]): InputIssue =>
  issue(path, 'This time is over. Choose one to come.', '该时间已过，请选择之后的时间。');

/** What only a round says, of the visits that it opens. */
const sentByRound = (input: Inputs['start'], actor: Actor): readonly InputIssue[] =>
  actor.id.startsWith('case:')
    ? []
    : (['round', 'officer', 'unit'] as const).flatMap((field) =>
        input[field] === undefined
          ? []
          : [issue([field], 'Only a round says this. Leave it out.', '此项仅由走访轮次填写，请留空。')],
      );

const readRound = async (read: TenantRead, id: string): Promise<Reference['start']['round']> => {
  const [found] = await read<{ title: string; state: string; facts: Round }>(
    `SELECT title, state, facts FROM cases WHERE id = $1->>'id' AND process = 'visitRound'`,
    { id },
  );
  if (!found) return null;
  const { title, state, facts } = found;
  const until = facts.endsAt ?? 0;
  return { title, state, questions: facts.questions, arrangeBy: facts.halfAt ?? until, since: facts.startsAt, until };
};

/** What the tables say to the demands that were noted. */
const demandIssues = async (read: TenantRead, demands: Inputs['record']['demands']): Promise<readonly InputIssue[]> => {
  if (demands.length === 0) return [];
  const [categories, policies, units] = await Promise.all([
    readTable(read, 'demandCategories'),
    policyIssues(
      read,
      demands.map(({ policy }, n) => ({ path: ['demands', String(n), 'policy'], policy })),
    ),
    readUnitsFor(
      read,
      demands.flatMap(({ department }) => department ?? []),
      'handler',
    ),
  ]);
  const others = demands.flatMap(({ category, department }, n) => [
    ...(categories.has(category) ? [] : [noRow(['demands', String(n), 'category'], category, demandCategories)]),
    ...(department === undefined || units.has(department) ? [] : [noUnit(['demands', String(n), 'department'], department)]),
  ]);
  return [...others, ...policies];
};

/** Why a unit can't come along. */
const jointIssues = (
  path: readonly string[],
  id: string,
  found: Joint | undefined,
  ownUnit: string | undefined,
): readonly InputIssue[] => {
  if (!found) return [noUnit(path, id)];
  const { en, zh } = found.title;
  if (id === ownUnit)
    return [issue(path, `The visit is ${en}’s own. Name the others alone.`, `本次走访即由${zh}承办，请仅填写其他单位。`)];
  return found.people.length > 0
    ? []
    : [issue(path, `Nobody of ${en} visits firms. Choose another unit.`, `${zh}无走访人员，请另选单位。`)];
};

const noted = async ({ read, input }: Ask<{ readonly demands?: Inputs['record']['demands'] | undefined }>) => {
  const issues = await demandIssues(read, input.demands ?? []);
  return issues.length > 0 ? { issues } : { reference: { known: true as const } };
};

export const enterpriseVisitLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input, actor, now }) => {
    const subject = subjectId('firm', input.firm);
    const byRound = input.round !== undefined && actor.id.startsWith('case:');
    const [subjects, round] = await Promise.all([
      readSubjects(read, [subject]),
      byRound ? readRound(read, input.round as string) : null,
    ]);
    const firm = subjects.get(subject);
    const wrong = [
      ...sentByRound(input, actor),
      ...(firm ? [] : [noFirm(input.firm)]),
      ...(input.at !== undefined && Date.parse(input.at) <= now ? [past(['at'])] : []),
    ];
    if (!firm || wrong.length > 0) return { issues: wrong };
    const { name, state, area } = firm;
    if (byRound) {
      const officer = input.officer === undefined ? undefined : await readOfficer(read, input.officer, input.unit);
      return { reference: { firm: { name, state }, round, officer: officer ?? null, unit: officer?.unit ?? input.unit ?? null } };
    }
    const found = assign(await readService(read), { code: input.firm, area });
    return { reference: { firm: { name, state }, round: null, ...found } };
  },
  arrange: async ({ read, input, actor, current: { id, unit: ownUnit, facts }, now, limits }) => {
    const at = Date.parse(input.at);
    if (at <= now) return { issues: [past(['at'])] };
    const joint = [...new Set(input.joint ?? [])];
    const { code } = facts.firm;
    const [day, calendar, rows, units] = await Promise.all([
      readDay(read, at, limits.visitGapDays),
      clocksCalendar(read),
      readTable<QuietRow>(read, 'quietDays'),
      readJoint(read, joint),
    ]);
    const own = facts.wish === at;
    const duty = [...dutyDays(calendar, { from: at, to: at })].flatMap((one) => one.duty);
    const issues = [
      ...(own || duty.some(({ from, to }) => from <= at && at < to)
        ? []
        : [
            issue(
              ['at'],
              'A visit is made in duty hours. Choose such a time, or let the firm name another.',
              '走访须在工作时间内进行，请另选时间，或由企业提出时间。',
            ),
          ]),
      ...joint.flatMap((unit, n) => jointIssues(['joint', String(n)], unit, units.get(unit), ownUnit)),
    ];
    if (issues.length > 0) return { issues };
    const standing = await readStanding(read, { id, firm: code, officer: actor.id }, day, calendar.zone);
    const [wishes, others] = await Promise.all([
      readQuietWishes(read, [code], day.date),
      standing.inYear + 1 < limits.visitsPerYear ? [] : readWaiting(read, id, code),
    ]);
    return {
      reference: {
        others,
        ...day,
        ...standing,
        workingDaysAhead: daysBetween(calendar, now, at).workingDays,
        quiet: quietOn(rows.values(), calendar, day.date),
        wishesNone: wishes.get(code) ?? null,
        joint: joint.flatMap((unit) => units.get(unit) ?? []),
      },
    };
  },
  checkIn: async ({ read, input, actor, current: { id, facts }, now, limits }) => {
    const { code } = facts.firm;
    const { arranged } = facts;
    const [day, row] = await Promise.all([
      readDay(read, now, limits.visitGapDays),
      readTableRow<FirmOfficerRow>(read, 'firmOfficers', code),
    ]);
    const asArranged = arranged !== null && arranged.dayStart <= now && now < arranged.dayEnd;
    const standing = asArranged
      ? NOTHING
      : await readStanding(read, { id, firm: code, officer: actor.id }, day, (await clocksCalendar(read)).zone);
    const near =
      input.place !== undefined && row?.place !== undefined && metresBetween(input.place, row.place) <= limits.checkInRadius;
    return {
      reference: {
        ...day,
        ...standing,
        there: input.code === undefined ? (near ? 'place' : null) : input.code === code ? 'code' : null,
      },
    };
  },
  reply: async ({ read, input, now }) => {
    if (input.choice === 'otherTime' && input.at !== undefined && Date.parse(input.at) <= now) return { issues: [past(['at'])] };
    if (input.choice === 'noNeed' && input.until !== undefined) {
      const today = await readToday(read, now);
      const year = new Date(Date.parse(today) + QUIET_MOST * DAY).toISOString().slice(0, 10);
      if (input.until < today || input.until > year)
        return {
          issues: [
            issue(
              ['until'],
              `Choose a day from today to ${year}. Whoever wants no visits for longer says so again then.`,
              `请选择今日至${year}之间的日期；需更久的，届时可再次提出。`,
            ),
          ],
        };
    }
    return { reference: { known: true } };
  },
  reportDanger: async ({ read, input, actor, now }) => {
    const answer = await issueReportLookups.start({ read, input, actor, now } as Parameters<typeof issueReportLookups.start>[0]);
    return 'issues' in answer ? answer : { reference: { known: true } };
  },
  record: noted,
  amend: noted,
  reassign: async ({ read, input, current }) => {
    const officer = await readOfficer(read, input.to, current.unit);
    return officer ? { reference: { officer } } : { issues: [noPerson(['to'], input.to)] };
  },
  join: async ({ read, current: { id, facts }, now }) => {
    const [other] = await read<{ id: string; at: number }>(
      `SELECT id, (facts#>>'{arranged,at}')::float8 AS at FROM cases WHERE process = 'enterpriseVisit' AND state IN ('arranged', 'underWay') AND id <> $1->>'id'
         AND named @> ARRAY[$1->>'firm'] AND (facts#>>'{arranged,dayEnd}')::float8 > ($1->>'now')::float8 ORDER BY 2 LIMIT 1`,
      { id, firm: subjectId('firm', facts.firm.code), now },
    );
    return { reference: { other: other ?? null } };
  },
  addUnit: async ({ read, input: { unit } }) => ({
    reference: { unit: unit === undefined ? null : ((await readJoint(read, [unit])).get(unit) ?? null) },
  }),
  goOnAlone: async ({ read, current: { facts } }) => {
    const subject = subjectId('firm', facts.firm.code);
    const [subjects, round] = await Promise.all([
      readSubjects(read, [subject]),
      facts.round === null ? null : readRound(read, facts.round),
    ]);
    const ended = (ENDED as readonly string[]).includes(subjects.get(subject)?.state ?? '');
    return { reference: { goesOn: !ended && (facts.round === null || round?.state === 'running') } };
  },
});
