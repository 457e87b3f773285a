/** What the town keeps about firms for its policies: vetoes, honours, groups of companies, and who looks at what together. */
import { z } from 'zod';
import { choice, titled } from '../../workflows/kernel/describe.ts';
import { aDay, licenceCode, say, tableKey, unitId } from '../../workflows/kernel/inputs.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { code, key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

type Rows = ReadonlyMap<string, unknown>;

const document = () => titled('Document', '文号', key(200));
const until = () =>
  titled('Until', '有效期至', aDay().optional(), ['The last day; without end where left out.', '最后一日，留空为长期有效。']);

/** What stands in the lists of two rows, or twice in one. */
const twice = <Row>(rows: Rows, of: (row: Row) => readonly string[]): string | undefined => {
  const all = [...rows.values()].flatMap((row) => of(row as Row));
  return all.find((one, at) => all.indexOf(one) !== at);
};

export type CreditVeto = {
  readonly title: Title;
  readonly register: 'credit' | 'safety' | 'environment';
  readonly months?: number;
};

export const creditVetoes: TableRule = {
  title: { en: 'What keeps firms from money', zh: '一票否决事项' },
  key: { en: 'Kind', zh: '事项代码' },
  row: z.strictObject({
    title: rowTitle(),
    register: titled(
      'Register',
      '记录来源',
      choice({ credit: ['credit', '信用'], safety: ['safety', '安全'], environment: ['environment', '环境'] }),
    ),
    months: titled('Months', '期限（月）', whole(1, 120).optional(), [
      'For how long, where an entry doesn’t say it.',
      '单条记录未注明截止日时适用。',
    ]),
  }),
};

export type FirmVeto = {
  readonly firm: string;
  readonly kind: string;
  readonly from: string;
  readonly until?: string;
  readonly document: string;
};

const unknownKind = (rows: Rows, kinds: Rows): Title | undefined => {
  const wrong = [...rows.values()].map((one) => (one as FirmVeto).kind).find((kind) => !kinds.has(kind));
  return wrong === undefined
    ? undefined
    : {
        en: `There is no kind “${wrong}” in the table creditVetoes on that day; choose one of its rows.`,
        zh: `当日一票否决事项表中没有“${wrong}”，请从表中选择。`,
      };
};

export const firmVetoes: TableRule = {
  title: { en: 'Firms that are kept from money', zh: '受限企业名单' },
  key: { en: 'Any name for the entry, such as the firm and the kind', zh: '条目名称，例如企业代码与事项' },
  keepers: ['admin', 'policyReviewer', 'windowClerk', 'clawbackOfficer', 'leader'],
  row: z
    .strictObject({
      firm: titled('Firm', '企业', licenceCode()),
      kind: titled('Kind', '事项', tableKey('creditVetoes')),
      from: titled('From', '起', aDay()),
      until: until(),
      document: document(),
    })
    .refine(
      ({ from, until: end }) => end === undefined || from <= end,
      say('It ends after it begins.', '截止日不得早于起始日。'),
    ),
  beside: ['creditVetoes'],
  check: (rows, { creditVetoes: kinds = new Map() } = {}) => unknownKind(rows, kinds),
};

export const jointUnits: TableRule = {
  title: { en: 'Who looks at an item together', zh: '联审单位' },
  key: { en: 'Policy item', zh: '政策项目' },
  row: z
    .strictObject({ units: titled('Units', '单位', z.array(unitId()).min(1).max(20)) })
    .refine(
      ({ units }) => new Set(units).size === units.length,
      say('A unit stands twice; take one away.', '单位重复，请删除。'),
    ),
  beside: ['policyItems'],
  check: (rows, { policyItems: items = new Map() } = {}) => {
    const wrong = [...rows.keys()].find((item) => !items.has(item));
    return wrong === undefined
      ? undefined
      : {
          en: `There is no item “${wrong}” in the table policyItems on that day; enter it first, or choose another.`,
          zh: `当日政策项目表中没有“${wrong}”，请先录入或另行选择。`,
        };
  },
};

export type ExclusiveGroup = { readonly title: Title; readonly items: readonly string[] };

export const exclusiveGroups: TableRule = {
  title: { en: 'Items of which a firm has one', zh: '不可重复享受的项目组' },
  key: { en: 'Group', zh: '组别' },
  row: z.strictObject({
    title: rowTitle(),
    items: titled('Items', '项目', z.array(code()).min(2).max(20), [
      'Keys of items; also of those that others pay.',
      '项目编号，可含其他部门发放的项目。',
    ]),
  }),
  check: (rows) => {
    const wrong = twice<ExclusiveGroup>(rows, ({ items }) => items);
    return wrong === undefined
      ? undefined
      : {
          en: `The item “${wrong}” stands twice; an item is in one group, once. Put the groups together.`,
          zh: `项目“${wrong}”重复，每个项目只能属于一个组，请合并。`,
        };
  },
};

export type HonourList = {
  readonly title: Title;
  readonly list: string;
  readonly year: number;
  readonly document: string;
  readonly entries: readonly {
    readonly firm: string;
    readonly day: string;
    readonly validUntil?: string;
    readonly level?: string;
    readonly units?: number;
  }[];
};

export const honourLists: TableRule = {
  title: { en: 'Lists of honours', zh: '荣誉名单' },
  key: { en: 'List and year, such as exportBrand:2026', zh: '名单与年度，例如exportBrand:2026' },
  staffOnly: true,
  row: z
    .strictObject({
      title: rowTitle(),
      list: titled('List', '名单', code()),
      year: titled('Year', '年度', whole(2000, 2199)),
      document: document(),
      entries: titled(
        'Firms',
        '企业',
        z
          .array(
            z
              .strictObject({
                firm: titled('Firm', '企业', licenceCode()),
                day: titled('Awarded on', '认定日期', aDay()),
                validUntil: until(),
                level: titled('Level', '等级', code().optional()),
                units: titled('Number', '数量', whole(1, 100_000).optional(), ['Such as patents.', '例如专利数。']),
              })
              .refine(
                ({ day, validUntil }) => validUntil === undefined || day <= validUntil,
                say('It is valid until a day after it was awarded.', '有效期不得早于认定日期。'),
              ),
          )
          .min(1)
          .max(2000),
      ),
    })
    .refine(
      ({ entries }) => new Set(entries.map(({ firm }) => firm)).size === entries.length,
      say('A firm stands twice; take one entry away.', '企业重复，请删除。'),
    ),
  check: (rows) => {
    for (const [name, row] of rows) {
      const { list, year } = row as HonourList;
      if (name !== `${list}:${year}`)
        return {
          en: `Call this row ${list}:${year}, after its list and year.`,
          zh: `该行代码须为${list}:${year}（名单与年度）。`,
        };
    }
    return undefined;
  },
};

export type Affiliates = { readonly title: Title; readonly firms: readonly string[] };

export const affiliates: TableRule = {
  title: { en: 'Groups of companies', zh: '关联企业' },
  key: { en: 'Group', zh: '集团代码' },
  staffOnly: true,
  row: z.strictObject({ title: rowTitle(), firms: titled('Firms', '企业', z.array(licenceCode()).min(2).max(200)) }),
  check: (rows) => {
    const wrong = twice<Affiliates>(rows, ({ firms }) => firms);
    return wrong === undefined
      ? undefined
      : {
          en: `The firm ${wrong} stands twice; a firm is in one group, once.`,
          zh: `企业${wrong}重复，每家企业只能属于一个集团。`,
        };
  },
};
