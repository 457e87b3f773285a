/**
 * How inputs and facts are described to people: titles in both languages, what a form offers, what is personal. Every client, the docs
 * and the masking follow from these marks. Read by the API only: the workflow bundle knows the types alone.
 */
import { z } from 'zod';
import type { Title } from './process.ts';

/** What is personal about a value; it is masked by this mark for everybody whose role on the case doesn't need it. */
export type Personal = 'name' | 'phone' | 'email' | 'idNumber' | 'address' | 'account' | 'words' | 'code';

/**
 * Out of what a value is picked: `unit`, `person:<role>`, `case:<process>`, `category`, `table:<name>`; without a name, out of all.
 * `fact:<name>` is a list in the facts of the case, `row:<field>.<list>` a list in the table's row that is picked in the field beside it;
 * the value is the entry's `id`, `code` or `number`.
 */
export type Pick =
  | 'unit'
  | 'area'
  | 'category'
  | 'person'
  | `person:${string}`
  | 'case'
  | `case:${string}`
  | `table:${string}`
  | `fact:${string}`
  | `row:${string}.${string}`
  | 'accountLine'
  | `qualification`;

/** How a form asks for a value, where its type alone doesn't say it. Money is an integer of cents. */
export type Widget = 'photo' | 'place' | 'money' | 'stars' | 'signature' | 'code' | 'text' | 'percent';

/** Where a fact stands on a case's sheet: first, further down, or not at all because only rules need it. */
export type Weight = 'main' | 'detail' | 'internal';

declare module 'zod' {
  interface GlobalMeta {
    'x-title'?: Title;
    'x-help'?: Title;
    /** Titles of the values of an enum. */
    'x-values'?: Readonly<Record<string, Title>>;
    'x-pick'?: Pick;
    'x-widget'?: Widget;
    'x-personal'?: Personal;
    /** It is personal of somebody outside, and read by those alone whom the process names for it. */
    'x-outsider'?: true;
    'x-weight'?: Weight;
    /** The tenant's limit that bounds it. */
    'x-limit'?: string;
    /** The scalar or input type that the API has for it, where that isn't derived from its shape. */
    graphql?: string;
  }
}

/** A field with its title in English and in Chinese and, where the title doesn't say it all, a sentence of help in both. */
export const titled = <S extends z.ZodType>(en: string, zh: string, schema: S, help?: readonly [en: string, zh: string]): S =>
  schema.meta({ 'x-title': { en, zh }, ...(help ? { 'x-help': { en: help[0], zh: help[1] } } : {}) }) as S;

/** One of these values, each with its title in English and in Chinese. */
export const choice = <const V extends Readonly<Record<string, readonly [en: string, zh: string]>>>(values: V) => {
  const names = Object.keys(values) as Extract<keyof V, string>[];
  return z
    .enum(names as [Extract<keyof V, string>, ...Extract<keyof V, string>[]], {
      error: `Choose ${names.join(', ')}. / 请选择${names.join('、')}。`,
    })
    .meta({ 'x-values': Object.fromEntries(Object.entries(values).map(([name, [en, zh]]) => [name, { en, zh }])) });
};

/** Marks what is personal. */
export const personal = <S extends z.ZodType>(kind: Personal, schema: S): S => schema.meta({ 'x-personal': kind }) as S;

/**
 * Marks what is personal of somebody outside who has nothing to do with those who work on the case, such as the recipient of a parcel: the
 * roles read it that the process names for it (`outsiders`), and nobody finds a case by it.
 */
export const outsider = <S extends z.ZodType>(kind: Personal, schema: S): S =>
  schema.meta({ 'x-personal': kind, 'x-outsider': true }) as S;

/** Says out of what a value is picked. */
export const picked = <S extends z.ZodType>(from: Pick, schema: S): S => schema.meta({ 'x-pick': from }) as S;

/** Says how a form asks for a value. */
export const shownAs = <S extends z.ZodType>(widget: Widget, schema: S): S => schema.meta({ 'x-widget': widget }) as S;

/** A fact that stands first on the case's sheet. */
export const main = <S extends z.ZodType>(schema: S): S => schema.meta({ 'x-weight': 'main' }) as S;

/** A fact that only rules need; it isn't on the sheet. */
export const internal = <S extends z.ZodType>(schema: S): S => schema.meta({ 'x-weight': 'internal' }) as S;

/** Facts as rules see them: what their schema says, never to be changed in place. */
export type Described<S extends z.ZodType> = Frozen<z.output<S>>;
type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer I)[]
    ? readonly Frozen<I>[]
    : { readonly [K in keyof T]: Frozen<T[K]> };

// Parts of facts that many processes have.

/** A text in both languages. */
export const title = () => z.object({ en: z.string(), zh: z.string() }).meta({ title: 'Title' });

/** A unit, area, line or other entry of the tenant's data with the name it had then. */
export const named = () =>
  z.object({ id: titled('Number', '编号', z.string()), title: titled('Name', '名称', title()) }).meta({ title: 'Named' });

