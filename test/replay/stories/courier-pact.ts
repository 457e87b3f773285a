import { courierPactPackage } from '../../../processes/courier-pact.ts';
import type { Telling, Told } from '../stories.ts';

const joining = { consent: true, company: '顺达快递', area: 'xishan' };

/** A pact that is signed. */
export const signed = async ({ start, act }: Telling, courier = 'tu-gang'): Promise<string> => {
  const id = await start(courier, joining);
  await act(courier, 'sign', id, { version: 1 });
  return id;
};

export const told: Told = {
  package: courierPactPackage,
  tenant: 'tongyu',
  stories: {
    renewed: async (telling) => {
      const { act, pass, until } = telling;
      const id = await signed(telling);
      await act('yan-ping', 'comment', id, { text: 'Welcome' });
      await pass('340 days');
      await until(id, 'FellDue');
      await act('tu-gang', 'renew', id, { version: 1 });
      await act('tu-gang', 'leave', id, { reason: 'Another town' });
    },
    lapsed: async ({ start, pass, until }) => {
      const id = await start('bao-jie', joining);
      await pass('32 days');
      await until(id, 'Lapsed');
    },
    withdrawn: async (telling) => {
      const { act, pass, until } = telling;
      const id = await signed(telling, 'ke-min');
      await act('yan-ping', 'question', id, { reason: 'One picture twice' });
      await act('ke-min', 'answer', id, { text: 'Two places' });
      await act('ying-jie', 'decide', id, { fraud: false, reason: 'Two places' });
      await act('yan-ping', 'question', id, { reason: 'Again' });
      await pass('12 days');
      await until(id, 'HearingOver');
      await act('ying-jie', 'decide', id, { fraud: true, reason: 'One place' });
    },
  },
};
