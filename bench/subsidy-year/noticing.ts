/** What is committed is made public, each by itself; somebody objects to some, the leader decides, and whose objection is upheld takes the money away. */
import type { Any } from '../moved/caller.ts';
import { eventually } from '../moved/eventually.ts';
import { expect } from '../moved/expectation.ts';
import { applications, applicationsIn, passTo, type Year } from './year.ts';

const [OFFICER, LEADER, NEIGHBOUR] = ['xiang-nan', 'hua-sheng', 'shao-qing'] as const;

/** The notice of an application. */
const noticeOf = ({ callers }: Year, id: string): Promise<string> =>
  eventually(async () => {
    const { case: found } = await callers.ask(LEADER, 'query ($id: ID!) { case(id: $id) { linkedFrom { kind from } } }', { id });
    return found.linkedFrom.find(({ kind }: Any) => kind === 'noticeOf')?.from;
  }, `${id} should have a notice by now, and has none.`);

/** Publishes all that is committed, up to the day on which its time is over; of so many an objection is upheld, and of as many it isn’t. */
export const publishAll = async (
  year: Year,
  { objected, objections, over }: { readonly objected: string; readonly objections: number; readonly over: string },
): Promise<void> => {
  const { callers, chance, tally } = year;
  const waiting = await applicationsIn(year, 'committed');
  await Promise.all(waiting.map(({ id }) => callers.act('subsidyApplication.publish', OFFICER, id, {})));
  tally.add('public notices', waiting.length);
  // Time passes once all of them hang.
  const notices = new Map(await Promise.all(waiting.map(async ({ id }) => [id, await noticeOf(year, id)] as const)));
  await passTo(year, objected, '10:00');
  const of = chance('objections', objected).some(waiting, objections * 2);
  for (const [n, { id }] of of.entries()) {
    const notice = notices.get(id) as string;
    await callers.act('publicNotice.object', NEIGHBOUR, notice, { rows: ['1'], text: '该企业已停产多月。' });
    await callers.act('publicNotice.decide', LEADER, notice, { objection: 1, upheld: n % 2 === 0, reason: '已实地核实。' });
    tally.add(n % 2 === 0 ? 'objections upheld' : 'objections not upheld');
  }
  await passTo(year, over);
  const upheld = of.filter((_, n) => n % 2 === 0).map(({ id }) => id);
  for (const { id } of waiting) {
    const wanted = upheld.includes(id) ? 'committed' : 'payable';
    await eventually(
      async () => ((await applications(year)).find((one) => one.id === id)?.state === wanted ? true : undefined),
      `${id} should be ${wanted} after its notice ${notices.get(id)}, and isn’t.`,
    );
  }
  for (const id of upheld) {
    await callers.act('subsidyApplication.reject', LEADER, id, { ground: 'objection', reason: '公示异议成立。' });
    tally.add('rejected: objection');
  }
  expect((await applicationsIn(year, 'onNotice')).length === 0, 'No notice should run any more.');
};