/** A moment in epoch milliseconds; the API shows it as a DateTime. */
export const instant = () => z.number().meta({ graphql: 'DateTime' });

/** A day of the tenant, YYYY-MM-DD. */
export const day = () => z.string().meta({ graphql: 'Date' });

/** The id of a person; the API shows the name beside it, masked by role. */
export const person = () => picked('person', z.string());

/** Who is asked now, where something is offered to one person at a time. */
export const offer = () =>
  z
    .object({ to: titled('Offered to', '受邀人', person()), at: titled('Offered at', '邀约时间', instant()) })
    .meta({ title: 'Offer' });

/** Who was asked before, and what became of it. */
export const tried = () =>
  z
    .object({
      person: titled('Asked', '曾邀人员', person()),
      how: titled(
        'What became of it',
        '结果',
        choice({
          declined: ['declined', '婉拒'],
          timedOut: ['didn’t answer in time', '逾期未答'],
          left: ['left', '已离岗'],
          gaveBack: ['gave it back', '交回'],
        }),
      ),
      at: titled('Passed on at', '转交时间', instant()),
    })
    .meta({ title: 'OfferTried' });

/** The number of another case. */
export const otherCase = () => picked('case', z.string());

/** Integer cents of yuan. */
export const cents = () => shownAs('money', z.int());

/** Cents of sums that may pass 21 million yuan, such as budgets and revenues: more than an Int can say. */
export const large = <S extends z.ZodType>(fen: S): S => fen.meta({ graphql: 'Fen' }) as S;

/** A question to several, as the kernel's `Answers` has it; `answer` is what each of them says. */
export const answers = <Answer extends z.ZodType>(answer: Answer) =>
  z.object({
    asked: titled('Asked', '征求对象', z.array(z.string())),
    given: titled(
      'Answers',
      '答复',
      z.array(
        z.object({
          of: titled('Of', '答复方', z.string()),
          by: titled('Given by', '答复人', person()),
          at: titled('At', '时间', instant()),
          answer: titled('Answer', '内容', answer),
        }),
      ),
    ),
    left: titled('No longer there', '已退出', z.array(z.string())),
    silent: titled('Silent', '未答复', z.array(z.string()), ['Who had said nothing when it ended.', '截止时未答复。']),
    endedAt: titled('Ended at', '截止时间', instant().nullable()),
  });

/** What one reviewer says, as the kernel's `Sheet` has it; a review is `answers(sheet())`. */
export const sheet = () =>
  z
    .object({
      points: titled(
        'Points',
        '评分',
        z.array(
          z
            .object({ criterion: titled('Criterion', '评审项', z.string()), points: titled('Points', '分数', z.int()) })
            .meta({ title: 'ReviewPoints' }),
        ),
      ),
      vetoes: titled('Vetoes', '否决项', z.array(z.string())),
      words: titled('In words', '评语', z.string()),
    })
    .meta({ title: 'ReviewSheet' });

/** How far a case has come that opens many, as the kernel's `OpeningMany` has it. */
export const openingMany = () =>
  z
    .object({
      cursor: internal(titled('Last entry', '当前条目', z.string().nullable())),
      opened: titled('Opened', '已开立', z.int()),
      leftOut: titled('Left out', '未列入', z.int()),
      done: titled('All opened', '已全部开立', z.boolean()),
    })
    .meta({ title: 'OpeningMany' });

/** A limit of time, in any of the ways in which one is given. */
export const budget = () =>
  z
    .union([
      z.object({ workingDays: z.number(), end: z.literal('midnight').exactOptional() }),
      z.object({ dutyMinutes: z.number() }),
      z.object({ clockMinutes: z.number() }),
      z.object({ calendarDays: z.number(), roll: z.literal(true).exactOptional() }),
      z.object({ until: z.number() }),
    ])
    .meta({ graphql: 'Budget' });

/** The payments of a case, as `pay` and what the bank says leave them. */
export const payments = () =>
  z
    .array(
      z
        .object({
          id: titled('Payment', '付款编号', z.string()),
          fen: titled('Amount', '金额', cents()),
          from: titled('From', '付出账户', z.string()),
          to: titled('To', '转入账户', z.string()),
          state: titled(
            'State',
            '状态',
            choice({
              inTransit: ['in transit', '在途'],
              confirmed: ['confirmed', '已到账'],
              bounced: ['came back', '已退回'],
              unclear: ['unclear', '结果不明'],
            }),
          ),
          sentAt: titled('Sent', '付款时间', instant()),
          settledAt: titled('Settled', '结果时间', instant().nullable()),
          before: internal(
            titled(
              'Said first',
              '先前结果',
              choice({ confirmed: ['confirmed', '已到账'], bounced: ['came back', '已退回'] }).optional(),
            ),
          ),
        })
        .meta({ title: 'PaymentFact' }),
    )
    .meta({ 'x-title': { en: 'Payments', zh: '付款' } });
