/** What each act of a micro-renovation is judged by, or what in its input the tenant's data doesn't know. */
import { registerOf } from '../../workflows/kernel/ballot-register.ts';
import { daysAfter } from '../../workflows/kernel/days.ts';
import { unique } from '../../workflows/kernel/parts.ts';
import { isRefusal } from '../../workflows/kernel/process.ts';
import { ENDED, subjectId } from '../../workflows/kernel/subjects.ts';
import type { Facts, Home, Household } from '../../workflows/micro-renovation/facts.ts';
import type { Inputs } from '../../workflows/micro-renovation/inputs.ts';
import type { Limits } from '../../workflows/micro-renovation/limits.ts';
import type { Money, Reference } from '../../workflows/micro-renovation/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readBudget } from '../budget-year/figures.ts';
import { readCalling } from '../coordination-meeting/calling.ts';
import { readMoments, readToday } from '../days.ts';
import { hashOf } from '../event-hash.ts';
import { issue, noPerson, noRow } from '../found.ts';
import { defineLookups, type InputIssues } from '../lookups.ts';
import { type KnownSubject, readSubjects } from '../subjects.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import {
  type HouseholdRow,
  type ProjectRow,
  renovationTables,
  type SubsidyRateRow,
  type VoteRuleRow,
  type WorkOrderRow,
  type WorkRow,
} from './tables.ts';
import { readTimes, voteEnd, warrantyEnds } from './times.ts';

/** The offices of a case; whoever holds one stands in for no owner. */
const OFFICES = [
  ...['renovationLead', 'surveyor', 'heritageReviewer', 'fireReviewer', 'utilityReviewer', 'siteSupervisor'],
  ...['auditorOfWorks', 'cashier', 'leader', 'contractor', 'admin', 'auditor'],
];

/** The policy item whose budget pays where the project names none. */
const ITEM = 'renovation';

const named = (subjects: ReadonlyMap<string, KnownSubject>, household: string): Household => ({
  household,
  name: subjects.get(subjectId('household', household))?.name ?? household,
});

const homesOf = (rows: readonly HouseholdRow[], subjects: ReadonlyMap<string, KnownSubject>): readonly Home[] =>
  rows
    .toSorted((one, other) => one.door.localeCompare(other.door, 'en', { numeric: true }))
    .map(({ door, tenure, area, floor, owners, representative, user, disputed, absent }) => ({
      ...{ door, tenure, area, floor, owners: owners.map((owner) => named(subjects, owner)) },
      ...{ representative: representative ?? null, user: user === undefined ? null : named(subjects, user) },
      ...{ disputed: disputed ?? false, absent: absent ?? false },
    }));

/** The budget that the case draws on, or will: of the year in which it is asked for. */
const readMoney = async (read: TenantRead, facts: Facts, today: string): Promise<Money> => {
  const project = await readTableRow<ProjectRow>(read, 'projects', facts.project.id);
  const { item, year } = facts.account ?? { item: project?.budget ?? ITEM, year: Number(today.slice(0, 4)) };
  return { item, year, budget: (await readBudget(read, item, year)) ?? null };
};

const contractorIn = async (
  read: TenantRead,
  uscc: string,
): Promise<{ readonly reference: { readonly firm: { readonly uscc: string; readonly name: string } } } | InputIssues> => {
  const found = (await readSubjects(read, [subjectId('firm', uscc)])).get(subjectId('firm', uscc));
  if (!found)
    return {
      issues: [issue(['firm'], 'The register has no such firm. Have it entered first.', '企业登记中没有该企业，请先登记。')],
    };
  return (ENDED as readonly string[]).includes(found.state)
    ? { issues: [issue(['firm'], 'This firm has ended. Choose another one.', '该企业已终止，请另选。')] }
    : { reference: { firm: { uscc, name: found.name } } };
};

