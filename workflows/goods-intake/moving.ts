/** How goods come in, go to another site and are written off: each by two people. */
import { attach, reverse } from '../effects/index.ts';
import { both } from '../kernel/parts.ts';
import { type Process, refuse, type Title } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import { arrived, sent, shelved } from './lines.ts';
import { type Clock, KEEPER, notify, type Reference, type Role, type RulesOf, type State } from './vocabulary.ts';

type Start = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

const KINDS: Readonly<Record<Facts['kind'], Title>> = {
  receive: { en: 'Delivery', zh: '到货' },
  move: { en: 'Move', zh: '移库' },
  count: { en: 'Count', zh: '盘点' },
  writeOff: { en: 'Writing off', zh: '核销' },
};
const FIRST = { receive: 'received', move: 'underWay', count: 'counting', writeOff: 'toApprove' } as const;

/** What has to be said of a movement of this kind. */
const incomplete = ({ kind, to, site, supplier, because, lines, photos }: Inputs['start']) => {
  if (kind !== 'count' && lines === undefined)
    return refuse('noGoods', 'Say which goods it is about, and how many.', '请填写物品和数量。');
  if (kind === 'receive' && (supplier === undefined || photos.length === 0))
    return refuse('noSupplier', 'Name the supplier, and send a photo of what came in.', '请填写供应商并上传到货照片。');
  if (kind === 'move' && (to === undefined || to === site))
    return refuse('noDestination', 'Name another site to which the goods go.', '请填写另一个移入兑换点。');
  if (kind === 'writeOff' && because === undefined)
    return refuse('noCause', 'Say whether it is spoiled or lost.', '请选择变质过期或丢失。');
  return undefined;
};

export const opening: Start = {
  title: { en: 'Enter a movement of goods', zh: '登记物品变动' },
  description: {
    en: 'A delivery, a move to another site, a count or a writing off. A second person confirms it.',
    zh: '到货、移库、盘点或核销，均须第二人确认。',
  },
  event: 'Entered',
  by: ['goodsKeeper'],
  to: ['received', 'underWay', 'counting', 'toApprove'],
  decide: ({ id, actor, input, reference: { site, to, titles, open, today } }) => {
    const wrong = incomplete(input);
    if (wrong) return wrong;
    const { kind, lines = [] } = input;
    if (kind === 'count' && open !== null)
      return refuse(
        'countedAlready',
        `${site.title.en} is being counted in ${open}. Go on there.`,
        `${site.title.zh}正在${open}中盘点，请在该件中办理。`,
      );
    if (kind !== 'receive' && new Set(lines.map(({ sku }) => sku)).size < lines.length)
      return refuse('namedTwice', 'Name each kind of goods once, with how many there are.', '同一物品请只填一行。');
    const old = kind === 'receive' ? lines.find(({ bestBefore }) => bestBefore !== undefined && bestBefore < today) : undefined;
    if (old)
      return refuse(
        'pastItsDay',
        `${titles[old.sku]?.en} is past its day (${old.bestBefore}) and isn’t taken in. Send it back, or correct the day.`,
        `${titles[old.sku]?.zh}已过保质期（${old.bestBefore}），不予入库。请退回或更正日期。`,
      );
    const facts: Facts = {
      kind,
      site: { id: site.id, title: site.title },
      to: to && { id: to.id, title: to.title },
      supplier: input.supplier ?? null,
      because: input.because ?? null,
      lines: lines.map(({ sku, n, costFen, batch, bestBefore }) => ({
        ...{ sku, n, title: titles[sku] ?? { en: sku, zh: sku } },
        ...{ costFen: costFen ?? null, batch: batch ?? null, bestBefore: bestBefore ?? null },
      })),
      counted: null,
      by: actor.id,
      countedBy: null,
      reason: input.note ?? null,
      leaders: false,
    };
    const where = kind === 'move' && to ? to : site;
    return {
      state: FIRST[kind],
      title: `${KINDS[kind].zh} ${KINDS[kind].en}: ${site.title.zh}`,
      // Those of the other site say what came.
      unit: where.unit,
      facts,
      effects: [...(input.photos.length > 0 ? [attach(input.photos)] : []), ...(kind === 'move' ? [sent(id, facts)] : [])],
      notify: kind === 'count' ? [] : [notify(KEEPER, 'second', both('site', where.title))],
    };
  },
};

const missingOf = ({ missing = [] }: Inputs['arrive']): ReadonlyMap<string, number> =>
  new Map(missing.map(({ sku, n }) => [sku, n]));

export const moving: RulesOf<'confirm' | 'arrive' | 'withdraw' | 'comment'> = {
  confirm: {
    title: { en: 'Confirm the delivery', zh: '确认入库' },
    description: { en: 'A second person has counted it, too; it stands on the shelf.', zh: '第二人清点无误后上架。' },
    event: 'Confirmed',
    by: ['goodsKeeper', 'leader'],
    apart: [{ did: 'start', who: ({ by }) => by }],
    from: ['received'],
    to: ['done'],
    decide: ({ current: { facts } }) => ({ state: 'done', effects: [shelved(facts)] }),
  },
  arrive: {
    title: { en: 'Say what arrived', zh: '确认到达' },
    event: 'Arrived',
    by: ['goodsKeeper', 'leader'],
    apart: [{ did: 'start', who: ({ by }) => by }],
    from: ['underWay'],
    to: ['done'],
    decide: ({ current: { id, facts }, input }) => {
      const missing = missingOf(input);
      const wrong = [...missing].find(([sku, n]) => n > (facts.lines.find((line) => line.sku === sku)?.n ?? 0));
      if (wrong)
        return refuse(
          'notSent',
          `Of ${wrong[0]} fewer were sent than that. Correct the number.`,
          `${wrong[0]}的发出数量少于此数，请更正。`,
        );
      return { state: 'done', effects: [arrived(id, facts, (facts.to as NonNullable<Facts['to']>).id, missing)] };
    },
  },
  withdraw: {
    title: { en: 'Withdraw', zh: '撤回' },
    description: { en: 'Nothing comes of it; what is on its way returns to its shelf.', zh: '不再办理，在途物品退回原货架。' },
    event: 'Withdrawn',
    by: ['goodsKeeper', 'leader'],
    anywhere: true,
    from: ['received', 'underWay', 'counting', 'differing', 'toApprove'],
    to: ['withdrawn'],
    decide: ({ current: { state, facts }, input: { reason } }) => ({
      state: 'withdrawn',
      reason,
      effects: state === 'underWay' ? [reverse(...facts.lines.map(({ sku }) => `send:${sku}`))] : [],
      notify: [notify({ person: facts.by }, 'withdrawn', { reason })],
    }),
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['goodsKeeper', 'leader'],
    from: ['received', 'underWay', 'counting', 'differing', 'toApprove', 'done', 'withdrawn'],
    decide: () => ({}),
  },
};
