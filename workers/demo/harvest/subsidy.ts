/** What became of the pulp trays: the firm that drew them is paid a part of its design work by the town where it sits. */
import { randomInt } from 'node:crypto';
import type { Stage } from '../stage.ts';
import { inbox, sharedTimeline } from '../timeline.ts';
import { AUDITOR, openTown, type Town, yuan } from '../town/cast.ts';
import { enterFirm, type Firm, leaveFirm } from '../town/firm.ts';
import { fund } from '../town/money.ts';
import { withoutWaiting } from '../town/notice.ts';
import { accountOf, approve, arrive, makePublic, send, verifyAccount } from '../town/subsidy.ts';

const ITEM = { key: 'designStudio', title: { en: 'Design studio', zh: '设计工作室' } };
const COST = 4_800_000;

export const designSubsidy = async (stage: Stage): Promise<void> => {
  const town = await openTown(stage);
  const { name, say } = town;
  say('');
  const firm = await enterFirm(
    town,
    { name: '橙托包装设计有限公司', agent: 'agent-mianbo' },
    { industry: 'design', size: 'micro', staff: 12, foundedOn: '2023-03-01' },
  );
  say(`The trays were drawn in another town: by ${firm.name}, for which ${name(firm.agent)} acts. That town pays a part of`);
  say('what a design costs.');
  await fund(town, ITEM);
  try {
    const cases: string[] = [];
    await withoutWaiting(town, async () => {
      cases.push(...(await pay(town, firm)));
    });
    await sharedTimeline(town, AUDITOR, cases);
    await inbox(town, firm.agent, ...cases);
  } finally {
    await leaveFirm(town, firm);
  }
};

/** The numbers of the application and its notice. */
const pay = async (town: Town, firm: Firm): Promise<readonly string[]> => {
  const { act, day, name, refused, say, start } = town;
  const bill = { number: `2633${String(randomInt(100_000_000)).padStart(16, '0')}`, fen: COST, day: day() };
  const evidence = { invoices: [bill], taxFiled: false };
  const { id } = await start(firm.agent, 'subsidyApplication', {
    ...{ firm: firm.code, item: ITEM.key, year: Number(day().slice(0, 4)), evidence, account: accountOf(firm, '0101') },
  });
  say(`${name(firm.agent)} applies with a bill of ${yuan(COST)} yuan: ${id}. Submitted as it is, it is refused:`);
  say(`    ${await refused(firm.agent, 'submit', id, { declaration: true })}`);
  await act(firm.agent, 'submit', id, { declaration: true, evidence: { taxFiled: true } });
  await approve(town, ITEM, id);
  const notice = await makePublic(town, id);
  await verifyAccount(town, firm, id);
  await arrive(town, ITEM, id, await send(town, id));
  return [id, notice];
};
