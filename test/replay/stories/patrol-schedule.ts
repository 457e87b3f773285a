import { patrolSchedulePackage } from '../../../processes/patrol-schedule.ts';
import type { Telling, Told } from '../stories.ts';

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
const photos = [{ sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1000 }];
const round = 'inspectionRound';

const day = async ({ now }: Telling, days: number) => new Date((await now()) + ZONE + days * DAY).toISOString().slice(0, 10);

/** Every twenty days from today on: the first round is that of today. */
export const ordered = async (telling: Telling, more: object = {}): Promise<string> =>
  telling.start(
    'gu-qing',
    { title: 'Sewage', route: 'cangqiao', kind: 'sewage', frequency: { by: 'days', each: 20 }, ...more },
    { process: 'patrolSchedule' },
  );

export const told: Told = {
  package: patrolSchedulePackage,
  stories: {
    walked: async (telling) => {
      const { act, linked, until, pass } = telling;
      const id = await ordered(telling, { rota: ['tan-yi', 'lei-ting'], points: ['c1', 'c2'], latest: 1 });
      const first = await linked(id, 'roundOf');
      await until(id, 'RoundNoted');
      await act('tan-yi', 'begin', first, {}, round);
      const bags = { point: 'c1', kind: 'litter', text: 'Bags by the landing', photos };
      await act('tan-yi', 'find', first, { ...bags, settled: 'Swept', photosAfter: photos }, round);
      await act('tan-yi', 'inspect', first, { kind: 'checkpoint', id: 'c1', result: 'hazards', photos }, round);
      await act('tan-yi', 'find', first, { point: 'c2', kind: 'mixedPipe', text: 'Foam in the rain pipe', photos }, round);
      await act('tan-yi', 'inspect', first, { kind: 'checkpoint', id: 'c2', result: 'hazards', photos }, round);
      await act('tan-yi', 'finish', first, {}, round);
      await act('gu-qing', 'skip', id, { day: await day(telling, 20), reason: 'Marathon' });
      await act('gu-qing', 'comment', id, { text: 'The dye for the test is with the unit.' });
      await act('gu-qing', 'pause', id, { until: await day(telling, 10), reason: 'Road works' });
      await pass('11 days');
      await until(id, 'PatrolsWentOn');
      const frequency = { by: 'weeks', on: ['tue', 'sat'] };
      await act('gu-qing', 'change', id, { frequency, holidays: 'after', reason: 'Market on Fridays' });
      await pass('1 days');
      await act('gu-qing', 'hand', id, { person: 'miao-rong' });
      await act('miao-rong', 'pause', id, { reason: 'Flood' });
      await act('miao-rong', 'resume', id);
      await pass('5 days');
      await act('miao-rong', 'end', id, { reason: 'The community does it from now on.' });
    },
    toItsEnd: async (telling) => {
      const id = await ordered(telling, { to: await day(telling, 8), frequency: { by: 'days', each: 4 } });
      await telling.linked(id, 'roundOf');
      await telling.pass('10 days');
      await telling.until(id, 'PatrolsOver');
    },
  },
};
