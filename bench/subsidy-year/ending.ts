/** Firms that take back what they have been granted, that end, and that are renamed. */

import { eventually } from '../moved/eventually.ts';
import { register } from '../moved/register.ts';
import { untilSettled } from '../moved/settled.ts';
import { ADMIN } from './tenant.ts';
import { type Application, AUDITOR, applications, applicationsIn, type Year } from './year.ts';

const LEADER = 'hua-sheng';

export const agentOf = ({ plan: { planned, spare } }: Year, { facts: { firm } }: Application): string =>
  [...planned.map((one) => one.firm), spare].find(({ code }) => code === firm)?.agent ?? '';

/** So many firms take back what is committed or owed to them: the money is for others. */
export const withdrawSome = async (year: Year, state: string, count: number): Promise<void> => {
  const { callers, chance, tally } = year;
  const having = await applicationsIn(year, state);
  await Promise.all(
    chance('withdraw', state)
      .some(having, count)
      .map((one) => callers.act('subsidyApplication.withdraw', agentOf(year, one), one.id, { reason: '项目取消。' })),
  );
  tally.add(`withdrawn when ${state}`, Math.min(count, having.length));
};

const versionOf = async ({ callers }: Year, code: string): Promise<number> =>
  (await callers.ask(AUDITOR, `{ firm(uscc: "${code}") { version } }`)).firm.version;

const untilKnown = (year: Year, id: string, known: (facts: Application['facts']) => boolean): Promise<true> =>
  eventually(
    async () => (known((await applications(year)).find((one) => one.id === id)?.facts) ? true : undefined),
    `${id} should have heard of its firm by now, and hasn’t.`,
  );

/** Of two firms with money one is dissolved for good, and the other one has a successor, who goes on. */
export const endSome = async (year: Year): Promise<void> => {
  const { callers, chance, house, plan, tally } = year;
  const [gone, merged] = chance('ends').some(await applicationsIn(year, 'committed'), 2);
  if (!gone || !merged) return;
  for (const [{ id, facts }, more] of [
    [gone, ''],
    [merged, `, successor: "${plan.spare.code}"`],
  ] as const) {
    const version = await versionOf(year, facts.firm);
    await register(callers, ADMIN, 'endFirm', `key: "${facts.firm}", state: "dissolved", expectedVersion: ${version}${more}`);
    await untilKnown(year, id, ({ ended }) => ended !== null);
  }
  await untilSettled(house);
  await callers.act('subsidyApplication.reject', LEADER, gone.id, { ground: 'firmEnded', reason: '企业已注销。' });
  await callers.act('subsidyApplication.passToSuccessor', LEADER, merged.id, { reason: '企业合并。' });
  tally.add('rejected: firmEnded');
  tally.add('passed to a successor');
};

/** So many firms to whom money is owed have another name from now on; their accounts are verified in that. */
export const renameSome = async (year: Year, count: number): Promise<void> => {
  const { callers, chance, tally } = year;
  for (const { id, facts } of chance('names').some(await applicationsIn(year, 'payable'), count)) {
    const name = `${facts.firmName}（更名）`;
    const version = await versionOf(year, facts.firm);
    await register(callers, ADMIN, 'setFirm', `key: "${facts.firm}", input: { name: "${name}" }, expectedVersion: ${version}`);
    await untilKnown(year, id, ({ firmName }) => firmName === name);
    tally.add('firms renamed');
  }
};
