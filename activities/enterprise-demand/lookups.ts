/** What each act on a demand is judged by, or what in its input the tenant's data doesn't know. */

import type { Facts } from '../../workflows/enterprise-demand/facts.ts';
import type { Inputs } from '../../workflows/enterprise-demand/inputs.ts';
import type { Limits } from '../../workflows/enterprise-demand/limits.ts';
import type { Called, LikeDemand, Named, Reference } from '../../workflows/enterprise-demand/vocabulary.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import { dueAt } from '../calendar/clock.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { readCalling } from '../coordination-meeting/calling.ts';
import { readMoments } from '../days.ts';
import { readDepartment } from '../departments.ts';
import { issue, noCase, noRow, noUnit } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssue } from '../lookups.ts';
import { readSubjects } from '../subjects.ts';
import { policyItems } from '../subsidy-application/policy-items.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readHeirs } from '../unit-successors.ts';
import { policyIssues } from './policies.ts';
import { type CategoryRow, demandCategories } from './tables.ts';

type Ask<Input> = ActAsk<Input, Facts, Limits>;

const DAY = 86_400_000;

const named = ({ id, en, zh }: { readonly id: string; readonly en: string; readonly zh: string }): Named => ({
  id,
  title: { en, zh },
});

const readNamed = async (read: TenantRead, id: string): Promise<Named | null> =>
  (
    await read<Named>(
      `SELECT id, jsonb_build_object('en', en, 'zh', zh) AS title FROM units
       WHERE id = $1->>'id' AND (ended_on IS NULL OR ended_on > tenant_today(tenant))`,
      { id },
    )
  )[0] ?? null;

/** The department of a category, or of the unit that has its work; null where nobody handles matters there. */
const byRule = async (read: TenantRead, unit: string | undefined): Promise<Named | null> => {
  if (unit === undefined) return null;
  const found = await readDepartment(read, unit);
  if ('department' in found) return named(found.department);
  const heir = (await readHeirs(read)).get(unit);
  if (heir === undefined) return null;
  const heirs = await readDepartment(read, heir);
  return 'department' in heirs ? named(heirs.department) : null;
};

const readDesk = async (read: TenantRead): Promise<Named | undefined> =>
  (
    await read<Named>(
      `SELECT id, jsonb_build_object('en', en, 'zh', zh) AS title FROM units
       WHERE kind = 'desk' AND (ended_on IS NULL OR ended_on > tenant_today(tenant)) ORDER BY id LIMIT 1`,
    )
  )[0];

const department = async ({ read, input }: { read: TenantRead; input: { department: string } }) => {
  const found = await readDepartment(read, input.department);
  return 'issue' in found ? { issues: [found.issue] } : { reference: { department: named(found.department) } };
};

/** Units that are called, each with those who speak for it: its handlers, or else the leader over it. */
const called = async (
  read: TenantRead,
  ids: readonly string[],
): Promise<{ readonly units: readonly Called[] } | { readonly issues: readonly InputIssue[] }> => {
  const wanted = [...new Set(ids)];
  const rows = await read<Called>(
    `SELECT jsonb_build_object('id', u.id, 'title', jsonb_build_object('en', u.en, 'zh', u.zh)) AS unit,
       coalesce(nullif(ARRAY(SELECT h.id FROM holders(u.tenant, 'handler', u.id, NULL) h ORDER BY 1), '{}'),
         ARRAY(SELECT h.id FROM holders(u.tenant, 'leader', u.id, NULL) h ORDER BY 1)) AS people
     FROM units u WHERE u.id IN (SELECT jsonb_array_elements_text($1->'ids')) AND (u.ended_on IS NULL OR u.ended_on > tenant_today(u.tenant))`,
    { ids: wanted },
  );
  const units = wanted.flatMap((id) => rows.find(({ unit }) => unit.id === id) ?? []);
  const issues = ids.flatMap((id, n): InputIssue[] => {
    const found = rows.find(({ unit }) => unit.id === id);
    if (!found) return [noUnit(['units', n], id)];
    return found.people.length > 0
      ? []
      : [
          issue(
            ['units', n],
            `Nobody speaks for “${found.unit.title.en}”; choose a unit with a handler.`,
            `“${found.unit.title.zh}”无经办人员，请另选单位。`,
          ),
        ];
  });
  return issues.length > 0 ? { issues } : { units };
};

const calledUnits = async ({ read, input }: { read: TenantRead; input: { units: readonly string[] } }) => {
  const found = await called(read, input.units);
  return 'issues' in found ? found : { reference: found };
};

/** When a running clock of the case is over. */
const readDue = async (read: TenantRead, caseId: string, clocks: readonly string[]): Promise<number | null> =>
  (
    await read<{ due: number | null }>(
      `SELECT ms(due_at) AS due FROM clocks WHERE case_id = $1->>'caseId' AND state = 'running'
         AND name IN (SELECT jsonb_array_elements_text($1->'clocks')) ORDER BY run DESC LIMIT 1`,
      { caseId, clocks },
    )
  )[0]?.due ?? null;
const TO_ANSWER = ['answer', 'answerJoint'];

const untilEnds = async (read: TenantRead, day: string | undefined): Promise<number | null> =>
  day === undefined ? null : ((await readMoments(read, [day]))[day]?.endsAt ?? null);

