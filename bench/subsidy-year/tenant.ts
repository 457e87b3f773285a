/** The town made ready for the year: its item, who looks along, the firms with those who act for them, and the budget. */
import type { Callers } from '../moved/caller.ts';
import { enterFirm, enterPeople } from '../moved/register.ts';
import type { Plan } from './plan.ts';
import { GRANT, ITEM } from './year.ts';

export const ADMIN = 'guan-shu';
const TITLE = { en: 'Grant of the year', zh: '年度扶持补贴' };

export const makeReady = async (callers: Callers, { year, agents, planned, spare, carried }: Plan): Promise<string> => {
  const row = (table: string, key: string, value: object) =>
    callers.change(ADMIN, 'setTableRow', { table, key, value, validFrom: `${year}-01-11` });
  await row('policyItems', ITEM, {
    ...{ title: TITLE, track: 'normal', wholeDays: 120, document: '新政发〔2026〕30号', years: { from: year, to: year } },
    amount: { kind: 'fixed', fen: GRANT },
    conditions: [{ condition: 'inDistrict' }, { condition: 'noSeriousBreach' }, { condition: 'taxFiled' }],
  });
  await row('jointUnits', ITEM, { units: ['safety-office', 'labour-office'] });
  await enterPeople(
    callers,
    ADMIN,
    'firmAgent',
    agents.map((id, n) => ({ id, name: `经办${n + 1}` })),
  );
  await Promise.all([...planned.map(({ firm }) => firm), spare].map((firm) => enterFirm(callers, ADMIN, firm)));
  const { id } = await callers.start('budgetYear', 'chai-jing', { item: ITEM, itemTitle: TITLE, year });
  await callers.act('budgetYear.allocate', 'chai-jing', id, { fen: carried * GRANT, document: `新财〔${year}〕1号` });
  await callers.act('budgetYear.approve', 'weng-bo', id);
  return id;
};
