/** What the village needs to pay a firm something: the firm, an item, its money, and those who judge and pay. */
import type { Actor } from '../../workflows/kernel/process.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import { caseOf, type House } from '../kernel/house.ts';
import { holding } from './pickups.ts';

export const FIRM = '91339901MA9X00011A';
export const NAME = '银帆箱包有限公司';
export const ACCOUNT = '6222000000001234';
const ITEM = 'fixedSum';

export const agent: Actor = { ...holding('fan', 'firmAgent'), actsFor: [{ subject: subjectId('firm', FIRM) }] };
const BATCH: Actor = { id: 'case:V-SB-20260101-0001', name: 'batch', grants: [{ role: 'case' }] };

/** An application that is approved, with as much money in its budget as two would need. */
export const approvedSubsidy = async (house: House): Promise<{ id: string; item: string; year: number }> => {
  const year = new Date().getUTCFullYear();
  await house.sql(
    `INSERT INTO subjects (tenant, kind, key, name, names, states, founded_on) VALUES ('village', 'firm', $1, $2, '[]', '[]', '2020-01-01') ON CONFLICT DO NOTHING`,
    [FIRM, NAME],
  );
  await house.sql(
    `INSERT INTO table_rows (tenant, table_name, key, valid_from, value) VALUES ('village', 'policyItems', $1, '2020-01-01', $2) ON CONFLICT DO NOTHING`,
    [
      ITEM,
      {
        ...{ title: { en: 'Fixed sum', zh: '定额补贴' }, track: 'fast', document: 'V 1', years: { from: 2020, to: 2199 } },
        ...{ amount: { kind: 'fixed', fen: 10_000 }, conditions: [] },
      },
    ],
  );
  const [budgets, subsidies] = [house.dealing('budgetYear'), house.dealing('subsidyApplication')];
  const finance = holding('fei', 'financeOfficer');
  const budget = caseOf(await budgets.start(finance, { item: ITEM, itemTitle: { en: 'Fixed sum', zh: '定额' }, year }));
  await budgets.act(finance, 'allocate', budget, { fen: 20_000, document: 'V 1' });
  await budgets.act(holding('bin', 'financeOfficer'), 'approve', budget);
  const account = { bank: 'Bank', number: ACCOUNT, name: NAME };
  const id = caseOf(await subsidies.start(agent, { firm: FIRM, item: ITEM, year, account }));
  await subsidies.act(agent, 'submit', id, { declaration: true });
  await subsidies.act(holding('lin', 'windowClerk'), 'accept', id);
  await subsidies.act(holding('min', 'policyReviewer'), 'assess', id);
  return { id, item: ITEM, year };
};

/** Passed by the notice of a batch, and approved to be paid. */
export const payableSubsidy = async (house: House, id: string): Promise<void> => {
  const subsidies = house.dealing('subsidyApplication');
  await subsidies.act(BATCH, 'putOnNotice', id, { batch: BATCH.id.slice('case:'.length) });
  await subsidies.act(BATCH, 'noticePassed', id);
  await subsidies.act(holding('bin', 'financeOfficer'), 'approvePayment', id);
};