/** The end of duty on the day itself, or on the next with duty where there is none left. */
export const endOfDuty = (calendar: WorkingCalendar, now: number): number => {
  const today = dueAt(calendar, { workingDays: 1 }, [{ at: now - DAY, kind: 'start' }]);
  return today !== undefined && today > now ? today : (dueAt(calendar, { workingDays: 1 }, [{ at: now, kind: 'start' }]) ?? now);
};

/** Whether so many working days lie before the end. */
export const isAhead = (calendar: WorkingCalendar, now: number, due: number | null, days: number): boolean => {
  if (due === null || days === 0) return due === null || now <= due;
  const reached = dueAt(calendar, { workingDays: days }, [{ at: now, kind: 'start' }]);
  return reached !== undefined && reached <= due;
};

export const enterpriseDemandLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const { firm: code, category: key, wish } = input;
    const id = subjectId('firm', code);
    const [subjects, category, desk, wished, policy] = await Promise.all([
      readSubjects(read, [id]),
      readTableRow<CategoryRow>(read, 'demandCategories', key),
      readDesk(read),
      wish?.department === undefined ? null : readNamed(read, wish.department),
      policyIssues(read, [{ path: ['wish', 'policy'], policy: wish?.policy }]),
    ]);
    const firm = subjects.get(id);
    const issues = [
      ...(firm
        ? []
        : [
            issue(
              ['firm'],
              `The register has no firm ${code}; compare the code with the licence, or have the firm entered.`,
              `登记簿中没有企业${code}，请对照营业执照核对，或先登记该企业。`,
            ),
          ]),
      ...(category ? [] : [noRow(['category'], key, demandCategories)]),
      ...(desk
        ? []
        : [
            issue(
              ['category'],
              'There is no dispatch desk here yet; ask the administrator to enter a unit of the kind “desk”.',
              '尚未设置派单台，请联系管理员新增类型为“desk”的单位。',
            ),
          ]),
      ...(wish?.department !== undefined && !wished ? [noUnit(['wish', 'department'], wish.department)] : []),
      ...policy,
    ];
    if (!firm || !category || !desk || issues.length > 0) return { issues };
    const { title, joint, days = null, outside = null } = category;
    return {
      reference: {
        firm: { code, name: firm.name, state: firm.state },
        category: { code: key, title, joint, days, outside },
        department: await byRule(read, category.unit),
        desk,
        wish: wished,
      },
    };
  },
  route: department,
  objectRouting: async ({ read, caseId, now }) => {
    const [acceptDue, calendar] = await Promise.all([readDue(read, caseId, ['accept']), clocksCalendar(read)]);
    return { reference: { acceptDue, rulingDue: endOfDuty(calendar, now) } };
  },
  rule: department,
  assist: calledUnits,
  askExtension: async ({ read, caseId, now, limits }: Ask<Inputs['askExtension']>) => {
    const [due, calendar] = await Promise.all([readDue(read, caseId, TO_ANSWER), clocksCalendar(read)]);
    return { reference: { due, ahead: isAhead(calendar, now, due, limits.askAheadDays) } };
  },
  answer: async ({ read, caseId, input }) => {
    const [due, ends] = await Promise.all([readDue(read, caseId, TO_ANSWER), untilEnds(read, input.until)]);
    return { reference: { due, untilEnds: ends } };
  },
  coSign: async ({ read, caseId }) => ({ reference: { due: await readDue(read, caseId, TO_ANSWER) } }),
  review: async ({ read, input }) => ({ reference: { untilEnds: await untilEnds(read, input.until) } }),
  direct: async ({ read, input }) =>
    input.department === undefined
      ? { reference: { department: null } }
      : department({ read, input: { department: input.department } }),
  callMeeting: async ({ read, input, current, now }) => {
    const found = await called(read, input.units);
    if ('issues' in found) return found;
    // Its own department is refused by the rule, in other words.
    const units = input.units.filter((id) => id !== current.unit);
    if (units.length === 0) return { reference: { ...found, calling: { earliest: now } } };
    const calling = await readCalling(read, { units, at: input.at, emergency: false }, { own: current.unit, now });
    return 'issues' in calling ? calling : { reference: { ...found, calling: { earliest: calling.earliest } } };
  },
  convert: async ({ read, input: { policyItem } }) => {
    const [row, [today]] = await Promise.all([
      readTableRow(read, 'policyItems', policyItem),
      read<{ year: number }>(`SELECT extract(year FROM tenant_today(current_setting('banjie.tenant', true)))::int AS year`),
    ]);
    return row ? { reference: { year: today?.year ?? 0 } } : { issues: [noRow(['policyItem'], policyItem, policyItems)] };
  },
  group: async ({ read, input }) => {
    const ids = [...new Set(input.demands)];
    const rows = await read<LikeDemand>(
      `SELECT id, state, facts->>'firm' AS firm, facts#>>'{category,code}' AS category,
         facts->>'follows' IS NOT NULL OR jsonb_array_length(facts->'members') > 0 AS grouped
       FROM cases WHERE process = 'enterpriseDemand' AND id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
      { ids },
    );
    const demands = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    const missing = ids.flatMap((id, n) => (rows.some((row) => row.id === id) ? [] : [noCase(['demands', n], id)]));
    return missing.length > 0 ? { issues: missing } : { reference: { demands } };
  },
});
