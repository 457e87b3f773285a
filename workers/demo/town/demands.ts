/** What the firm needs: one demand that a department would rather not have, and one that becomes a subsidy. */
import type { Town } from './cast.ts';
import type { Firm } from './firm.ts';
import type { Item } from './money.ts';

const TRANSPORT = 'che-ming';
const DESK = 'tai-ran';
const INDUSTRY = 'cong-yu';

export const ofTheRoad = async ({ act, name, refused, say }: Town, { agent }: Firm, id: string): Promise<void> => {
  await act(TRANSPORT, 'objectRouting', id, { ground: '属规划事项 A matter of planning' });
  await act(DESK, 'rule', id, { department: 'transport-office', reason: '路权属交通 The road is theirs' });
  say(
    `${name(TRANSPORT)} of transport says that the road isn't theirs; ${name(DESK)} of the desk rules the same day that it is.`,
  );
  say('That is final:');
  say(`    ${await refused(TRANSPORT, 'objectRouting', id, { ground: '不属我所' })}`);
  await act(TRANSPORT, 'accept', id);
  await act(TRANSPORT, 'answer', id, { kind: 'solved', text: '已设单行，货车可掉头 One way now; lorries can turn.' });
  await act(agent, 'confirm', id, { satisfied: true });
  say(`${name(TRANSPORT)} accepts it and has a one-way sign set up. ${name(agent)} says that it helps, and it is closed.`);
};

/** The number of the application. */
export const intoSubsidy = async (town: Town, { agent }: Firm, id: string, item: Item): Promise<string> => {
  const { act, facts, name, say, state, until } = town;
  await act(INDUSTRY, 'accept', id);
  await act(INDUSTRY, 'convert', id, { policyItem: item.key });
  await until(async () => (await state(id)) === 'converted', `${id} should be an application by now, but isn't.`);
  const { conversion } = await facts(agent, 'EnterpriseDemand', id, 'conversion { application }');
  const known = await facts(agent, 'SubsidyApplication', conversion.application, 'text');
  say(`${name(INDUSTRY)} sees a subsidy in the other one, and turns it into an application: ${conversion.application}.`);
  say(`It knows already: “${known.text}”`);
  return conversion.application;
};
