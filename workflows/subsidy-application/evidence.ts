/** What a firm declares, or whoever assesses has found: what the tenant's registers don't say. Rules know its types alone. */
import { z } from 'zod';
import { cents, choice, type Described, large, titled } from '../kernel/describe.ts';
import { aDay, licenceCode, say, whole, words } from '../kernel/inputs.ts';
import { folded } from '../kernel/text.ts';

const sizes = {
  micro: ['micro', '微型'],
  small: ['small', '小型'],
  medium: ['medium', '中型'],
  large: ['large', '大型'],
} as const;

export const firmSize = () => choice(sizes);

/** A thousand times as much is still a whole number that is kept exactly. */
const MOST_FEN = 9_000_000_000_000;

const fen = (least: 0 | 1) => {
  const wrong = say(
    least === 0 ? 'Give an amount in whole cents, nothing below 0.' : 'Give an amount above 0 in whole cents.',
    least === 0 ? '请填写不小于0的金额（分）。' : '请填写大于0的金额（分）。',
  );
  return cents().min(least, wrong).max(MOST_FEN, wrong);
};

const aCode = say('Give the code as the invoice has it: 10 or 12 digits.', '请按发票填写代码（10位或12位数字）。');
const aNumber = say(
  'Give the number as the invoice has it: 8 digits beside a code, or the 20 digits of a digital one.',
  '请按发票填写号码：有代码的为8位数字，数电发票为20位数字。',
);

/** Digits as a form has them; however they are written, an invoice is one. */
const digits = (pattern: RegExp, wrong: ReturnType<typeof say>) =>
  z
    .string(wrong)
    .overwrite((text) => folded(text).replaceAll(/[\s-]/g, ''))
    .regex(pattern, wrong);

export const invoice = () =>
  z
    .object({
      code: titled('Code', '发票代码', digits(/^\d{10}(\d{2})?$/, aCode).optional(), [
        '10 or 12 digits; digital invoices have none.',
        '10位或12位数字；数电发票无代码。',
      ]),
      number: titled('Number', '发票号码', digits(/^\d{8}(\d{12})?$/, aNumber), [
        '8 digits, or the 20 of a digital invoice.',
        '8位数字，数电发票为20位。',
      ]),
      fen: titled('Amount', '金额', fen(1)),
      day: titled('Day', '开票日期', aDay()),
      buyer: titled('Code of the buyer', '购买方代码', licenceCode().optional(), [
        'As the invoice has it: the firm itself, or one whose successor it is.',
        '见发票，须为本企业或其承继的企业。',
      ]),
    })
    .refine(({ code, number }) => number.length !== 8 || code !== undefined, {
      ...say(
        'An invoice with a number of 8 digits has a code, too. Give its 10 or 12 digits.',
        '8位号码的发票还有发票代码，请填写10位或12位代码。',
      ),
      path: ['code'],
    })
    .refine(({ code, number }) => number.length !== 20 || code === undefined, {
      ...say(
        'A digital invoice, with a number of 20 digits, has no code. Leave the code out.',
        '20位号码的数电发票没有发票代码，请将代码留空。',
      ),
      path: ['code'],
    })
    .meta({ title: 'SubsidyInvoice' });

export const evidence = z
  .object({
    revenueFen: titled('Revenue of the year', '年度营业收入', large(fen(0)).optional()),
    rdFen: titled('Spent on research and development', '年度研发费用', large(fen(0)).optional()),
    units: titled('Number', '数量', whole(0, 100_000).optional(), [
      'Of what the item pays by the piece, such as stands or patents.',
      '按件计算的数量，例如展位或专利数。',
    ]),
    invoices: titled(
      'Invoices',
      '发票',
      z.array(invoice()).max(200, say('Give at most 200 invoices.', '最多填写200张发票。')).optional(),
    ),
    taxFiled: titled('Taxes are filed', '已依法申报纳税', z.boolean().optional()),
    staffInsured: titled('Staff are insured', '已为职工缴纳社保', z.boolean().optional()),
    foundedOn: titled('Founded on', '成立日期', aDay().optional(), [
      'Where the register doesn’t say it.',
      '登记信息缺失时填写。',
    ]),
    size: titled('Size', '企业规模', firmSize().optional(), ['Where the register doesn’t say it.', '登记信息缺失时填写。']),
    industry: titled('Industry', '行业', words(40).optional(), ['Where the register doesn’t say it.', '登记信息缺失时填写。']),
  })
  .meta({ title: 'SubsidyEvidence' });

export type Evidence = Described<typeof evidence>;
export type Invoice = Described<ReturnType<typeof invoice>>;
export type FirmSize = Described<ReturnType<typeof firmSize>>;
