import { inspectionRoundPackage } from '../../../processes/inspection-round.ts';
import { seasonFrom } from '../seasons.ts';
import type { Told } from '../stories.ts';

const plan = 'protectionPlan';
type Telling = Parameters<Told['stories'][string]>[0];

export const opened = async ({ start, act, linked, until, now }: Telling, days?: number): Promise<string> => {
  const id = await start('yuan-fei', seasonFrom(await now(), 'Spring irrigation', days), { process: plan });
  await act('yuan-fei', 'submit', id, {}, plan);
  await act('shao-kai', 'approve', id, { version: 1 }, plan);
  const round = await linked(id, 'roundOf');
  await until(id, 'RoundNoted');
  return round;
};

export const told: Told = {
  package: inspectionRoundPackage,
  tenant: 'shangyu',
  stories: {
    finished: async (telling) => {
      const id = await opened(telling);
      await telling.act('yuan-fei', 'assign', id, { person: 'lv-ping' });
      await telling.act('lv-ping', 'begin', id);
      await telling.act('lv-ping', 'inspect', id, { kind: 'line', id: 'E552', result: 'clear', place: { lat: 30, lon: 120.8 } });
      await telling.act('lv-ping', 'finish', id, {});
    },
    overdue: async (telling) => {
      const id = await opened(telling);
      await telling.act('yao-gang', 'begin', id);
      await telling.pass('10 days');
      await telling.until(id, 'RoundOverdue');
      await telling.pass('40 days');
      await telling.until(id, 'RoundCancelled');
    },
  },
};
