import { publicNoticePackage } from '../../../processes/public-notice.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { rubbish } from '../../graphql/office.ts';
import type { Telling, Told } from '../stories.ts';

/** A notice of some rows, as any case may open one: here a report, which hears nothing of it. */
export const published = async ({ start }: Telling, more: object = {}): Promise<{ notice: string; parent: Actor }> => {
  const id = await start('deng-li', rubbish, { process: 'issueReport' });
  const parent: Actor = { id: `case:${id}`, name: id, grants: [{ role: 'case' }] };
  const notice = await start(parent, {
    title: { en: 'Places for bins', zh: '垃圾桶点位' },
    columns: [{ key: 'place', title: { en: 'Place', zh: '地点' } }],
    rows: ['1', '2', '3'].map((key) => ({ key, values: [`Lane ${key}`] })),
    places: [{ kind: 'web', name: 'fushan.example' }],
    whoMayObject: 'anyone',
    ...more,
  });
  return { notice, parent };
};

export const told: Told = {
  package: publicNoticePackage,
  stories: {
    passed: async (telling) => {
      const { notice } = await published(telling);
      await telling.pass('15 days');
      await telling.until(notice, 'WindowEnded');
    },
    objectedTo: async (telling) => {
      const { act, pass, until } = telling;
      const { notice } = await published(telling, { days: 5 });
      await act('deng-li', 'object', notice, { rows: ['1'], text: 'There is no room.' });
      await act('deng-li', 'object', notice, { rows: ['2', '3'], text: 'It is too far.' });
      await act('deng-li', 'retract', notice, { objection: 2 });
      await act('deng-li', 'comment', notice, { text: 'I have measured it.' });
      await pass('12 days');
      await until(notice, 'WindowEnded');
      await act('lu-xia', 'decide', notice, { objection: 1, upheld: true, reason: 'It is narrow indeed.' });
    },
    withdrawn: async (telling) => {
      const { notice, parent } = await published(telling);
      await telling.act('deng-li', 'leaveTip', notice, { text: 'Ask the neighbours.' });
      await telling.act(parent, 'withdraw', notice, { reason: 'The bins stay where they are.' });
    },
  },
};