export const microRenovationLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const [project, all] = await Promise.all([
      readTableRow<ProjectRow>(read, 'projects', input.project),
      readTable<HouseholdRow>(read, 'households'),
    ]);
    if (!project) return { issues: [noRow(['project'], input.project, renovationTables.projects)] };
    const unit = project.units.find(({ id }) => id === input.unit);
    if (!unit)
      return {
        issues: [
          issue(
            ['unit'],
            `${project.title.en} has no unit “${input.unit}”. Choose one of ${project.units.map(({ id }) => id).join(', ')}.`,
            `${project.title.zh}没有单元“${input.unit}”，请从${project.units.map(({ id }) => id).join('、')}中选择。`,
          ),
        ],
      };
    if (unit.done)
      return { issues: [issue(['unit'], 'This unit was renovated. Choose another one.', '该单元已完成改造，请另选。')] };
    const rows = [...all.values()].filter((row) => row.project === input.project && row.unit === input.unit);
    if (rows.length === 0)
      return {
        issues: [issue(['unit'], 'This unit has no homes entered. Enter them first.', '该单元尚未登记房屋，请先登记。')],
      };
    const keys = unique(rows.flatMap(({ owners, user }) => [...owners, ...(user === undefined ? [] : [user])]));
    const subjects = await readSubjects(
      read,
      keys.map((key) => subjectId('household', key)),
    );
    const { id, title, turn, listed } = unit;
    return {
      reference: {
        project: { id: input.project, title: project.title },
        unit: { id, title, turn, listed },
        office: project.unit ?? null,
        homes: homesOf(rows, subjects),
        care: [],
      },
    };
  },
  noAnswer: async ({ read, now }) => ({ reference: await readTimes(read, now) }),
  draft: async ({ read, input }) => {
    const known = await readTable<WorkRow>(read, 'works');
    const issues = input.works.flatMap(({ work }, n) =>
      known.has(work) ? [] : [noRow(['works', n, 'work'], work, renovationTables.works)],
    );
    if (issues.length > 0) return { issues };
    return {
      reference: {
        works: input.works.map(({ work, where, door, quantity, unitFen, kind }) => {
          const row = known.get(work) as WorkRow;
          return {
            ...{ code: work, title: row.title, lot: row.lot, where: where ?? row.where, door: door ?? null, quantity },
            ...{ unitFen: unitFen ?? row.unitFen, kind, rate: row.rate, warrantyMonths: row.warrantyMonths },
          };
        }),
      },
    };
  },
  noteSale: async ({ read, input }) => {
    const found = (await readSubjects(read, [subjectId('household', input.household)])).get(
      subjectId('household', input.household),
    );
    return found
      ? { reference: { household: { household: input.household, name: found.name } } }
      : {
          issues: [
            issue(
              ['household'],
              'The register has no such household. Have it entered first.',
              '住户登记中没有该住户，请先登记。',
            ),
          ],
        };
  },
  openVote: async ({ read, input, current: { facts }, now, limits }) => {
    const [rules, { today }] = await Promise.all([readTable<VoteRuleRow>(read, 'voteRules'), readTimes(read, now)]);
    const issues = input.matters.flatMap((key, n) =>
      rules.has(key) ? [] : [noRow(['matters', n], key, renovationTables.voteRules)],
    );
    if (issues.length > 0) return { issues };
    const earliest = daysAfter(await readToday(read, facts.notice?.at ?? now), limits.voteNoticeDays);
    const from = input.from ?? ([earliest, today].toSorted().at(-1) as string);
    const to = input.to ?? (await voteEnd(read, from, limits.voteWorkingDays));
    const at = await readMoments(read, [from, to]);
    const matters = input.matters.map((key) => {
      const { title, gate, yes, silenceIsYes } = rules.get(key) as VoteRuleRow;
      return { key, title, rule: { gate, yes, ...(silenceIsYes === undefined ? {} : { silenceIsYes }) } };
    });
    const register = registerOf(
      facts.homes.map(({ door, area, owners, representative, disputed }) => ({
        ...{ part: door, weight: area, representative: representative ?? undefined, disputed },
        owners: owners.map(({ household }) => ({ owner: household, speakers: [subjectId('household', household)] })),
      })),
    );
    return {
      reference: {
        ...{ today, earliest, from, to, opensAt: at[from]?.startsAt ?? now, closesAt: at[to]?.endsAt ?? now, matters },
        hearOnly: input.matters.every((key) => rules.get(key)?.kind === 'hearOnly'),
        ...(isRefusal(register) ? { register, registerHash: '' } : { register, registerHash: hashOf(register) }),
      },
    };
  },
  authorise: async ({ read, input }) => {
    const proxy = await readActor(read, input.proxy);
    return proxy
      ? { reference: { barred: proxy.grants.some(({ role }) => OFFICES.includes(role)), name: proxy.name } }
      : { issues: [noPerson(['proxy'], input.proxy)] };
  },
  closeVote: async ({ read, now, limits }) => {
    const to = await voteEnd(read, await readToday(read, now), limits.extensionWorkingDays);
    return { reference: { extendedTo: (await readMoments(read, [to]))[to]?.endsAt ?? now } };
  },
  share: async ({ read }) => {
    const rows = await readTable<SubsidyRateRow>(read, 'subsidyRates');
    return {
      reference: { rates: [...rows].map(([rate, { title: _, ...row }]) => ({ rate, ...row })) },
    };
  },
  procure: ({ read, input }) => contractorIn(read, input.firm),
  changeContractor: ({ read, input }) => contractorIn(read, input.firm),
  contract: async ({ read, input, current: { facts }, now }) => {
    const today = await readToday(read, now);
    const [money, order, at] = await Promise.all([
      readMoney(read, facts, today),
      readTable<WorkOrderRow>(read, 'workOrder'),
      readMoments(read, [input.until]),
    ]);
    return {
      reference: {
        ...money,
        today,
        endsAt: at[input.until]?.endsAt ?? now,
        order: Object.fromEntries([...order].map(([lot, { after }]) => [lot, after])),
      },
    };
  },
  audit: async ({ read, current: { facts }, now, limits }) => {
    const [money, ends] = await Promise.all([
      readToday(read, now).then((today) => readMoney(read, facts, today)),
      warrantyEnds(read, facts, limits),
    ]);
    return { reference: { ...money, ...ends } };
  },
  callMeeting: async ({ read, input, current, now }) => {
    const calling = await readCalling(read, input, { own: current.unit, now });
    return 'issues' in calling ? calling : { reference: { earliest: calling.earliest } };
  },
  writeOff: async ({ read, current: { facts }, now }) => ({
    reference: await readMoney(read, facts, await readToday(read, now)),
  }),
});
