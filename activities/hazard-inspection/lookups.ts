/** What the tenant's data says to the rules of a hazard: one question for each act. */

import type { Facts } from '../../workflows/hazard-inspection/facts.ts';
import type { Grade } from '../../workflows/hazard-inspection/grades.ts';
import type { Inputs } from '../../workflows/hazard-inspection/inputs.ts';
import type { Limits } from '../../workflows/hazard-inspection/limits.ts';
import type { Reference } from '../../workflows/hazard-inspection/vocabulary.ts';
import { readActor } from '../actors.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import { daysBetween } from '../days.ts';
import { issue, noPerson, noRow, noUnit } from '../found.ts';
import { lines, readLine } from '../lines.ts';
import { type ActAsk, defineLookups, type InputIssues } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readUnitsFor } from '../units.ts';
import { readGrades } from './grades.ts';

const noGrade = (code: string, grades: ReadonlyMap<string, Grade>) =>
  issue(
    ['grade'],
    `There is no grade “${code}”; choose ${[...grades.keys()].join(', ')}.`,
    `没有等级“${code}”，可选：${[...grades.keys()].join('、')}。`,
  );
const noSection = (section: string, { id, sections }: { id: string; sections: readonly { id: string }[] }) =>
  issue(
    ['section'],
    `Line ${id} has no section “${section}”; choose ${sections.map((part) => part.id).join(', ')}.`,
    `线路${id}没有区段“${section}”，可选：${sections.map((part) => part.id).join('、')}。`,
  );
const sectionWithoutLine = issue(
  ['section'],
  'A section belongs to a line; give the number of the line too.',
  '区段须与线路一并填写，请补充线路编号。',
);

type Stands = { readonly process: string; readonly state: string; readonly plan: string | null };

/** The plan and round under which it was found; a round knows its plan. */
const foundIn = async (
  read: TenantRead,
  named: { plan: string | undefined; round: string | undefined },
): Promise<{ plan: string | null; round: string | null } | InputIssues> => {
  const caseOf = async (id: string, process: string) =>
    (
      await read<Stands>(
        `SELECT process, state, facts->>'plan' AS plan FROM cases WHERE id = $1->>'id' AND process = $1->>'process'`,
        { id, process },
      )
    )[0];
  const round = named.round === undefined ? undefined : await caseOf(named.round, 'inspectionRound');
  if (named.round !== undefined && round?.state !== 'underWay') return { issues: [noRound(named.round)] };
  if (round && named.plan !== undefined && round.plan !== named.plan) return { issues: [otherPlan(named.round ?? '', round)] };
  if (round) return { plan: round.plan, round: named.round ?? null };
  if (named.plan === undefined) return { plan: null, round: null };
  const plan = await caseOf(named.plan, 'protectionPlan');
  return plan?.state === 'inForce' ? { plan: named.plan, round: null } : { issues: [noPlan(named.plan)] };
};

const noRound = (round: string) =>
  issue(
    ['round'],
    `There is no inspection round ${round} under way; begin it first, or leave it out.`,
    `没有正在进行的巡视任务${round}，请先开始巡视，或留空。`,
  );
const otherPlan = (round: string, { plan }: Stands) =>
  issue(['plan'], `Round ${round} belongs to ${plan}; leave the plan out.`, `巡视任务${round}属于${plan}，方案请留空。`);
const noPlan = (plan: string) =>
  issue(
    ['plan'],
    `There is no protection plan ${plan} in force; correct the number, or leave it out.`,
    `没有执行中的保电方案${plan}，请核对编号或留空。`,
  );

/** Permits that name this hazard and have not closed, though it may not have heard of them yet. */
const openPermits = async ({ read, caseId }: ActAsk<unknown, Facts, unknown>): Promise<readonly string[]> => {
  const rows = await read<{ id: string }>(
    `SELECT DISTINCT c.id FROM links l JOIN cases c ON c.id = l.from_case
     WHERE l.to_case = $1->>'caseId' AND l.kind = 'permitFor' AND l.ended_revision IS NULL AND NOT c.closed ORDER BY c.id`,
    { caseId },
  );
  return rows.map(({ id }) => id);
};

