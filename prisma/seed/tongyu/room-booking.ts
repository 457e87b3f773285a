/** The shared live rooms of Tongyu: ten rooms, their hours, what can be borrowed, and who has passed for a live host. Invented. */
import type { HoursRow } from '../../../activities/room-booking/hours.ts';
import type { EquipmentRow, RoomRow } from '../../../activities/room-booking/tables.ts';
import type { Terms } from '../../../workflows/dual-assessment/facts.ts';
import type { SeedQualification, SeedTableRow } from '../tenant-data.ts';

const room = (en: string, zh: string, squareMetres: number | undefined, more: { approval?: boolean; mobile?: boolean } = {}) =>
  ({
    title: { en, zh },
    ...(squareMetres === undefined ? {} : { squareMetres }),
    approval: more.approval ?? false,
    unit: 'live-rooms',
    ...(more.mobile ? {} : { place: { lat: 28.58, lon: 121.33 }, faults: 'other' }),
  }) satisfies RoomRow & { squareMetres?: number };

const rooms = {
  studioA: room('Studio A, fruit', '1号直播间（果品）', 30),
  studioB: room('Studio B, bottles', '2号直播间（瓶装）', 22),
  orchardCam: room('Orchard, outdoors', '果园户外机位', undefined, { mobile: true }),
  kitchen: room('Kitchen', '厨房直播间', 26),
  podcast: room('Podcast room', '播客间', 12),
  packLive: room('Studio with a packing table', '打包直播间', 28),
  vanCam: room('Van with camera', '直播车', undefined, { mobile: true }),
  hallStage: room('Stage of the hall', '礼堂舞台', 150, { approval: true }),
  photoBox: room('Photo box', '摄影棚', 9),
  trainingRoom: room('Training room', '实训直播间', 40),
};

const hours: Readonly<Record<string, HoursRow>> = {
  daily: { title: { en: 'Opening hours', zh: '开放时间' }, kind: 'open', from: '06:00', to: '23:00' },
  van: { title: { en: 'Hours of the van', zh: '直播车时间' }, kind: 'open', rooms: ['vanCam'], from: '00:00', to: '24:00' },
  ...Object.fromEntries(
    ['2026', '2027'].flatMap((year) => [
      [
        `orchard${year}`,
        {
          title: { en: 'Season of the orchard', zh: '果园开放季' },
          kind: 'open',
          rooms: ['orchardCam'],
          firstDay: `${year}-04-01`,
          lastDay: `${year}-06-30`,
          from: '06:00',
          to: '19:00',
        },
      ],
      [
        `nationalDay${year}`,
        {
          title: { en: 'closed on the morning of National Day', zh: '国庆节上午不开放' },
          kind: 'closed',
          firstDay: `${year}-10-01`,
          lastDay: `${year}-10-01`,
          from: '06:00',
          to: '12:00',
        },
      ],
    ]),
  ),
  noon: {
    title: { en: 'quiet at noon', zh: '午间静音' },
    kind: 'quiet',
    rooms: ['hallStage'],
    weekdays: [1, 2, 3, 4, 5],
    from: '12:00',
    to: '13:30',
  },
};

const piece = (en: string, zh: string, count: number): EquipmentRow => ({ title: { en, zh }, count });

const equipment = {
  ringLight: piece('Ring light', '环形灯', 4),
  lapelMic: piece('Lapel microphone', '领夹麦克风', 6),
  camera: piece('Camera', '摄像机', 2),
  scales: piece('Scales', '电子秤', 3),
  stabiliser: piece('Stabiliser', '手持稳定器', 2),
  battery: piece('Power station', '户外电源', 2),
};

const harvestWeeks = {
  loquat2027: { title: { en: 'Loquat harvest', zh: '枇杷采收' }, firstDay: '2027-05-10', lastDay: '2027-06-06' },
  melon2027: { title: { en: 'Melon harvest', zh: '西瓜采收' }, firstDay: '2027-07-01', lastDay: '2027-07-21' },
};

const assessmentKinds = {
  liveHost: {
    title: { en: 'Live host', zh: '助农主播' },
    qualification: 'liveHost',
    topics: ['liveHost'],
    questions: 10,
    passPercent: 80,
    minutes: 45,
    practicePoints: 70,
    theoryMonths: 24,
    practiceMonths: 12,
    resits: 1,
    waitingDays: 7,
    againDays: 30,
    renewDays: 60,
  },
} satisfies Readonly<Record<string, Terms>>;

const rowsOf = (table: string, rows: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(rows).map(([key, value]) => ({ table, key, value }));

export const liveRoomTables: readonly SeedTableRow[] = [
  ...rowsOf('rooms', rooms),
  ...rowsOf('roomHours', hours),
  ...rowsOf('equipment', equipment),
  ...rowsOf('harvestWeeks', harvestWeeks),
  ...rowsOf('assessmentKinds', assessmentKinds),
  ...rowsOf('qualificationKinds', { liveHost: { title: { en: 'Live host', zh: '助农主播' } } }),
];

/** The third host hasn’t passed yet. */
export const hostQualifications: readonly SeedQualification[] = ['song-jiayi', 'tao-ran'].map((person) => ({
  person,
  kind: 'liveHost',
  from: '2026-01-01',
}));
