/** Never twice: what an application takes for ever once it is paid, and gives back where it isn’t. Pure. */
import { needFree } from '../effects/holds.ts';
import { type Effect, type Hold, hold, release } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Evidence, Invoice } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Taken } from './vocabulary.ts';

type Of = Pick<Facts, 'item' | 'itemTitle' | 'firm' | 'year'>;

export const onceKey = ({ item, firm, year }: Pick<Of, 'item' | 'firm' | 'year'>): string => `paid:${item}:${firm}:${year}`;
export const groupKey = (group: string, { firm, year }: Pick<Of, 'firm' | 'year'>): string => `group:${group}:${firm}:${year}`;
/** As it is written and held: the number, behind the code where it has one. */
const numberOf = ({ code, number }: Pick<Invoice, 'code' | 'number'>): string =>
  code === undefined ? number : `${code}-${number}`;
export const invoiceKey = (one: Pick<Invoice, 'code' | 'number'>): string => `invoice:${numberOf(one)}`;

const once = (of: Of): Hold => ({
  resource: onceKey(of),
  title: { en: `${of.itemTitle.en} of ${of.year} for ${of.firm}`, zh: `${of.firm}${of.year}年${of.itemTitle.zh}` },
  full: onceOnly(),
});

const invoice = (of: Of, one: Invoice): Hold => ({
  resource: invoiceKey(one),
  title: {
    en: `invoice ${numberOf(one)} (${of.itemTitle.en} ${of.year})`,
    zh: `发票${numberOf(one)}（${of.year}年${of.itemTitle.zh}）`,
  },
  full: invoiceUsed(numberOf(one)),
});

/** Takes the item of this year for the firm; what a firm before it has of the item counts as its own. */
export const takeItem = (of: Of, before: readonly string[]): readonly Effect[] => [
  hold(once(of)),
  ...(before.length > 0 ? [needFree(...before.map((firm) => onceKey({ ...of, firm })))] : []),
];

/** Takes invoices, over all items and all firms, and lets go of those that are no longer given. */
export const takeInvoices = (of: Of, { invoices = [] }: Evidence, { invoices: had = [] }: Evidence = {}): readonly Effect[] => {
  const keys = invoices.map(invoiceKey);
  const gone = had.map(invoiceKey).filter((key) => !keys.includes(key));
  return [
    ...(gone.length > 0 ? [release(...gone)] : []),
    ...(invoices.length > 0 ? [hold(...invoices.map((one) => invoice(of, one)))] : []),
  ];
};

export const takeGroup = (group: string, of: Of): Effect =>
  hold({
    resource: groupKey(group, of),
    title: { en: `${group} of ${of.year} for ${of.firm}`, zh: `${of.firm}${of.year}年${group}类项目` },
    full: notTheHigher(),
  });

/** Gives back all that it has taken, also for the firms before this one. */
export const releaseAll = (facts: Of & Pick<Facts, 'evidence' | 'group' | 'formerly'>): Effect =>
  release(
    ...[facts.firm, ...facts.formerly].flatMap((firm) => [
      onceKey({ ...facts, firm }),
      ...(facts.group === null ? [] : [groupKey(facts.group, { ...facts, firm })]),
    ]),
    ...(facts.evidence.invoices ?? []).map(invoiceKey),
  );

/** Why something is another application’s already, in its own words. */
export const takenAlready = (taken: readonly Taken[]): Refusal | undefined => {
  const one = taken.find(({ resource }) => !resource.startsWith('group:'));
  if (!one) return undefined;
  if (one.resource.startsWith('paid:')) return onceOnly(one.caseId);
  return invoiceUsed(one.resource.slice('invoice:'.length), one);
};

/** The application that has the group of exclusive items, where another one does. */
export const groupHolder = (taken: readonly Taken[]): Taken | undefined =>
  taken.find(({ resource }) => resource.startsWith('group:'));

const SETTLED: readonly string[] = ['instructed', 'paid', 'recovering', 'recovered', 'writtenOff'];

/** Of exclusive items a firm has the higher: it is chosen before the lower one is paid, and not afterwards. */
export const whyNotInstead = (holder: Taken | undefined, fen: number | null): Refusal | undefined => {
  if (holder === undefined) return undefined;
  if (SETTLED.includes(holder.state))
    return refuse(
      'exclusiveGroup',
      `Of these items a firm has one alone, and ${holder.caseId} was paid or is being paid. Apply for another item, or in another year.`,
      `同类项目就高不重复，${holder.caseId}已支付或正在支付，请申请其他项目或以后年度的项目。`,
    );
  return fen !== null && holder.fen !== null && fen <= holder.fen ? notTheHigher(holder.caseId) : undefined;
};

const notTheHigher = (other?: string): Refusal =>
  refuse(
    'exclusiveGroup',
    `Of these items a firm has one alone, the higher${other === undefined ? '; another application has it' : ` one, which is ${other}`}. Go on with that, or withdraw it first.`,
    `同类项目就高不重复${other === undefined ? '，已有其他申请' : `，较高的是${other}`}。请继续办理该件，或先撤回。`,
  );

const onceOnly = (other?: string): Refusal =>
  refuse(
    'onceOnly',
    `A firm has an item once in a year${other === undefined ? ', and there is another application for it' : `, and ${other} has it`}. Go on with that one.`,
    `同一企业同一项目每年只能享受一次，${other === undefined ? '已有其他申请' : `已由${other}办理`}，请在该件继续。`,
  );

const invoiceUsed = (number: string, other?: Pick<Taken, 'caseId' | 'title'>): Refusal =>
  refuse(
    'invoiceUsed',
    `Invoice ${number} was used already${other === undefined ? '' : ` in ${other.caseId}: ${other.title.en}`}. Give another one.`,
    `发票${number}已使用${other === undefined ? '' : `（${other.caseId}：${other.title.zh}）`}，请更换发票。`,
  );