/** Everybody who was on the site of a permit that names this hazard. */
const workersUnderPermits = async ({ read, caseId }: ActAsk<unknown, Facts, unknown>): Promise<readonly string[]> => {
  const rows = await read<{ person: string }>(
    `SELECT DISTINCT w AS person FROM links l JOIN cases c ON c.id = l.from_case, jsonb_array_elements_text(c.facts->'workers') w
     WHERE l.to_case = $1->>'caseId' AND l.kind = 'permitFor' AND c.process = 'liveWorkPermit' ORDER BY 1`,
    { caseId },
  );
  return rows.map(({ person }) => person);
};

/** Whether the limit has run over, by the calendar as it is now. */
const isOverdue = async ({ read, caseId, now }: ActAsk<unknown, Facts, unknown>): Promise<boolean> => {
  const rows = await read<{ due: boolean }>(
    `SELECT true AS due FROM clocks WHERE case_id = $1->>'caseId' AND name = 'rectify' AND state = 'running' AND due_at < ($1->>'now')::timestamptz`,
    { caseId, now: new Date(now).toISOString() },
  );
  return rows.length > 0;
};

/** The unit that looks after a line, as long as it is there. */
const homeOf = async (read: TenantRead, unit: string | undefined): Promise<string | null> =>
  unit === undefined ? null : ((await readUnitsFor(read, [unit], 'rectifier')).get(unit)?.unit.id ?? null);

export const hazardInspectionLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const { grade: code, line: lineId, section: sectionId, plan, round } = input;
    const grades = await readGrades(read);
    const grade = grades.get(code);
    const line = lineId === undefined ? undefined : await readLine(read, lineId);
    const section = line?.sections.find(({ id }) => id === sectionId);
    const found = await foundIn(read, { plan, round });
    const issues = [
      ...(grade ? [] : [noGrade(code, grades)]),
      ...(lineId === undefined || line ? [] : [noRow(['line'], lineId, lines)]),
      ...(sectionId === undefined || section || (lineId !== undefined && !line)
        ? []
        : [line ? noSection(sectionId, line) : sectionWithoutLine]),
      ...('issues' in found ? found.issues : []),
    ];
    if (!grade || 'issues' in found || issues.length > 0) return { issues };
    return {
      reference: {
        grade,
        line: line ? { id: line.id, title: line.title } : null,
        section: section ?? null,
        home: await homeOf(read, line?.unit),
        ...found,
      },
    };
  },
  assign: async ({ read, input }) => {
    const { person: personId, unit: unitId } = input;
    const person = personId === undefined ? null : await readActor(read, personId);
    const unit = unitId === undefined ? null : (await readUnitsFor(read, [unitId], 'rectifier')).get(unitId);
    const issues = [
      ...(person === undefined ? [noPerson(['person'], personId ?? '')] : []),
      ...(unit === undefined ? [noUnit(['unit'], unitId ?? '')] : []),
    ];
    return person === undefined || unit === undefined ? { issues } : { reference: { person, unit } };
  },
  extend: async (ask) => ({ reference: { overdue: await isOverdue(ask) } }),
  recheck: async (ask) => {
    const { foundAt, rectifiedAt } = ask.current.facts;
    const calendar = await clocksCalendar(ask.read);
    return {
      reference: {
        days: daysBetween(calendar, foundAt, rectifiedAt ?? ask.now),
        openPermits: await openPermits(ask),
        workers: await workersUnderPermits(ask),
      },
    };
  },
  correctPlace: async (ask) => {
    const { line: lineId, section: sectionId } = ask.input;
    const line = await readLine(ask.read, lineId);
    if (!line) return { issues: [noRow(['line'], lineId, lines)] };
    const section = line.sections.find(({ id }) => id === sectionId);
    if (sectionId !== undefined && !section) return { issues: [noSection(sectionId, line)] };
    return {
      reference: {
        line: { id: line.id, title: line.title },
        section: section ?? null,
        home: await homeOf(ask.read, line.unit),
        openPermits: await openPermits(ask),
      },
    };
  },
  changeGrade: async ({ read, input }) => {
    const { grade: code } = input;
    const grades = await readGrades(read);
    const grade = grades.get(code);
    return grade ? { reference: { grade } } : { issues: [noGrade(code, grades)] };
  },
  withdraw: async (ask) => ({ reference: { openPermits: await openPermits(ask) } }),
});
