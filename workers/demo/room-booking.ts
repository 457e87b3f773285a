import type { Stage, Story } from './stage.ts';
import { inbox, timeline } from './timeline.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const KEEPER = 'he-tong';
const AUDITOR = 'jiang-tao';
/** It is there around the clock. */
const VAN = 'vanCam';

const wish = (room: string, from: number, minutes: number, more: object = {}) => ({
  room,
  from: new Date(from).toISOString(),
  to: new Date(from + minutes * MINUTE).toISOString(),
  products: ['枇杷 loquats'],
  ...more,
});

/** A host without the exam, a time that is taken, the same time each week, and an hour on air. */
export const roomBookingStory: Story = {
  name: 'room-booking',
  title: { en: 'Full-moon sale', zh: '满月开播' },
  play: async (stage) => {
    const { act, ask, person, refused, refusedToStart, say, start } = stage;
    const [host, other, novice] = ['song-jiayi', 'tao-ran', 'lu-xi'] as const;
    const name = (id: string): string => person(id).name;
    const later = await freeIn(stage, host, 'studioB', 9);
    say(`${name(novice)} would book a live room, and is refused:`);
    say(`    ${await refusedToStart(novice, 'roomBooking', wish('studioB', later, 60))}`);
    const held = await start(host, 'roomBooking', wish('studioB', later, 60));
    say(`${name(host)} has passed, and books it: ${held.id}.`);
    say(`${name(other)} wants half of that time, and is refused:`);
    say(`    ${await refusedToStart(other, 'roomBooking', wish('studioB', later + 30 * MINUTE, 60))}`);
    const waiting = await start(other, 'roomBooking', wish('studioB', later + 30 * MINUTE, 60, { await: true }));
    await act(host, 'cancel', held.id);
    await stage.until(
      async () =>
        (await ask(other, '{ inbox(first: 20) { edges { node { notice caseId } } } }')).inbox.edges.some(
          ({ node }: { node: { notice: string; caseId: string } }) => node.notice === 'free' && node.caseId === waiting.id,
        ),
      `${name(other)} waits for a live room that is free, and should have been told.`,
    );
    await act(other, 'book', waiting.id);
    say(`${name(other)} waits for it, is told when ${name(host)} cancels in time, and books it: ${waiting.id}.`);
    await act(other, 'cancel', waiting.id, { reason: 'For the next telling of this story' });

    // At the next full five minutes, so that the host may check in at once.
    const from = Math.ceil((Date.now() + MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
    const { id } = await start(host, 'roomBooking', wish(VAN, from, 30));
    say(`Now the van with its camera: ${name(host)} has it in some minutes.`);
    say(`    ${await refused(host, 'checkIn', id, { code: 'AAA-AAA' })}`);
    const { roomBookingDoorCode: door } = await ask(KEEPER, `{ roomBookingDoorCode(room: "${VAN}") { code } }`);
    await act(host, 'checkIn', id, { code: door.code });
    await act(host, 'reportFault', id, { text: 'One lamp is broken.' });
    await act(host, 'giveBack', id, { equipmentOk: true });
    await act(host, 'declareSales', id, { fen: 624_000 });
    say(`${name(host)} checks in with the code at the door, sells for 6,240 yuan, and gives the van back.`);

    await timeline(stage, AUDITOR, id);
    await inbox(stage, host, id);
  },
};

/** A time of an hour and a half for which a room is free, some days from now. */
const freeIn = async ({ ask, expect }: Stage, host: string, room: string, days: number): Promise<number> => {
  const day = new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  const { freeTimes } = await ask(
    host,
    'query ($day: Date!, $room: String!) { freeTimes(room: $room, day: $day) { from until state } }',
    {
      day,
      room,
    },
  );
  const spans = freeTimes
    .filter(({ state }: { state: string }) => state === 'FREE')
    .map(({ from, until }: { from: string; until: string }) => [Date.parse(from), Date.parse(until)] as const);
  const found = spans.find(([from, until]: readonly [number, number]) => until - from >= 2 * HOUR);
  expect(found !== undefined, `${room} should be free for two hours on ${day}, but isn't.`);
  return found[0];
};
