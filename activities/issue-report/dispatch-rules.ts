/** The ordered rules by which reports find their unit: the first that matches wins and says why. Pure; what the tenant has is passed in. */
import type { Title } from '../../workflows/kernel/process.ts';

export type DispatchRule = {
  readonly id: string;
  readonly title: Title;
  readonly when: {
    readonly categories?: readonly string[];
    readonly areas?: readonly string[];
    /** Local time of day, such as 22:00 to 06:00; the end doesn't belong to it. */
    readonly hours?: { readonly from: string; readonly to: string };
    /** Only for matters that are this unit's by the responsibility list. */
    readonly owner?: true;
  };
  readonly unit: string;
};

export type RuleUnit = { readonly id: string; readonly title: Title; readonly kind: string; readonly path: string };
export type RuleCategory = { readonly code: string; readonly title: Title; readonly owner: string | null };
export type RuleArea = { readonly id: string; readonly title: Title };

/** What the rules are about. `zone` is the tenant's time zone, such as Asia/Shanghai. */
export type DispatchData = {
  readonly zone: string;
  readonly units: readonly RuleUnit[];
  readonly categories: readonly RuleCategory[];
  readonly areas: readonly RuleArea[];
};

/** What a rule looks at; `at` in epoch milliseconds. */
export type Matter = { readonly category: string; readonly area: string; readonly at: number };

export type Match = { readonly rule: string; readonly unit: string; readonly why: Title };

/** The first rule that matches, with the sentence that the unit and the reporter read. */
export const firstMatch = (rules: readonly DispatchRule[], matter: Matter, data: DispatchData): Match | undefined => {
  const category = data.categories.find(({ code }) => code === matter.category);
  const area = data.areas.find(({ id }) => id === matter.area);
  const minute = minuteOfDay(matter.at, data.zone);
  const rule = rules.find(
    ({ when, unit }) =>
      (!when.categories || when.categories.includes(matter.category)) &&
      (!when.areas || when.areas.includes(matter.area)) &&
      (!when.hours || isBetween(minute, when.hours)) &&
      (!when.owner || category?.owner === unit),
  );
  return rule && { rule: rule.id, unit: rule.unit, why: whyOf(rule, category, area) };
};

/** The rule's name and what of it matched. */
const whyOf = ({ title, when }: DispatchRule, category?: RuleCategory, area?: RuleArea): Title => {
  const grounds: Title[] = [
    ...(when.owner ? [{ en: 'by the responsibility list', zh: '依据责任清单' }] : []),
    ...(when.categories && category ? [{ en: `category “${category.title.en}”`, zh: `类别“${category.title.zh}”` }] : []),
    ...(when.areas && area ? [{ en: `area “${area.title.en}”`, zh: `网格“${area.title.zh}”` }] : []),
    ...(when.hours
      ? [{ en: `between ${when.hours.from} and ${when.hours.to}`, zh: `时段${when.hours.from}至${when.hours.to}` }]
      : []),
  ];
  if (grounds.length === 0) return { en: `${title.en} (all reports).`, zh: `${title.zh}（全部上报件）。` };
  return {
    en: `${title.en} (${grounds.map(({ en }) => en).join(', ')}).`,
    zh: `${title.zh}（${grounds.map(({ zh }) => zh).join('、')}）。`,
  };
};

/** Units to which a department's matters aren't pushed down. */
const LOWER_KINDS = ['township', 'station', 'community'];

/** Whether giving an owner's matter to this unit would push it down. A department's own branch is still the department. */
export const pushesDown = (owner: RuleUnit, unit: RuleUnit): boolean =>
  owner.kind === 'department' && LOWER_KINDS.includes(unit.kind) && !unit.path.startsWith(owner.path);

/** Matters pushed down that are named at once. */
const MOST_PUSHED = 200;

export type RuleIssue = { readonly path: readonly (string | number)[]; readonly message: Title };

/** What keeps a set of rules from being saved; empty when nothing does. */
export const ruleIssues = (rules: readonly DispatchRule[], data: DispatchData): readonly RuleIssue[] => {
  const issues: RuleIssue[] = [];
  const codes = new Set(data.categories.map(({ code }) => code));
  for (const [index, rule] of rules.entries()) {
    const issue = (path: string, en: string, zh: string) =>
      issues.push({ path: ['rules', index, ...path.split('.')], message: { en, zh } });
    const { when } = rule;
    const unit = data.units.find(({ id }) => id === rule.unit);
    if (!unit)
      issue(
        'unit',
        `There is no unit “${rule.unit}”; choose one from the list of units.`,
        `没有单位“${rule.unit}”，请从单位目录中选择。`,
      );
    if (rules.findIndex(({ id }) => id === rule.id) < index) {
      issue(
        'id',
        `Another rule is called “${rule.id}” already; give this one its own name.`,
        `规则编号“${rule.id}”重复，请另取编号。`,
      );
    }
    for (const code of when.categories ?? []) {
      if (!codes.has(code)) {
        issue(
          'when.categories',
          `There is no category “${code}”; choose one from the catalogue.`,
          `没有类别“${code}”，请从目录中选择。`,
        );
      }
    }
    for (const id of when.areas ?? []) {
      if (!data.areas.some((area) => area.id === id)) {
        issue('when.areas', `There is no area “${id}”; choose one from the map.`, `没有网格“${id}”，请从地图中选择。`);
      }
    }
    if (when.hours && !(isTime(when.hours.from) && isTime(when.hours.to) && when.hours.from !== when.hours.to)) {
      issue(
        'when.hours',
        'Give two different times of day, such as 22:00 and 06:00.',
        '请填写两个不同的时刻，例如22:00和06:00。',
      );
    }
  }
  // Who has more of them than somebody reads at once begins with these.
  for (const { index, category, owner, unit } of pushDowns(rules, data).slice(0, MOST_PUSHED)) {
    issues.push({
      path: ['rules', index, 'unit'],
      message: {
        en: `“${category.title.en}” is the matter of ${owner.title.en}; it isn’t pushed down to ${unit.title.en}. Send it to ${owner.title.en}, or leave this category out of the rule.`,
        zh: `“${category.title.zh}”由${owner.title.zh}负责，不得下派给${unit.title.zh}。请派给${owner.title.zh}，或将该类别移出本规则。`,
      },
    });
  }
  return issues;
};

