/** The tenant's tables about credits: what each kind of act gives, and how many each group of people needs in a year. */

import { z } from 'zod';
import { type Accrual, accrualOf, type CreditRule, ringOf } from '../../workflows/credits/accrual.ts';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import { personId, unitId } from '../../workflows/kernel/inputs.ts';
import { readToday } from '../days.ts';
import { code, key, rowTitle, whole } from '../table-parts.ts';
import { readTable, type TableRule } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

export const creditRules: TableRule = {
  title: { en: 'Credit rules', zh: '学分规则' },
  key: {
    en: 'Kind of act: session, course, assessment, mentoring, deskAnswer, or one of your own',
    zh: '类别：session、course、assessment、mentoring、deskAnswer或自定义',
  },
  row: z.strictObject({
    title: rowTitle(),
    amount: titled('Credits', '学分', whole(0, 1_000), ['Whole credits for one act.', '每次计入的整数学分。']),
    mostPerYear: titled('Most in a year', '年度上限', whole(0, 100_000), [
      'Most credits of this kind for one person in a calendar year.',
      '每人每个自然年此类学分的上限。',
    ]),
    validYears: titled('Years they count', '有效年数', whole(1, 50), [
      'Calendar years, the one in which they were earned included.',
      '按自然年计，含取得学分的当年。',
    ]),
    alsoWith: titled('Comes with', '随同类别', z.array(picked('table:creditRules', code())).max(50).default([]), [
      'Kinds that give this one too, whenever they give credits.',
      '这些类别计学分时，一并计入本类学分。',
    ]),
  }),
  check: (rows) => {
    const rules = rows as ReadonlyMap<string, CreditRule>;
    for (const [kind, { alsoWith }] of rules) {
      const unknown = alsoWith.find((other) => !rules.has(other));
      if (unknown !== undefined) {
        return {
          en: `“${kind}” comes with “${unknown}”, for which there is no rule; enter that one first.`,
          zh: `“${kind}”随“${unknown}”计学分，但没有“${unknown}”的规则，请先录入。`,
        };
      }
    }
    const ring = ringOf(rules, ({ alsoWith }) => alsoWith);
    return (
      ring && {
        en: `Credits would give themselves again and again: ${ring.join(' comes with ')}. Take one of these out of “alsoWith”.`,
        zh: `学分将循环自生：${ring.join(' ← ')}。请从alsoWith中去掉其中一项。`,
      }
    );
  },
};

/** A row of `creditRequirements`: whom it is for, and what the people of those kinds of units need in a calendar year. */
export type CreditRequirement = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly credits: number;
  readonly unitKinds: readonly string[];
  /** Who belongs to it for courses wherever they work, or whatever the kind of their unit is. */
  readonly heldRoles?: readonly string[] | undefined;
  readonly units?: readonly string[] | undefined;
  /** Who of these units is evaluated. */
  readonly roles: readonly string[];
  /** Whether somebody who begins within the year needs the share of its months that are left. */
  readonly byMonths: boolean;
};

export const creditRequirements: TableRule = {
  title: { en: 'Credit requirements', zh: '学分要求' },
  key: { en: 'Target group', zh: '培训对象' },
  row: z.strictObject({
    title: rowTitle(),
    credits: titled('Credits needed', '应修学分', whole(0, 100_000), ['In a calendar year.', '每个自然年。']),
    unitKinds: titled('Kinds of units', '单位类型', z.array(key(40)).max(20), [
      'The people of these units belong to the group. The yearly evaluation goes by them alone.',
      '这些类型单位的人员属于本培训对象。年度考评仅按单位类型。',
    ]),
    heldRoles: titled('Roles held', '所任角色', z.array(code()).min(1).max(20).optional(), [
      'Who holds one of these roles may enrol in its courses, wherever they work: couriers, for example.',
      '担任其中任一角色的人员，不论所属单位，均可报名，例如快递员。',
    ]),
    units: titled('Units and companies', '单位及企业', z.array(unitId()).min(1).max(100).optional(), [
      'Who belongs to one of these, or to a unit below it, may enrol in its courses.',
      '所列单位及其下属单位的人员可报名。',
    ]),
    roles: titled('Roles evaluated', '考评角色', z.array(code()).min(1).max(20).default(['trainee']), [
      'Who of these units is evaluated: those who can learn.',
      '上述单位中参加考评的角色，一般为学员。',
    ]),
    byMonths: titled('By months', '按月折算', z.boolean().default(true), [
      'Who begins within the year needs the share of the months that are left, the first included.',
      '年内加入者按剩余月数（含当月）折算要求。',
    ]),
  }),
  check: (rows) => {
    const claimed = new Map<string, string>();
    for (const [group, { unitKinds, heldRoles = [], units = [] }] of rows as ReadonlyMap<string, CreditRequirement>) {
      if (unitKinds.length + heldRoles.length + units.length === 0) {
        return {
          en: `Nobody belongs to “${group}”; name kinds of units, roles or units.`,
          zh: `“${group}”没有任何人员，请填写单位类型、角色或单位。`,
        };
      }
      for (const kind of unitKinds) {
        const other = claimed.get(kind);
        if (other !== undefined && other !== group) {
          return {
            en: `Units of the kind “${kind}” would belong to “${other}” and to “${group}”; leave them to one of the two.`,
            zh: `类型为“${kind}”的单位同时属于“${other}”和“${group}”，请只保留一个。`,
          };
        }
        claimed.set(kind, group);
      }
    }
    return undefined;
  },
};

/** A row of `creditExemptions`: somebody of whom less is asked in a year, or nothing. */
export type CreditExemption = {
  readonly person: string;
  readonly year: number;
  /** What is asked all the same; nothing where it is left out. */
  readonly credits?: number | undefined;
  readonly reason: string;
};

const creditExemptions: TableRule = {
  title: { en: 'Exemptions from credits', zh: '学分减免' },
  key: { en: 'Number of the exemption', zh: '减免编号' },
  keepers: ['academyAdmin', 'personnel'],
  row: z.strictObject({
    person: titled('Person', '人员', personId()),
    year: titled('Year', '年度', whole(2020, 2100)),
    credits: titled('Credits needed all the same', '仍应修学分', whole(0, 100_000).optional(), [
      'Leave it out where nothing is asked; the person then counts in no rate.',
      '全免留空，该人员不计入达标率。',
    ]),
    reason: titled('Reason', '减免事由', key(500), ['Such as a long leave.', '例如长期休假。']),
  }),
};

/** What every process that gives credits mounts. */
export const creditTables = { creditRules, creditRequirements, creditExemptions } as const;

/** What an act of this kind gives by the rules of a day (YYYY-MM-DD), or today; a kind without a rule gives nothing. */
export const readAccrual = async (read: TenantRead, kind: string, day?: string): Promise<Accrual> => {
  const on = day ?? (await readToday(read));
  return accrualOf(await readTable<CreditRule>(read, 'creditRules', on), kind, on);
};
