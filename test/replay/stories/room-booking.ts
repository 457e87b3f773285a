import { roomBookingPackage } from '../../../processes/room-booking.ts';
import type { Telling, Told } from '../stories.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

/** A time of day so many days from now, when the van is there around the clock. */
const at = (now: number, day: number, hour: number): number =>
  Math.floor((now + ZONE) / DAY) * DAY - ZONE + day * DAY + hour * HOUR;
const times = (from: number, minutes: number) => ({
  from: new Date(from).toISOString(),
  to: new Date(from + minutes * MINUTE).toISOString(),
});
const wish = (room: string, from: number, minutes: number) => ({ room, ...times(from, minutes), products: ['枇杷'] });
const minutesTo = (moment: number, now: number) => `${Math.ceil((moment - now) / MINUTE)} minutes` as const;
/** In front of the rooms. */
const place = { lat: 28.58, lon: 121.33 };

/** A booking of a week ahead. */
export const booked = async ({ start, now }: Telling): Promise<string> =>
  start('song-jiayi', wish('studioA', at(await now(), 7, 10), 60));

export const told: Told = {
  package: roomBookingPackage,
  tenant: 'tongyu',
  stories: {
    used: async ({ start, act, pass, until, now }) => {
      const from = at(await now(), 1, 10);
      const id = await start('song-jiayi', { ...wish('studioA', from, 60), equipment: ['lapelMic'] });
      const later = at(await now(), 1, 14);
      await act('song-jiayi', 'move', id, times(later, 60));
      await act('song-jiayi', 'comment', id, { text: 'With two guests' });
      await pass(minutesTo(later - 5 * MINUTE, await now()));
      await until(id, 'Reminded');
      await act('song-jiayi', 'checkIn', id, { place });
      await act('song-jiayi', 'extend', id, { minutes: 30 });
      await act('song-jiayi', 'reportFault', id, { text: 'A lamp is broken.' });
      await pass('3 hours');
      await until(id, 'OvertimeNoted');
      await act('he-tong', 'giveBack', id, { equipmentOk: false, note: 'A lamp is broken.' });
      await act('song-jiayi', 'declareSales', id, { fen: 624_000 });
    },
    waitedFor: async ({ start, act, pass, until, now }) => {
      const from = at(await now(), 1, 10);
      const first = await start('song-jiayi', wish('studioB', from, 120));
      const second = await start('tao-ran', { ...wish('studioB', from + HOUR, 60), await: true });
      await pass(minutesTo(from + 16 * MINUTE, await now()));
      await until(first, 'Lapsed');
      await act('tao-ran', 'book', second);
      await act('tao-ran', 'cancel', second, { reason: 'Ill' });
    },
    approved: async ({ start, act, now }) => {
      const from = at(await now(), 2, 15);
      const refused = await start('tao-ran', wish('hallStage', from, 60));
      await act('he-tong', 'refuse', refused, { reason: 'The hall is painted.' });
      const id = await start('tao-ran', wish('hallStage', from, 60));
      await act('he-tong', 'approve', id);
      await act('tao-ran', 'cancel', id);
    },
  },
};
