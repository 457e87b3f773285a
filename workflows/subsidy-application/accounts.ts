/** Whose account the money goes to: the firm’s own by its name, and by a small amount that only whoever has the account can see. */
import { openPayment, verifyFirmAccount } from '../effects/index.ts';
import { type Actor, holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { accountFacts, othersAccount } from './drafting.ts';
import type { Facts } from './facts.ts';
import { monthsAfter } from './months.ts';
import { FIRM, notify, yuan } from './telling.ts';
import type { Application, RulesOf } from './vocabulary.ts';

const inTransit = ({ payments }: Facts): Refusal | undefined =>
  openPayment(payments)
    ? refuse('paymentInTransit', 'A payment is in transit; wait until the bank has answered.', '付款在途，请待银行答复后再更改。')
    : undefined;

const noAccountYet = (): Refusal =>
  refuse('noAccount', 'No account was given yet. The firm gives it first.', '尚未填写收款账户，请企业先填写。');

const isCashier = (current: Application, actor: Actor): boolean => holdsRole(actor, ['cashier'], current);

export const accounts: RulesOf<'setAccount' | 'verifyAccount'> = {
  setAccount: {
    title: { en: 'Give an account', zh: '填写收款账户' },
    description: {
      en: 'In the name of the firm; it is verified anew, and so is an approval to pay.',
      zh: '户名须为企业名称，须重新核验；支付复核一并失效。',
    },
    event: 'AccountGiven',
    by: ['firmAgent', 'windowClerk'],
    from: ['drafted', 'submitted', 'incomplete', 'reviewing', 'jointReview', 'approved', 'committed', 'onNotice', 'payable'],
    guard: ({ current: { facts } }) => inTransit(facts),
    decide: ({ current: { facts }, actor, input: { account }, reference: { firm } }) => {
      const given = accountFacts(account, { actor, firm });
      if (isRefusal(given)) return given;
      // Whoever approved the payment approved it to the account that was there.
      const other = given.account?.number !== facts.account?.number && facts.approvals.length > 0;
      return {
        facts: { ...given, firmName: firm.name, ...(other ? { approvals: [] } : {}) },
        notify: other ? [notify({ role: 'financeOfficer' }, 'toPay', { yuan: yuan(facts.fen) })] : [],
      };
    },
  },
  verifyAccount: {
    title: { en: 'Verify the account', zh: '核验账户' },
    description: {
      en: 'The cashier sends a few cents; the firm says how many came.',
      zh: '出纳打入小额款项，企业填写到账金额。',
    },
    event: 'AccountVerified',
    by: ['cashier', 'firmAgent'],
    from: ['submitted', 'reviewing', 'jointReview', 'approved', 'committed', 'onNotice', 'payable'],
    guard: ({ current, actor }) => {
      const { facts } = current;
      if (facts.account === null) return noAccountYet();
      if (!isCashier(current, actor))
        return facts.test === null
          ? refuse(
              'nothingSent',
              'Nothing was sent to the account yet. Wait for the cashier to send it.',
              '尚未打入核验款项，请待出纳办理。',
            )
          : undefined;
      return facts.test === null
        ? undefined
        : refuse(
            'testUnderWay',
            'An amount was sent. Wait until the firm says what came.',
            '核验款项已打出，请待企业填写到账金额。',
          );
    },
    decide: ({ current, actor, now, input: { fen }, reference: { firm, right, sealed }, limits }) => {
      const { facts } = current;
      if (facts.account === null) return noAccountYet();
      const others = othersAccount(facts.account.name, firm);
      if (others) return others;
      if (isCashier(current, actor)) {
        if (fen !== undefined)
          return refuse(
            'firmSaysIt',
            'The firm says how many cents came; leave the amount out and send them.',
            '到账金额由企业填写，出纳请留空并打款。',
          );
        return {
          facts: { test: { n: facts.tests + 1, by: actor.id, tries: 0 }, tests: facts.tests + 1 },
          notify: [notify(FIRM, 'testSent')],
        };
      }
      if (facts.test === null || right === null)
        return refuse('needsAmount', 'Give the cents that came to the account.', '请填写到账金额（分）。');
      if (right)
        return {
          facts: { test: null, verifiedUntil: monthsAfter(now, limits.accountMonths) },
          effects: sealed === null ? [] : [verifyFirmAccount({ firm: facts.firm, bank: facts.account.bank, sealed })],
        };
      const left = limits.codeTries - facts.test.tries - 1;
      return {
        // After the last try another amount is sent.
        facts: { test: left > 0 ? { ...facts.test, tries: facts.test.tries + 1 } : null },
        notify: [notify(FIRM, 'testWrong', { left })],
      };
    },
  },
};
