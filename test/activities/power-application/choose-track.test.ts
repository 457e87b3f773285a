import { describe, expect, it } from 'vitest';
import { chooseTrack, type Matter } from '../../../activities/power-application/choose-track.ts';
import { powerMaterials, powerTariffs, powerTracks } from '../../../activities/power-application/tables.ts';
import { power } from '../../../prisma/seed/shangyu/power.ts';
import { shangyu } from '../../../prisma/seed/shangyu.ts';
import { powerApplication } from '../../../workflows/power-application/rules.ts';
import type { TrackRow } from '../../../workflows/power-application/track.ts';

const tracks = new Map(
  power.tables.filter(({ table }) => table === 'powerTracks').map(({ key, value }) => [key, value as TrackRow]),
);

const matter = (more: Partial<Matter> = {}): Matter => ({
  customerClass: 'cooperative',
  classTitle: { en: 'Farming co-operative', zh: '农民专业合作社' },
  voltage: 'KV10',
  sources: 1,
  kilowatts: 400,
  day: '2026-04-01',
  ...more,
});
const chosen = (more: Partial<Matter> = {}) => {
  const found = chooseTrack(tracks, matter(more));
  if ('none' in found) throw new Error(found.none.en);
  return found.chosen;
};
const none = (more: Partial<Matter>) => {
  const found = chooseTrack(tracks, matter(more));
  return 'none' in found ? found.none : undefined;
};

describe('the track of an application', () => {
  it('is the green channel for a co-operative in the irrigation season, and says why in both languages', () => {
    expect(chosen()).toMatchObject({
      code: 'greenHigh',
      why: {
        en: 'Green channel, 10 kV (class “Farming co-operative”, 10 kV, 1 source, 400 kW of 1–2000, season 03-01 to 05-31).',
        zh: '春灌绿色通道（10千伏）（类别“农民专业合作社”，10 kV，1路电源，容量400千瓦（1–2000），季节03-01至05-31）。',
      },
    });
  });

  it('is an ordinary one on the day before the season and on the day after', () => {
    expect(['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map((day) => chosen({ day }).code)).toEqual([
      'highSingle',
      'greenHigh',
      'greenHigh',
      'highSingle',
    ]);
  });

  it('may have a season that goes over the new year', () => {
    const row = tracks.get('greenHigh') as TrackRow;
    const winter = new Map([['w', { ...row, when: { ...row.when, season: { from: '11-01', to: '02-28' } } }]]);
    const fits = (day: string) => 'chosen' in chooseTrack(winter, matter({ day }));
    expect([fits('2026-12-31'), fits('2026-01-01'), fits('2026-10-31'), fits('2026-03-01')]).toEqual([true, true, false, false]);
  });

  it('depends on class, voltage, sources and capacity, both ends of a range within it', () => {
    const household = { customerClass: 'household', voltage: 'V380' } as const;
    expect(chosen({ ...household, kilowatts: 1 }).total).toBe(3);
    expect(chosen({ ...household, kilowatts: 160 }).code).toBe('threeZero');
    const business = { customerClass: 'business', voltage: 'V380' } as const;
    expect([50, 51].map((kilowatts) => chosen({ ...business, kilowatts }).total)).toEqual([5, 15]);
    expect(chosen({ customerClass: 'business' })).toMatchObject({ code: 'highSingle', total: 38 });
    expect(chosen({ customerClass: 'business', sources: 2 })).toMatchObject({ code: 'highDouble', days: { scheme: 30 } });
  });

  it('is the first that fits in the order of the table', () => {
    const row = tracks.get('greenHigh') as TrackRow;
    const two = new Map([
      ['a', { ...row, position: 2 }],
      ['b', { ...row, position: 1 }],
    ]);
    expect(chooseTrack(two, matter())).toMatchObject({ chosen: { code: 'b' } });
  });

  it('isn’t there for a class without one, or beyond its capacity, and it is said what would do', () => {
    expect(none({ customerClass: 'bulk', classTitle: { en: 'Bulk supply', zh: '趸售' } })?.en).toContain(
      'no track for the customer class “Bulk supply”',
    );
    expect(none({ customerClass: 'household', voltage: 'V220', kilowatts: 161 })?.en).toContain(
      '“Low voltage “three zero” household” takes only 1–160 kW',
    );
    expect(none({ customerClass: 'household', voltage: 'V220', kilowatts: 161 })?.zh).toContain('仅限1–160千瓦');
  });
});

