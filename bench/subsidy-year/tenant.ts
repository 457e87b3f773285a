/** The town made ready for the year: its item, who looks along, the firms with those who act for them, and the budget. */
import type { Callers } from '../moved/caller.ts';
import { expect } from '../moved/expectation.ts';
import type { Firm, Plan } from './plan.ts';
import { GRANT, ITEM } from './year.ts';

const ADMIN = 'guan-shu';
const TITLE = { en: 'Grant of the year', zh: '年度扶持补贴' };

let requests = 0;
/** A change of the register of firms. */
export const register = async (callers: Callers, name: string, args: string): Promise<void> => {
  const answer = Object.values(
    (await callers.ask(
      ADMIN,
      `mutation { ${name}(${args}, requestId: "register-${++requests}") { __typename ... on InvalidInput { issues { path message } } } }`,
    )) as Record<string, { __typename: string }>,
  )[0];
  expect(answer?.__typename === 'ChangeDone', `${name}(${args}) was not done: ${JSON.stringify(answer)}`);
};

const enter = async (callers: Callers, { code, name, agent }: Firm): Promise<void> => {
  const input = `{ name: "${name}", foundedOn: "2020-01-01", size: "small", industry: "luggage", staff: 20 }`;
  await register(callers, 'setFirm', `key: "${code}", input: ${input}`);
  const { firm } = await callers.ask(ADMIN, `{ firm(uscc: "${code}") { version } }`);
  await register(callers, 'setFirmAgent', `key: "${code}", person: "${agent}", expectedVersion: ${firm.version}`);
};

export const makeReady = async (callers: Callers, { year, agents, planned, spare, carried }: Plan): Promise<string> => {
  const row = (table: string, key: string, value: object) =>
    callers.change(ADMIN, 'setTableRow', { table, key, value, validFrom: `${year}-01-11` });
  await row('policyItems', ITEM, {
    ...{ title: TITLE, track: 'normal', wholeDays: 120, document: '新政发〔2026〕30号', years: { from: year, to: year } },
    amount: { kind: 'fixed', fen: GRANT },
    conditions: [{ condition: 'inDistrict' }, { condition: 'noSeriousBreach' }, { condition: 'taxFiled' }],
  });
  await row('jointUnits', ITEM, { units: ['safety-office', 'labour-office'] });
  await Promise.all(
    agents.map(async (id, n) => {
      await callers.change(ADMIN, 'setPerson', {
        ...{ id, name: `经办${n + 1}`, subject: id, phone: `1000008${String(n).padStart(4, '0')}` },
      });
      await callers.change(ADMIN, 'giveRole', { person: id, role: 'firmAgent' });
    }),
  );
  await Promise.all([...planned.map(({ firm }) => firm), spare].map((firm) => enter(callers, firm)));
  const { id } = await callers.start('budgetYear', 'chai-jing', { item: ITEM, itemTitle: TITLE, year });
  await callers.act('budgetYear.allocate', 'chai-jing', id, { fen: carried * GRANT, document: `新财〔${year}〕1号` });
  await callers.act('budgetYear.approve', 'weng-bo', id);
  return id;
};
