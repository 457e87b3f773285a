/** The most that a firm, and the companies it belongs to, may be granted: beyond it is refused, never cut. Pure. */
import { credit, type Effect, type LedgerLine, reverse } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { yuan } from './telling.ts';
import type { Granted } from './vocabulary.ts';

type Of = Pick<Facts, 'firm' | 'year' | 'item' | 'affiliation' | 'itemMost'>;
type Name = keyof Granted;

/** The keys under which the ledger sums up what was granted. */
export const ceilingKeys = ({ firm, year, item, affiliation }: Omit<Of, 'itemMost'>): Readonly<Record<Name, string>> => ({
  year: `subsidy:${firm}:${year}`,
  window: `subsidy:${firm}`,
  item: `subsidy:${firm}:${item}`,
  group: `subsidy:group:${affiliation ?? ''}:${year}`,
});

type Ceiling = { readonly name: Name; readonly most: number; readonly en: string; readonly zh: string };

/** All of this firm; 0 is none. */
const allOf = ({ affiliation, itemMost }: Of, limits: Limits): readonly Ceiling[] =>
  [
    { name: 'year' as const, most: limits.firmYearFen, en: 'for a firm in a year', zh: '企业年度' },
    {
      name: 'window' as const,
      most: limits.firmWindowFen,
      en: `for a firm in ${limits.firmWindowMonths} months`,
      zh: `企业${limits.firmWindowMonths}个月内`,
    },
    { name: 'item' as const, most: itemMost ?? 0, en: 'for this item over all years', zh: '该项目累计' },
    {
      name: 'group' as const,
      most: limits.groupYearFen,
      en: 'for a group of companies in a year',
      zh: '关联企业年度',
    },
  ].filter(({ name }) => name !== 'group' || affiliation !== null);

/** Those that hold today. */
const ceilings = (of: Of, limits: Limits): readonly Ceiling[] => allOf(of, limits).filter(({ most }) => most > 0);

/** More than is ever granted: it is counted, and refuses nothing. */
const NO_CEILING = 9_000_000_000_000;

/** Why an amount can’t be granted in whole, with what is left. */
export const overCeiling = (of: Of, fen: number | null, granted: Granted, limits: Limits): Refusal | undefined => {
  const over = fen === null ? undefined : ceilings(of, limits).find(({ name, most }) => granted[name] + fen > most);
  if (!over || fen === null) return undefined;
  const [most, used, left] = [over.most, granted[over.name], Math.max(0, over.most - granted[over.name])].map(yuan);
  return beyondIt(over, fen, {
    en: [`${most} yuan`, `${used} yuan`, `${left} yuan`],
    zh: [`${most}元`, `${used}元`, `${left}元`],
  });
};

type Figures = Readonly<Record<'en' | 'zh', readonly [most: string, used: string, left: string]>>;

const beyondIt = ({ en, zh }: Ceiling, fen: number, figures: Figures): Refusal => {
  const [[most, used, left], [mostZh, usedZh, leftZh]] = [figures.en, figures.zh];
  return refuse(
    'ceiling',
    `At most ${most} are granted ${en}; ${used} were granted and ${left} are left, and this is ${yuan(fen)} yuan. Apply for less, or in another year.`,
    `${zh}补贴上限${mostZh}，已享受${usedZh}，剩余${leftZh}，本次为${yuan(fen)}元。请减少金额或以后年度再申请。`,
  );
};

/** Of two at once, the second is told what the record has found. */
const AS_FOUND: Figures = { en: ['{most}', '{used}', '{left}'], zh: ['{most}', '{used}', '{left}'] };

/** What an item pays once it pays to nobody beyond it, whatever the reason is. */
export const aboveItem = ({ mostOnce }: { readonly mostOnce: number }, fen: number | null): Refusal | undefined =>
  fen !== null && fen > mostOnce
    ? refuse(
        'ceiling',
        `This item pays at most ${yuan(mostOnce)} yuan, and this is ${yuan(fen)}. Give an amount up to that.`,
        `该项目单次最高补贴${yuan(mostOnce)}元，本次为${yuan(fen)}元，请填写不超过上限的金额。`,
      )
    : undefined;

const RULES: Readonly<Record<Name, string>> = {
  year: 'ceiling:year',
  window: 'ceiling:window',
  item: 'ceiling:item',
  group: 'ceiling:group',
};

/** Counts what is granted now, also for ceilings that are set later. Of two at once, the record lets only one have the last of it. */
export const grant = (of: Of, fen: number, limits: Limits): Effect => {
  const keys = ceilingKeys(of);
  return credit(
    ...allOf(of, limits).map((ceiling): LedgerLine => {
      const { name, most } = ceiling;
      return {
        asset: 'money',
        from: 'scheme:subsidies',
        to: 'scheme:granted',
        amount: fen,
        rule: RULES[name],
        cap: {
          key: keys[name],
          most: most > 0 ? most : NO_CEILING,
          or: 'refuse',
          ...(name === 'window' ? { window: { months: limits.firmWindowMonths } } : {}),
          ...(most > 0 ? { full: beyondIt(ceiling, fen, AS_FOUND) } : {}),
        },
      };
    }),
  );
};

/** What wasn’t paid in the end counts no more. */
export const ungrant = (): Effect => reverse(...Object.values(RULES));