describe('the tables of the sample utility', () => {
  const rules = { powerTracks, powerMaterials, powerTariffs } as const;

  it('have rows as administrators could enter them', () => {
    for (const { table, key, value } of power.tables)
      expect(rules[table as keyof typeof rules].row.safeParse(value).error, `${table} ${key}`).toBeUndefined();
  });

  it('promise the days that a utility promises, in all and step by step', () => {
    const totals = Object.fromEntries([...tracks].map(([code, { green, total }]) => [code, { green, total }]));
    expect(totals).toMatchObject({
      threeZero: { total: 3 },
      businessSmall: { total: 5 },
      businessLarge: { total: 15 },
      highSingle: { total: 38 },
    });
    const high = { accept: 1, survey: 2, designReview: 10, midInspection: 5, finalInspection: 5, connect: 5 };
    expect(Object.fromEntries([...tracks].map(([code, { days }]) => [code, days]))).toEqual({
      greenLow: { accept: 1, survey: 1, connect: 1 },
      greenHigh: { accept: 1, survey: 1, scheme: 5, finalInspection: 2, connect: 2 },
      threeZero: { accept: 1, connect: 2 },
      businessSmall: { accept: 1, survey: 1, connect: 3 },
      businessLarge: { accept: 1, survey: 2, scheme: 5, finalInspection: 3, connect: 4 },
      highSingle: { ...high, scheme: 15 },
      highDouble: { ...high, scheme: 30 },
    });
    // The green channel is shorter than what the same customer would have out of season.
    expect(totals).toMatchObject({ greenLow: { green: true, total: 3 }, greenHigh: { green: true, total: 10 } });
  });

  it('name only classes that have a checklist of materials', () => {
    const reference = power.tables.filter(({ table }) => table === 'powerMaterials').map(({ key }) => key);
    const named = [...tracks.values()].flatMap(({ when }) => when.classes);
    expect(named.filter((name) => !reference.includes(name))).toEqual([]);
  });

  it('take no track whose days and steps don’t fit each other', () => {
    const row = tracks.get('highSingle') as TrackRow;
    const problem = (more: object) => powerTracks.row.safeParse({ ...row, ...more }).success;
    expect(problem({})).toBe(true);
    expect(problem({ survey: 'skipped' })).toBe(false);
    expect(problem({ days: { accept: 1, survey: 1, designReview: 3, connect: 1 } })).toBe(false);
    expect(problem({ green: true })).toBe(false);
    expect(problem({ total: 0 })).toBe(false);
    expect(problem({ when: { ...row.when, kilowatts: { from: 9, to: 1 } } })).toBe(false);
    expect(problem({ when: { ...row.when, season: { from: '3-1', to: '05-31' } } })).toBe(false);
  });
});

describe('the sample utility', () => {
  it('has somebody in every role of the power application', () => {
    const held = new Set(shangyu.people.flatMap(({ roles }) => roles.map(({ role }) => role)));
    const wanted = [
      powerApplication.start.by,
      powerApplication.staff,
      ...Object.values(powerApplication.actions).map(({ by }) => by),
    ]
      .flat()
      .filter((role) => role !== 'follower' && !role.startsWith('clock:'));
    expect([...new Set(wanted)].filter((role) => !held.has(role))).toEqual([]);
  });
});

it('a track gives no step more days than all of them together', () => {
  const track = tracks.get('highSingle') as TrackRow;
  expect(powerTracks.row.safeParse(track).success).toBe(true);
  const { error } = powerTracks.row.safeParse({ ...track, total: 14 });
  expect(error?.issues[0]?.message).toContain('raise the total');
});