type PushDown = {
  readonly index: number;
  readonly rule: DispatchRule;
  readonly category: RuleCategory;
  readonly owner: RuleUnit;
  readonly unit: RuleUnit;
};

/** Where a set of rules would push a department's matter down. */
export const pushDowns = (
  rules: readonly DispatchRule[],
  { units, categories }: Pick<DispatchData, 'units' | 'categories'>,
): readonly PushDown[] => {
  const settled = new Set<string>();
  return rules.flatMap((rule, index) => {
    const { when } = rule;
    const reached = reachedBy(rule, categories).filter(({ code }) => !settled.has(code));
    // What this rule takes at any place and hour never reaches those behind it.
    if (!when.areas && !when.hours) for (const { code } of reached) settled.add(code);
    const unit = units.find(({ id }) => id === rule.unit);
    return reached.flatMap((category) => {
      const owner = units.find(({ id }) => id === category.owner);
      return owner && unit && pushesDown(owner, unit) ? [{ index, rule, category, owner, unit }] : [];
    });
  });
};

/** Rules that can never match, because one before them takes all that they would, with that one's id. */
export const shadowed = (
  rules: readonly DispatchRule[],
  { categories }: Pick<DispatchData, 'categories'>,
): readonly { readonly id: string; readonly by: string }[] => {
  const all = rules.map((rule) => ({
    rule,
    codes: new Set(reachedBy(rule, categories).map(({ code }) => code)),
    areas: rule.when.areas && new Set(rule.when.areas),
  }));
  return all.flatMap((one, index) => {
    const by = all.slice(0, index).find((before) => takesAll(before, one));
    return by ? [{ id: one.rule.id, by: by.rule.id }] : [];
  });
};

type Reaching = {
  readonly rule: DispatchRule;
  readonly codes: ReadonlySet<string>;
  /** Everywhere where none is named. */
  readonly areas: ReadonlySet<string> | undefined;
};

/** Whether a rule takes every matter that another one would. */
const takesAll = (before: Reaching, { rule: { when }, codes, areas }: Reaching): boolean => {
  const { hours } = before.rule.when;
  return (
    (!hours || (when.hours?.from === hours.from && when.hours.to === hours.to)) &&
    codes.size > 0 &&
    (!before.areas || (areas !== undefined && isWithin(areas, before.areas))) &&
    isWithin(codes, before.codes)
  );
};

const reachedBy = ({ when, unit }: DispatchRule, categories: readonly RuleCategory[]): readonly RuleCategory[] => {
  const named = when.categories && new Set(when.categories);
  return categories.filter(({ code, owner }) => (!named || named.has(code)) && (!when.owner || owner === unit));
};

const isWithin = (narrow: ReadonlySet<string>, wide: ReadonlySet<string>): boolean => {
  for (const one of narrow) if (!wide.has(one)) return false;
  return true;
};

export type PastMatter = Matter & { readonly id: string; readonly unit: string | null };

export type DryRun = {
  readonly total: number;
  readonly matched: number;
  /** Would have gone to the dispatch desk. */
  readonly unmatched: number;
  readonly changed: number;
  readonly units: readonly { readonly unit: string; readonly before: number; readonly after: number }[];
  readonly cases: readonly {
    readonly id: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly rule: string | null;
    readonly changed: boolean;
  }[];
};

/** What a set of rules would have done with past cases; `unit` of each is the one it was first dispatched to. */
export const dryRun = (rules: readonly DispatchRule[], past: readonly PastMatter[], data: DispatchData): DryRun => {
  const cases = past.map((matter) => {
    const match = firstMatch(rules, matter, data);
    const after = match?.unit ?? null;
    return { id: matter.id, before: matter.unit, after, rule: match?.rule ?? null, changed: after !== matter.unit };
  });
  const named = [...new Set(cases.flatMap(({ before, after }) => [before, after]))].filter((unit) => unit !== null).toSorted();
  return {
    total: cases.length,
    matched: cases.filter(({ rule }) => rule !== null).length,
    unmatched: cases.filter(({ rule }) => rule === null).length,
    changed: cases.filter(({ changed }) => changed).length,
    units: named.map((unit) => ({
      unit,
      before: cases.filter(({ before }) => before === unit).length,
      after: cases.filter(({ after }) => after === unit).length,
    })),
    cases,
  };
};

const isTime = (time: string): boolean => /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(time);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A span that ends earlier than it begins goes over midnight. */
const isBetween = (minute: number, { from, to }: { from: string; to: string }): boolean => {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
};

const clocks = new Map<string, Intl.DateTimeFormat>();

const minuteOfDay = (at: number, zone: string): number => {
  const format =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(zone, format);
  return minutesOf(format.format(at));
};
