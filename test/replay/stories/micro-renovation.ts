import { microRenovationPackage } from '../../../processes/micro-renovation.ts';
import type { Telling, Told } from '../stories.ts';

const LEAD = 'lai-jing';
const DOORS = Array.from({ length: 14 }, (_, n) => `6-${n + 1}`);
/** Who votes for a door, in the order of the doors. */
const VOTERS = [
  ['meng-ashui', '6-1'],
  ['cao-yulan', '6-2'],
  ['dai-baogen', '6-4'],
  ['qiu-shan', '6-5'],
  ['ju-fang', '6-9'],
  ['wu-laoda', '6-14'],
] as const;
const plan = {
  works: [
    { work: 'roofTile', quantity: 10_000, kind: 'repair' },
    { work: 'latticeWindow', quantity: 200, door: '6-1', kind: 'replace' },
    { work: 'latticeWindow', quantity: 100, door: '6-14', kind: 'replace' },
  ],
};

export const begun = (telling: Telling): Promise<string> => telling.start(LEAD, { project: 'xueshifang', unit: 'xueshifang-6' });

const dayIn = async ({ now }: Telling, days: number): Promise<string> =>
  new Date((await now()) + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** Visited, planned and reviewed; public, and talked about. */
const heard = async (telling: Telling): Promise<string> => {
  const { act, linked, pass, until } = telling;
  const id = await begun(telling);
  for (const door of DOORS) await act('xing-yun', 'survey', id, { door, wishes: '不漏雨', condition: '漏雨' });
  await act(LEAD, 'draft', id, plan);
  const verdict = { approves: true, words: '同意' };
  await act('gu-heng', 'review', id, { body: 'heritage', followsGuide: true, ...verdict });
  await act('dou-ming', 'review', id, { body: 'fire', ...verdict });
  await act('mo-qi', 'review', id, { body: 'utilities', ...verdict });
  await act(LEAD, 'publish', id);
  await act(LEAD, 'noteAssembly', id, { minutes: '居民议事' });
  await until(await linked(id, 'noticeOf'), 'Published');
  await pass('21 days');
  await until(id, 'NoticeEnded');
  return id;
};

export const told: Told = {
  package: microRenovationPackage,
  stories: {
    agreed: async (telling) => {
      const { act, linked, pass, until } = telling;
      const id = await heard(telling);
      await act(LEAD, 'openVote', id, {
        matters: ['plan'],
        by: 'area',
        from: await dayIn(telling, 0),
        to: await dayIn(telling, 12),
      });
      await pass('1 days');
      for (const [who, door] of VOTERS) await act(who, 'vote', id, { door, choices: [{ matter: 'plan', choice: 'yes' }] });
      await pass('14 days');
      await until(id, 'VoteClosed');
      await act('meng-ashui', 'signPrivate', id, { door: '6-1', signs: true });
      await act('wu-laoda', 'signPrivate', id, { door: '6-14', signs: false });
      await act(LEAD, 'share', id);
      await act('pu-suan', 'checkShares', id, { agrees: true });
      await until(await linked(id, 'noticeOf', 2), 'Published');
      await pass('21 days');
      await until(id, 'NoticeEnded', 2);
      await pass('40 days');
      await until(id, 'DuesReminded');
      await act('bian-jin', 'payDues', id, { door: '6-2', fen: 10_000, receipt: 'R-1' });
      await act(LEAD, 'withdraw', id, { reason: '暂不实施' });
      await act('bian-jin', 'instruct', id, { payable: 'refund/6-2' });
      await act('bian-jin', 'confirmPayment', id, { payment: `${id}/1` });
    },
    extended: async (telling) => {
      const { act, pass, until } = telling;
      const id = await heard(telling);
      await act(LEAD, 'openVote', id, {
        matters: ['plan'],
        by: 'household',
        from: await dayIn(telling, 0),
        to: await dayIn(telling, 6),
      });
      await pass('8 days');
      await until(id, 'VoteClosed');
      await pass('30 days');
      await act(LEAD, 'shelve', id, { reason: '参与不足' });
    },
  },
};
