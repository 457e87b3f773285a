/** Whether a firm may have something: what keeps it from applying, all that is wrong said at once. Pure. */
import { yearOver } from '../budget-year/parent.ts';
import type { Actor, Refusal } from '../kernel/process.ts';
import { refuse } from '../kernel/process.ts';
import { actsForNone, ENDED, subjectId } from '../kernel/subjects.ts';
import { aboveItem, overCeiling } from './ceilings.ts';
import type { Evidence } from './evidence.ts';
import type { Condition, Facts } from './facts.ts';
import { groupHolder, takenAlready, whyNotInstead } from './holding.ts';
import type { Limits } from './limits.ts';
import type { FirmFound, Late, Standing } from './vocabulary.ts';

export const hasEnded = (state: string): boolean => (ENDED as readonly string[]).includes(state);

/** A firm that has ended or moved away is neither granted nor paid anything. */
export const notThere = ({ name, state, successor }: Pick<FirmFound, 'name' | 'state' | 'successor'>): Refusal | undefined => {
  if (!hasEnded(state)) return undefined;
  if (state === 'moved')
    return refuse(
      'notHere',
      `${name} has moved away, and this is for firms of the district. Apply where it is now.`,
      `${name}已迁出，本政策仅限辖区企业，请向现所在地申请。`,
    );
  return refuse(
    'dissolved',
    successor === null
      ? `${name} is dissolved or has lost its licence; nothing can be granted or paid to it.`
      : `${name} is dissolved; apply for ${successor}, which goes on in its place.`,
    successor === null ? `${name}已注销或被吊销，不能享受补贴。` : `${name}已注销，请由承继企业${successor}申请。`,
  );
};

const failed = (conditions: readonly Condition[]): readonly Condition[] => conditions.filter(({ is }) => is === 'no');

/** A sentence as a part of another one. */
const bare = (sentence: string): string => sentence.replace(/[.。]$/, '');

/** All conditions that aren’t met, at once; what nobody knows is asked, and refuses nothing. */
export const notEligible = (conditions: readonly Condition[]): Refusal | undefined => {
  const wrong = failed(conditions);
  if (wrong.length === 0) return undefined;
  const en = wrong.map(({ because }) => bare(because.en)).join('; ');
  const zh = wrong.map(({ because }) => bare(because.zh)).join('；');
  return refuse(
    'notEligible',
    `${wrong.length === 1 ? 'A condition isn’t' : `${wrong.length} conditions aren’t`} met: ${en}. Correct what isn’t right, or choose another item.`,
    `有${wrong.length}项条件不符合：${zh}。信息有误的请更正，或选择其他项目。`,
  );
};

/** What pays a share of invoices needs one; with it all else is said that nobody knows yet. */
export const noInvoices = (
  { item, judged }: Pick<Standing, 'item' | 'judged'>,
  { invoices = [] }: Evidence,
): Refusal | undefined => {
  if (!item.byInvoices || invoices.length > 0) return undefined;
  const open = judged.conditions.filter(({ is, key }) => is === 'unknown' && key !== 'amount');
  const [en, zh] = (['en', 'zh'] as const).map((language) => open.map(({ because }) => bare(because[language])));
  return refuse(
    'noInvoices',
    `This item pays a share of invoices, and none is given. Give those that count${en?.length ? `, and what else isn’t known: ${en.join('; ')}` : ''}.`,
    `该项目按发票比例补贴，尚未填写发票。请填写符合条件的发票${zh?.length ? `，并补充：${zh.join('；')}` : ''}。`,
  );
};

const closed = ({ item }: Standing, now: number): Refusal | undefined =>
  (item.opensAt !== null && now < item.opensAt) || (item.closesAt !== null && now >= item.closesAt)
    ? refuse(
        'windowClosed',
        now < (item.opensAt ?? 0)
          ? 'This item isn’t open for applications yet. Come back when it is.'
          : 'The time to apply for this item is over. Ask when it opens again.',
        now < (item.opensAt ?? 0) ? '该项目尚未开放申报，请待开放后办理。' : '该项目申报期已结束，请咨询下次开放时间。',
      )
    : undefined;

const owesBack = ({ owes }: Standing): Refusal | undefined =>
  owes === null
    ? undefined
    : refuse(
        'owesBack',
        `Something is still to be given back in ${owes}. Give it back first, or have it set off.`,
        `${owes}尚有应退款项，请先退回或申请抵扣。`,
      );

/** Of a year whose budget is over nothing is granted any more. */
export const moneyOver = (of: Pick<Facts, 'item' | 'year'>, { over }: Late): Refusal | undefined =>
  over == null ? undefined : yearOver(of);

type Asked = { readonly fen: number | null; readonly limits: Limits; readonly now: number };

/** Why this firm can’t have this item this year. */
export const whyNot = (
  of: Pick<Facts, 'firm' | 'year' | 'item'>,
  standing: Standing,
  { fen, limits, now }: Asked,
): Refusal | undefined =>
  notThere(standing.firm) ??
  takenAlready(standing.taken) ??
  whyNotInstead(groupHolder(standing.taken), fen) ??
  owesBack(standing) ??
  closed(standing, now) ??
  notEligible(standing.judged.conditions) ??
  aboveItem(standing.item, fen) ??
  overCeiling({ ...of, itemMost: standing.item.most, affiliation: standing.affiliation }, fen, standing.granted, limits);

/** Only those who act for the firm do it for the firm. */
export const onlyForFirm = (firm: string, { id, grants, actsFor = [] }: Actor): Refusal | undefined =>
  id.startsWith('case:') ||
  grants.some(({ role }) => role === 'windowClerk') ||
  actsFor.some(({ subject }) => subject === subjectId('firm', firm))
    ? undefined
    : actsForNone();
