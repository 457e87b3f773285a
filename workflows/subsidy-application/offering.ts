/** What is offered without an application: taken with one tap, declined, or left until it lapses; and how what lapsed comes back. */
import type { Effect } from '../effects/index.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { committing } from './committing.ts';
import { filledIn } from './drafting.ts';
import { unpaid } from './ending.ts';
import type { Facts } from './facts.ts';
import { groupHolder, takeGroup, takeItem } from './holding.ts';
import { whyNot } from './standing.ts';
import { FIRM, notify, yuan } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';

const NOBODY_NEXT = { next: null };

export const offering: RulesOf<'take' | 'decline' | 'lapse' | 'revive'> = {
  take: {
    title: { en: 'Take', zh: '确认领取' },
    description: {
      en: 'One tap: the declaration, and an account where none is verified.',
      zh: '一键确认；账户未核验的一并填写。',
    },
    event: 'Taken',
    by: ['firmAgent'],
    from: ['offered'],
    to: ['committed', 'approved'],
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      const { firm } = reference;
      const wrong = whyNot(facts, reference, { fen: facts.fen, limits, now });
      if (wrong) return wrong;
      if (input.account === undefined && facts.account === null && firm.account === null) return noAccount();
      const given = filledIn(facts, { files: [], account: input.account }, { actor, firm, takesInvoices: false });
      if (isRefusal(given)) return given;
      const holder = groupHolder(reference.taken);
      const taken: Partial<Facts> = {
        ...given.facts,
        ...{ declaredBy: actor.id, submittedAt: now, firmName: firm.name, group: reference.item.group },
        ...{ affiliation: reference.affiliation, replaces: holder?.caseId ?? null },
        conditions: reference.judged.conditions,
      };
      const effects: readonly Effect[] = [
        ...given.effects,
        ...(reference.item.group !== null && holder === undefined ? [takeGroup(reference.item.group, facts)] : []),
      ];
      return committing({ ...current, facts: { ...facts, ...taken } }, { facts: taken, effects }, { money: reference, limits });
    },
  },
  decline: {
    title: { en: 'Decline', zh: '放弃' },
    event: 'Declined',
    by: ['firmAgent'],
    from: ['offered'],
    to: ['withdrawn'],
    decide: ({ current, input: { reason } }) => ({
      ...unpaid(current, 'withdrawn', NOBODY_NEXT),
      ...(reason === undefined ? {} : { reason }),
    }),
  },
  lapse: {
    title: { en: 'Lapse', zh: '失效' },
    description: { en: 'Where nobody has answered in time.', zh: '逾期未办理。' },
    event: 'Lapsed',
    by: ['clock:take', 'clock:draft', 'clock:material'],
    from: ['offered', 'drafted', 'incomplete'],
    to: ['lapsed'],
    decide: ({ current }) => ({ ...unpaid(current, 'lapsed', NOBODY_NEXT), notify: [notify(FIRM, 'lapsed')] }),
  },
  revive: {
    title: { en: 'Take up again', zh: '恢复办理' },
    description: { en: 'Until the end of its year.', zh: '限当年年底前。' },
    event: 'Revived',
    by: ['firmAgent', 'windowClerk'],
    from: ['lapsed'],
    to: ['offered', 'drafted'],
    decide: ({ current: { facts }, now, reference, limits }) => {
      if (now >= reference.yearEndsAt)
        return refuse(
          'yearOver',
          `The year ${facts.year} is over. Apply for the item of this year.`,
          `${facts.year}年度已结束，请申请本年度项目。`,
        );
      const wrong = whyNot(facts, reference, { fen: facts.fen, limits, now });
      // A draft may still be corrected: what it lacks is said when it is submitted.
      if (wrong && (facts.batch !== null || wrong.code !== 'notEligible')) return wrong;
      const offered = facts.batch !== null;
      return {
        state: offered ? 'offered' : 'drafted',
        facts: { missing: [], submittedAt: null, firmName: reference.firm.name },
        effects: takeItem(facts, reference.firm.before),
        notify: [
          offered
            ? notify(FIRM, 'offered', { itemEn: facts.itemTitle.en, itemZh: facts.itemTitle.zh, yuan: yuan(facts.fen) })
            : notify(FIRM, 'drafted'),
        ],
      };
    },
  },
};

const noAccount = (): Refusal =>
  refuse(
    'noAccount',
    'No verified account of the firm is known. Give one: bank, number and the name it is in.',
    '尚无企业已核验的账户，请填写开户行、账号和户名。',
  );
