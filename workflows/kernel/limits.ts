/** Numbers that a tenant may change, with what they count and how far they go. Pure. */
import type { Title } from './process.ts';

/** A number that a tenant may change with a date. */
export type LimitRule = {
  readonly title: Title;
  /** What it counts; a key of `LIMIT_UNITS`. */
  readonly unit: LimitUnit;
  readonly default: number;
  readonly least?: number;
  readonly most?: number;
  /** Another limit of the process that is never lower than this one: without that the two can't be kept together. */
  readonly atMost?: string;
};

/** What limits count, with the words that stand behind the number. */
export const LIMIT_UNITS = {
  times: { en: 'times', zh: '次' },
  pieces: { en: 'pieces', zh: '件' },
  people: { en: 'people', zh: '人' },
  photos: { en: 'photos', zh: '张' },
  seconds: { en: 'seconds', zh: '秒' },
  minutes: { en: 'minutes', zh: '分钟' },
  hours: { en: 'hours', zh: '小时' },
  days: { en: 'days', zh: '天' },
  workingDays: { en: 'working days', zh: '个工作日' },
  months: { en: 'months', zh: '个月' },
  years: { en: 'years', zh: '年' },
  metres: { en: 'metres', zh: '米' },
  percent: { en: 'per cent', zh: '%' },
  perMille: { en: '‰', zh: '‰' },
  fen: { en: 'fen', zh: '分（人民币）' },
  points: { en: 'points', zh: '分' },
  credits: { en: 'credits', zh: '学分' },
  grams: { en: 'grams', zh: '克' },
  kilowatts: { en: 'kilowatts', zh: '千瓦' },
  yesNo: { en: '(1 yes, 0 no)', zh: '（1是，0否）' },
} as const satisfies Record<string, Title>;
export type LimitUnit = keyof typeof LIMIT_UNITS;

export type LimitRules = Readonly<Record<string, LimitRule | number>>;

/** The numbers of a process as its rules read them. */
export type LimitValues<L extends LimitRules> = { readonly [K in keyof L]: number };

/** A limit from its title in both languages, what it counts, its default and its bounds. */
export const limit = (
  en: string,
  zh: string,
  unit: LimitUnit,
  standard: number,
  { least = 0, most, atMost }: { readonly least?: number; readonly most?: number; readonly atMost?: string } = {},
): LimitRule => ({
  ...{ title: { en, zh }, unit, default: standard, least },
  ...(most === undefined ? {} : { most }),
  ...(atMost === undefined ? {} : { atMost }),
});

/** The numbers that hold where the tenant has set none. */
export const defaultsOf = (limits: LimitRules): Readonly<Record<string, number>> => {
  const known = defaults.get(limits);
  if (known) return known;
  const made = Object.fromEntries(
    Object.entries(limits).map(([name, rule]) => [name, typeof rule === 'number' ? rule : rule.default]),
  );
  defaults.set(limits, made);
  return made;
};
/** Asked for in each decision. */
const defaults = new WeakMap<LimitRules, Readonly<Record<string, number>>>();

/** The numbers that an act is judged by: those set at the moment when it was sent, as its reference holds them, or else the defaults. */
export const limitsIn = (limits: LimitRules, reference: unknown): Readonly<Record<string, number>> => ({
  ...defaultsOf(limits),
  ...(reference as { readonly limits?: Readonly<Record<string, number>> } | null | undefined)?.limits,
});
