import { projectTrackingPackage } from '../../../processes/project-tracking.ts';
import type { Telling, Told } from '../stories.ts';

const dayIn = async ({ now }: Telling, days: number): Promise<string> =>
  new Date((await now()) + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

export const tracked = async (telling: Telling): Promise<string> =>
  telling.start('zhan-rui', {
    ...{ firm: '91339901MA9X00011A', title: '智能工厂 Smart factory', officer: 'lao-yun' },
    milestones: [
      { title: '结顶 Roof closed', plannedOn: await dayIn(telling, 20) },
      { title: '投产 Production', plannedOn: await dayIn(telling, 60) },
    ],
  });

export const told: Told = {
  package: projectTrackingPackage,
  tenant: 'xindai',
  stories: {
    finished: async (telling) => {
      const { act, pass } = telling;
      const id = await tracked(telling);
      await act('agent-yinfan', 'tellObstacle', id, { category: 'logistics', text: '货车无法掉头' });
      await pass('50 days');
      await act('zhan-rui', 'replan', id, { milestone: 2, plannedOn: await dayIn(telling, 40), reason: '设备晚到' });
      await act('lao-yun', 'reach', id, { milestone: 1, on: await dayIn(telling, -10) });
      await act('zhan-rui', 'reassign', id, { to: 'ji-hang', reason: '换人' });
      await act('ji-hang', 'reach', id, { milestone: 2, on: await dayIn(telling, 0) });
    },
    dropped: async (telling) => {
      const id = await tracked(telling);
      await telling.act('zhan-rui', 'drop', id, { reason: '另行选址' });
    },
  },
};
