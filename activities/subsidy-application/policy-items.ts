/** The policy items of a town: who gets how much, on which track, and what it asks for. */
import { z } from 'zod';
import { choice, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { PolicyItem } from '../../workflows/subsidy-application/eligibility/item.ts';
import { firmSize } from '../../workflows/subsidy-application/evidence.ts';
import { bothNames, code, key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const MOST_FEN = 1_000_000_000_000;
const fen = (en = 'Amount', zh = '金额') => titled(en, zh, whole(1, MOST_FEN), ['In cents.', '单位：分。']);

const monthDay = () => {
  const wrong = say('Give a day of the year such as 04-25.', '请填写月日，例如04-25。');
  return z.string(wrong).regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, wrong);
};

/** Steps of a ladder: from more on more is paid. */
const steps = <S extends z.ZodType>(step: S) => titled('Steps', '档次', z.array(step).min(1).max(10));

const amount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: choice({ fixed: ['fixed sum', '定额'] }), fen: fen() }),
  z.strictObject({
    kind: choice({ percentOfInvoices: ['share of invoices', '按发票比例'] }),
    perMille: titled('Share (‰)', '比例（‰）', whole(1, 1000)),
    mostFen: fen('At most', '上限'),
  }),
  z.strictObject({
    kind: choice({ perUnit: ['by the piece', '按件'] }),
    fen: fen('For each', '每件金额'),
    most: titled('At most', '最多件数', whole(1, 10_000)),
    unit: titled('Of what', '计件单位', bothNames(40)),
  }),
  z.strictObject({
    kind: choice({ tierOfRevenue: ['by revenue', '按营业收入分档'] }),
    steps: steps(z.strictObject({ fromFen: titled('Revenue from', '营业收入不低于', whole(0, 9_000_000_000_000)), fen: fen() })),
  }),
  z.strictObject({
    kind: choice({ tierOfHonour: ['by honour', '按荣誉等级'] }),
    steps: steps(z.strictObject({ level: titled('Level', '等级', code()), fen: fen() })),
  }),
  z.strictObject({
    kind: choice({ share: ['by the share of research', '按研发投入占比'] }),
    steps: steps(z.strictObject({ fromPerMille: titled('From (‰)', '占比不低于（‰）', whole(1, 1000)), fen: fen() })),
  }),
]);

const condition = z.discriminatedUnion('condition', [
  z.strictObject({ condition: choice({ inDistrict: ['registered here', '登记在本地'] }) }),
  z.strictObject({
    condition: choice({ activeSince: ['active since', '经营满期限'] }),
    months: titled('Months', '月数', whole(1, 600)),
  }),
  z.strictObject({
    condition: choice({ size: ['size', '企业规模'] }),
    sizes: titled('Sizes', '规模', z.array(firmSize()).min(1).max(4)),
  }),
  z.strictObject({
    condition: choice({ industry: ['industry', '行业'] }),
    industries: titled('Industries', '行业', z.array(key(40)).min(1).max(50)),
  }),
  z.strictObject({
    condition: choice({ revenue: ['revenue between', '营业收入区间'] }),
    fromFen: fen('From', '不低于').optional(),
    toFen: fen('To', '不高于').optional(),
  }),
  z.strictObject({
    condition: choice({ honour: ['honour of a list', '列入荣誉名单'] }),
    list: titled('List', '名单', code(), ['As `honourLists` has it.', '见荣誉名单表。']),
  }),
  z.strictObject({ condition: choice({ noSeriousBreach: ['no serious breach of credit', '无严重失信'] }) }),
  z.strictObject({ condition: choice({ noSafetyVeto: ['no accident or pollution', '无安全环保一票否决'] }) }),
  z.strictObject({ condition: choice({ taxFiled: ['taxes filed', '依法申报纳税'] }) }),
  z.strictObject({ condition: choice({ staffInsured: ['staff insured', '为职工缴纳社保'] }) }),
]);

const hasHonour = ({ conditions }: Pick<PolicyItem, 'conditions'>): boolean =>
  conditions.some((one) => one.condition === 'honour');

