import { hallBookingPackage } from '../../../examples/hall-booking/package.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Told } from '../stories.ts';

const warden: Actor = { id: 'warden', name: 'Warden', grants: [{ role: 'warden' }] };
const hall = { hall: 'Old mill', purpose: 'Wedding' };

export const told: Told = {
  package: hallBookingPackage,
  stories: {
    granted: async ({ start, act }) => {
      const id = await start('wang-xiuying', hall);
      await act(warden, 'grant', id);
      await act('wang-xiuying', 'giveBack', id);
      await act(warden, 'remark', id, { text: 'It was clean.' });
    },
    lapsed: async ({ start, pass, until }) => {
      const id = await start('wang-xiuying', hall);
      await pass('3 hours');
      await until(id, 'Lapsed');
    },
  },
};
