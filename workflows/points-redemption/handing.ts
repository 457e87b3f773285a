/** How reserved goods are packed, moved and handed out. */
import { issueCode, useCode } from '../effects/index.ts';
import { both, enumerated, reservedTo } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { exchanges, movesTo, soldOut } from './accounts.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { siteClosed } from './reserving.ts';
import { type GuardContext, HOLDER, isKeeper, KEEPER, notify, type RulesOf } from './vocabulary.ts';

/** The purpose of the code by which goods are collected. */
export const COLLECTION = 'collection';

/** Only whoever reserved it, or the keeper of the goods. */
export const byHolder = (context: GuardContext): Refusal | undefined =>
  isKeeper(context.actor)
    ? undefined
    : reservedTo(context, [context.current.facts.holder.id], () =>
        refuse('othersReservation', 'Somebody else reserved this. Reserve goods of your own.', '这是他人的预订，请自行兑换。'),
      );

/** The next code, which the holder alone hears. */
const nextCode = ({ holder, codes, site }: Facts, { codeDigits, codeTries }: Limits) => ({
  facts: { codes: codes + 1 },
  effects: [issueCode({ purpose: COLLECTION, number: codes + 1, holder: holder.id, digits: codeDigits, tries: codeTries })],
  // The number is for whoever makes the code when the message is sent.
  notify: [{ to: HOLDER, notice: 'ready', params: { ...both('site', site.title), number: codes + 1, digits: codeDigits } }],
});

export const handing: RulesOf<'pack' | 'move' | 'newCode' | 'collect'> = {
  pack: {
    title: { en: 'Pack', zh: '备货' },
    description: { en: 'The goods are ready; the code to collect them goes out.', zh: '物品备齐，发出取货码。' },
    event: 'Packed',
    by: ['goodsKeeper'],
    from: ['reserved'],
    to: ['ready'],
    decide: ({ current: { facts }, reference: { site, expired }, limits }) => {
      if (site.closed) return siteClosed(site);
      if (expired.length > 0) {
        const names = { en: enumerated(expired.map(({ en }) => en)).en, zh: enumerated(expired.map(({ zh }) => zh)).zh };
        return refuse(
          'expired',
          `${names.en}: what was set aside is past its day. Move the reservation to another site, or cancel it with “past its day”.`,
          `${names.zh}：预留物品已过期。请改到其他兑换点，或以“过期”取消。`,
        );
      }
      return { state: 'ready', ...nextCode(facts, limits) };
    },
  },
  move: {
    title: { en: 'Move to another site', zh: '改兑换点' },
    description: {
      en: 'Where a site closes or lacks the goods; they are packed again there.',
      zh: '兑换点关闭或缺货时改点，由新点重新备货。',
    },
    event: 'Moved',
    by: ['goodsKeeper', 'leader'],
    from: ['reserved', 'ready'],
    to: ['reserved'],
    decide: ({ current, input: { reason }, reference: { site, wanted } }) => {
      const { facts } = current;
      if (site.id === facts.site.id)
        return refuse('sameSite', 'It is at that site already. Choose another one.', '已在该兑换点，请另选。');
      if (site.closed) return siteClosed(site);
      const short = wanted.find((one) => one.n > one.shelf);
      if (short) return soldOut(short);
      return {
        state: 'reserved',
        unit: site.unit,
        reason,
        facts: { site: { id: site.id, title: site.title }, moves: facts.moves + 1 },
        effects: [movesTo(current.id, facts, site.id, wanted)],
        notify: [
          notify(HOLDER, 'moved', { ...both('site', site.title), reason }),
          notify(KEEPER, 'toPack', both('site', site.title)),
        ],
      };
    },
  },
  newCode: {
    title: { en: 'New code', zh: '重发取货码' },
    description: { en: 'The one before holds no more. A keeper has seen who it is.', zh: '旧码失效；保管员重发前须核对本人。' },
    event: 'CodeRenewed',
    by: ['courier', 'resident', 'goodsKeeper'],
    anywhere: true,
    from: ['ready'],
    guard: byHolder,
    decide: ({ current: { facts }, actor, input: { checked }, limits }) =>
      actor.id !== facts.holder.id && !checked
        ? refuse('notChecked', 'See who it is first, and say that you have.', '请先当面核对本人身份并勾选。')
        : nextCode(facts, limits),
  },
  collect: {
    title: { en: 'Hand out', zh: '凭码发放' },
    event: 'Collected',
    by: ['goodsKeeper'],
    from: ['ready'],
    to: ['collected'],
    decide: ({ current: { id, facts }, now, input: { code } }) => ({
      state: 'collected',
      facts: { collectedAt: now },
      effects: [
        useCode(
          COLLECTION,
          code,
          refuse(
            'wrongCode',
            'This code doesn’t hold: it is another one, or was tried too often. Have it read out once more; if that doesn’t help, check the person and make a new code.',
            '取货码无效：有误或试错次数过多。请重新核对；仍不成功时核对本人后重发取货码。',
          ),
        ),
        exchanges(id, facts),
      ],
    }),
  },
};