/** What the house knows without asking: a list says who, and the kind how much. */
const isCertain = (item: Pick<PolicyItem, 'amount' | 'conditions'>): boolean =>
  ['fixed', 'perUnit', 'tierOfHonour'].includes(item.amount.kind) &&
  hasHonour(item) &&
  !item.conditions.some(({ condition: one }) => ['revenue', 'taxFiled', 'staffInsured'].includes(one));

const row: z.ZodType<PolicyItem> = z
  .strictObject({
    title: rowTitle(),
    track: titled(
      'Track',
      '办理方式',
      choice({
        automatic: ['automatic', '免申即享'],
        fast: ['fast', '快享'],
        normal: ['normal', '一般申报'],
      }),
    ),
    amount: titled('How much', '补贴标准', amount),
    conditions: titled('Conditions', '申报条件', z.array(condition).max(20)),
    document: titled('Document', '政策文号', key(200)),
    years: titled(
      'Years for which it pays',
      '政策年度',
      z
        .strictObject({ from: titled('From', '起', whole(2000, 2199)), to: titled('To', '止', whole(2000, 2199)) })
        .refine(({ from, to }) => from <= to, say('The last year isn’t before the first.', '截止年度不得早于起始年度。')),
    ),
    window: titled(
      'When it is applied for',
      '申报期',
      z
        .strictObject({
          from: titled('From', '起', monthDay()),
          to: titled('To', '止', monthDay()),
          nextYear: titled('In the year after', '次年申报', z.boolean().optional()),
        })
        .refine(({ from, to }) => from <= to, say('It ends after it begins.', '截止日不得早于起始日。'))
        .optional(),
      ['All the year where left out.', '留空为全年。'],
    ),
    needsTap: titled('The firm takes it with one tap', '须企业确认', z.boolean().optional(), [
      'Of the automatic track: without it, it is paid to the account that is known.',
      '仅免申即享：否时直接拨付至已核验账户。',
    ]),
    wholeDays: titled('Working days for all of it', '全程工作日', whole(1, 250).optional(), [
      'Of the normal track.',
      '仅一般申报。',
    ]),
    ceilingFen: fen('At most for one firm over all years', '单个企业累计上限').optional(),
  })
  .refine(
    (item) => item.track !== 'automatic' || isCertain(item),
    say(
      'An automatic item is certain without asking the firm: name a list of honours, and pay a fixed sum, by the piece or by honour.',
      '免申即享项目须无须企业申报即可确定：请设荣誉名单条件，并按定额、按件或按荣誉等级奖励。',
    ),
  )
  .refine(
    (item) => item.amount.kind !== 'tierOfHonour' || hasHonour(item),
    say('An item that pays by honour names its list among the conditions.', '按荣誉等级奖励的项目须在条件中列明名单。'),
  )
  .refine(
    ({ needsTap, track }) => needsTap === undefined || track === 'automatic',
    say('Only an automatic item is taken with one tap; leave it out.', '仅免申即享项目可设企业确认，请留空。'),
  )
  .refine(
    ({ wholeDays, track }) => wholeDays === undefined || track === 'normal',
    say('Only a normal item has days of its own; the others go by the limits.', '仅一般申报项目可单设期限，其他按通用参数。'),
  )
  .refine(
    ({ conditions }) => new Set(conditions.map((one) => JSON.stringify(one))).size === conditions.length,
    say('A condition stands twice; take one away.', '条件重复，请删除。'),
  );

const badKey = (rows: ReadonlyMap<string, unknown>): Title | undefined => {
  const wrong = [...rows.keys()].find((name) => !/^[A-Za-z][A-Za-z0-9]{0,39}$/.test(name));
  return wrong === undefined
    ? undefined
    : {
        en: `Call the item “${wrong}” by letters and digits, beginning with a letter: its budgets are named after it.`,
        zh: `项目“${wrong}”的编号须以字母开头、由字母和数字组成，预算按此编号设立。`,
      };
};

export const policyItems: TableRule = {
  title: { en: 'Policy items', zh: '政策项目' },
  key: { en: 'Key of the item', zh: '项目编号' },
  row,
  check: badKey,
};
