import { visitRoundPackage } from '../../../processes/visit-round.ts';
import type { Telling, Told } from '../stories.ts';

const day = async ({ now }: Telling, days: number) => new Date((await now()) + days * 86_400_000).toISOString().slice(0, 10);

/** A round to some of the firms, as it is drafted. */
export const drafted = async (telling: Telling, days = 60): Promise<string> =>
  telling.start(
    'zhan-rui',
    {
      title: 'Spring round',
      from: await day(telling, 0),
      to: await day(telling, days),
      scope: 'segment',
      segment: 'luggage',
      questions: ['How are the orders?'],
    },
    { process: 'visitRound' },
  );

export const told: Told = {
  package: visitRoundPackage,
  tenant: 'xindai',
  stories: {
    finished: async (telling) => {
      const id = await drafted(telling, 20);
      const { act, pass, until } = telling;
      const plan = {
        title: 'Luggage',
        from: await day(telling, 0),
        to: await day(telling, 10),
        scope: 'segment',
        segment: 'luggage',
      };
      await act('zhan-rui', 'change', id, plan);
      await act('zhan-rui', 'begin', id);
      await act('hua-sheng', 'comment', id, { text: 'Ask for their power, too.' });
      await telling.linked(id, 'inRound');
      await pass('12 days');
      await until(id, 'Finished');
    },
    cancelled: async (telling) => {
      const id = await drafted(telling);
      await telling.act('zhan-rui', 'begin', id);
      await telling.linked(id, 'inRound');
      await telling.act('zhan-rui', 'cancel', id, { reason: 'A flood' });
    },
  },
};
