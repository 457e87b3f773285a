/** How a subsidy comes from the firm's signature to the money: each step by somebody else. */
import { BANK, CASHIER, CLERK, FINANCE, PUBLISHER, REVIEWER, type Town, TREASURER, yuan } from './cast.ts';
import type { Firm } from './firm.ts';
import { type Item, readBudget } from './money.ts';

/** An account in the name of the firm, ending as it says. */
export const accountOf = ({ name }: Pick<Firm, 'name'>, ending: string) => ({
  bank: '新埭农商银行',
  number: `623000000000${ending}`,
  name,
});

/** Checked by the clerk, assessed by the reviewer, its money set aside by the treasurer: none of them does two of it. */
export const approve = async (town: Town, item: Item, id: string): Promise<void> => {
  const { act, expect, facts, name, say } = town;
  await act(CLERK, 'accept', id);
  await act(REVIEWER, 'assess', id);
  const { fen, how } = await facts(REVIEWER, 'SubsidyApplication', id, 'fen how { en zh }');
  say(`${name(CLERK)} accepts it, ${name(REVIEWER)} assesses it: ${yuan(fen)} yuan. ${how.en} ${how.zh}`);
  await act(TREASURER, 'commit', id);
  const budget = await readBudget(town, item);
  expect(budget !== null && budget.committed >= fen, `The money of ${id} should be set aside, but isn't.`);
  say(`${name(TREASURER)} sets the money aside; ${yuan(budget?.free ?? 0)} yuan of the budget are free.`);
};

/** The number of the notice, once it has passed. */
export const makePublic = async ({ act, from, name, say, state, until }: Town, id: string): Promise<string> => {
  await act(PUBLISHER, 'publish', id, { boards: [] });
  await until(async () => (await state(id)) === 'payable', `${id} should have passed its notice, but hasn't.`);
  const [notice = ''] = await from(id, 'noticeOf');
  say(`${name(PUBLISHER)} publishes firm, track and amount: ${notice}. Nobody objects; now it is owed.`);
  return notice;
};

/** The firm says which cents came to its account. */
export const verifyAccount = async ({ act, ask, name, say }: Town, { agent }: Firm, id: string): Promise<void> => {
  await act(CASHIER, 'verifyAccount', id, {});
  const { subsidyTestTransfer: sent } = await ask(CASHIER, 'query ($id: ID!) { subsidyTestTransfer(caseId: $id) { fen } }', {
    id,
  });
  await act(agent, 'verifyAccount', id, { fen: sent.fen });
  say(`${name(CASHIER)} sends a few cents to the account, and ${name(agent)} says how many came: ${sent.fen}.`);
};

/** The number of the payment. */
export const send = async ({ act, facts, name, say }: Town, id: string): Promise<string> => {
  await act(FINANCE, 'approvePayment', id);
  say(`${name(FINANCE)} approves the payment.`);
  await act(CASHIER, 'instruct', id);
  const { payments } = await facts(CASHIER, 'SubsidyApplication', id, 'payments { id }');
  const payment: string = payments.at(-1).id;
  say(`${name(CASHIER)} sends it: ${payment}.`);
  return payment;
};

export const arrive = async (town: Town, item: Item, id: string, payment: string): Promise<void> => {
  const { state } = await town.act(BANK, 'confirmPayment', id, { payment });
  town.expect(state === 'paid', `${id} should be paid, but is “${state}”.`);
  const budget = await readBudget(town, item);
  town.say(`The bank confirms it. The budget: ${yuan(budget?.spent ?? 0)} yuan spent, ${yuan(budget?.free ?? 0)} free.`);
};
