import { setRow } from './administering.ts';
import type { Happened } from './case-record.ts';
import type { Story } from './stage.ts';
import { heading, inbox, sharedTimeline } from './timeline.ts';
import { ADMIN, AUDITOR, BANK, CASHIER, FINANCE, openTown, type Town, yuan } from './town/cast.ts';
import { intoSubsidy, ofTheRoad } from './town/demands.ts';
import { enterFirm, type Firm, leaveFirm, renameFirm } from './town/firm.ts';
import { fund } from './town/money.ts';
import { withoutWaiting } from './town/notice.ts';
import { accountOf, approve, arrive, makePublic, send, verifyAccount } from './town/subsidy.ts';
import { arriveAt, coverage, OFFICER, record } from './town/visit.ts';

const ITEM = { key: 'fairAbroad', title: { en: 'Fair abroad', zh: '境外参展' } };

/** From a visit to which a firm agrees, by way of what it needs, to money that arrives under the firm's new name. */
export const firmStory: Story = {
  name: 'firm-on-foot',
  title: { en: 'A firm on foot', zh: '走进企业' },
  play: async (stage) => {
    const town = await openTown(stage);
    const { name, say } = town;
    const firm = await enterFirm(
      town,
      { name: '沐云箱包有限公司', agent: 'agent-mianbo' },
      { industry: 'luggage', size: 'small', staff: 46, foundedOn: '2024-05-20' },
    );
    say(`${name(ADMIN)} enters a firm in the register: ${firm.name}, for which ${name(firm.agent)} acts. Each telling has its`);
    say('own, for visits count for thirty days, and what was paid for good.');
    try {
      await visitedBy(town, firm, async () => play(town, firm));
    } finally {
      await leaveFirm(town, firm);
    }
  },
};

/** The firm has an officer for as long as this is told. */
const visitedBy = async (town: Town, { code }: Firm, told: () => Promise<void>): Promise<void> => {
  const row = { table: 'firmOfficers', key: code, value: { grid: 'g03', officer: OFFICER } };
  await setRow(town, ADMIN, { row, day: town.day() });
  try {
    await told();
  } finally {
    await setRow(town, ADMIN, { row, day: town.day(), retired: true });
  }
};

const play = async (town: Town, firm: Firm): Promise<void> => {
  const seen = await arriveAt(town, firm);
  const [road = '', fair = ''] = await record(town, firm, seen.visit, [
    { category: 'logistics', text: '货车在门口无法掉头 Lorries can’t turn at the gate.' },
    { category: 'subsidy', text: '在米兰设了一个展位 We opened a stand in Milan.' },
  ]);
  await ofTheRoad(town, firm, road);
  await fund(town, ITEM);
  const application = await intoSubsidy(town, firm, fair, ITEM);
  const notices: string[] = [];
  await withoutWaiting(town, async () => {
    notices.push(await sign(town, firm, application));
  });
  await paidTwice(town, firm, application);

  const cases = [seen.round, seen.visit, seen.others, seen.joined, road, fair, application, ...notices];
  await sharedTimeline(town, AUDITOR, cases, detailOf);
  heading(town, 'Coverage of the round 走访覆盖');
  await coverage(town, seen.round);
  await inbox(town, firm.agent, ...cases);
};

/** The number of the notice. */
const sign = async (town: Town, firm: Firm, id: string): Promise<string> => {
  const { act, name, say } = town;
  await act(firm.agent, 'submit', id, { declaration: true, evidence: { units: 1 }, account: accountOf(firm, '0201') });
  say(`${name(firm.agent)} adds the one stand and the account, and signs.`);
  await approve(town, ITEM, id);
  const notice = await makePublic(town, id);
  await verifyAccount(town, firm, id);
  return notice;
};

/** The firm has another name by the time the money comes: the bank sends it back, and it is paid once more, not twice. */
const paidTwice = async (town: Town, firm: Firm, id: string): Promise<void> => {
  const { act, facts, expect, name, refused, say } = town;
  const first = await send(town, id);
  const renamed = await renameFirm(town, firm, '沐云时尚有限公司');
  await act(BANK, 'bouncePayment', id, { payment: first, reason: '户名不符 Name of the account differs' });
  say(`Meanwhile ${firm.name} has become ${renamed.name}, with the same code. The bank sends the money back.`);
  await act(FINANCE, 'approvePayment', id);
  say(`${name(CASHIER)} would send it again, and is refused:`);
  say(`    ${await refused(CASHIER, 'instruct', id)}`);
  await act(firm.agent, 'setAccount', id, { account: accountOf(renamed, '0202') });
  await verifyAccount(town, renamed, id);
  // What was approved was for the account before.
  const second = await send(town, id);
  await arrive(town, ITEM, id, second);
  const { payments } = await facts(CASHIER, 'SubsidyApplication', id, 'payments { id state }');
  const states = payments.map(({ state }: { state: string }) => state).join(', ');
  expect(states === 'bounced, confirmed', `${id} should have been paid once, but its payments are ${states}.`);
  expect(first !== second, `Each payment should have a number of its own, but both are ${first}.`);
};

/** What was found, decided and paid. */
const detailOf = ({ input }: Happened): string | undefined =>
  typeof input.fen === 'number' && input.fen >= 100 ? `${yuan(input.fen)} yuan` : undefined;
