import { protectionPlanPackage } from '../../../processes/protection-plan.ts';
import { seasonFrom } from '../seasons.ts';
import type { Told } from '../stories.ts';

export const told: Told = {
  package: protectionPlanPackage,
  tenant: 'shangyu',
  stories: {
    season: async ({ start, act, linked, pass, until, now }) => {
      const id = await start('yuan-fei', seasonFrom(await now()));
      await act('yuan-fei', 'submit', id);
      await act('shao-kai', 'sendBack', id, { reason: 'Name it better.' });
      await act('yuan-fei', 'revise', id, seasonFrom(await now(), 'Spring irrigation at Fenghui'));
      await act('yuan-fei', 'submit', id);
      await act('shao-kai', 'approve', id, { version: 2 });
      await linked(id, 'roundOf');
      await until(id, 'RoundNoted');
      await act('yuan-fei', 'proposeChange', id, { reason: 'The well is new.', wells: ['W-552-1'] });
      await act('shao-kai', 'approveChange', id, { version: 1 });
      await pass('50 days');
      await until(id, 'SeasonEnded');
    },
    'closed-early': async ({ start, act, linked, until, now }) => {
      const id = await start('yuan-fei', seasonFrom(await now()));
      await act('yuan-fei', 'submit', id);
      await act('shao-kai', 'approve', id, { version: 1 });
      const round = await linked(id, 'roundOf');
      await until(id, 'RoundNoted');
      await act('yuan-fei', 'proposeChange', id, { reason: 'Longer.', to: seasonFrom(await now(), '', 60).to });
      await act('shao-kai', 'refuseChange', id, { reason: 'It rains.' });
      await act('shao-kai', 'close', id, { reason: 'The rain came early.' });
      await until(round, 'RoundCancelled');
    },
    withdrawn: async ({ start, act, now }) => {
      const id = await start('yuan-fei', seasonFrom(await now()));
      await act('yuan-fei', 'withdraw', id, { reason: 'Another plan has it.' });
    },
  },
};
