import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaAt, isInside, type Shape } from '../../../activities/issue-report/areas.ts';
import { nearDuplicates, squareAround } from '../../../activities/issue-report/duplicates.ts';
import { metresBetween } from '../../../workflows/kernel/place.ts';

const square = (west: number, south: number, size = 1) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const polygon = (...rings: number[][][]): Shape => ({ type: 'Polygon', coordinates: rings });

describe('grid areas', () => {
  it('find the one that a point lies in', () => {
    const areas = [
      { id: 'west', shape: polygon(square(0, 0)) },
      { id: 'east', shape: polygon(square(1, 0)) },
    ];
    expect(areaAt({ lon: 0.5, lat: 0.5 }, areas)?.id).toBe('west');
    expect(areaAt({ lon: 1.5, lat: 0.5 }, areas)?.id).toBe('east');
    expect(areaAt({ lon: 5, lat: 5 }, areas)).toBeUndefined();
  });

  it('have holes and parts', () => {
    expect(isInside({ lon: 1.5, lat: 1.5 }, polygon(square(0, 0, 3), square(1, 1)))).toBe(false);
    expect(isInside({ lon: 0.5, lat: 1.5 }, polygon(square(0, 0, 3), square(1, 1)))).toBe(true);
    const parts: Shape = { type: 'MultiPolygon', coordinates: [[square(0, 0)], [square(5, 5)]] };
    expect(isInside({ lon: 5.5, lat: 5.5 }, parts)).toBe(true);
    expect(isInside({ lon: 3, lat: 3 }, parts)).toBe(false);
  });

  it('leave no gap and no overlap where they meet, corners and borders included', () => {
    const cells = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => polygon(square(x, y))));
    const on = fc.oneof(fc.integer({ min: 1, max: 2 }), fc.double({ min: 0.1, max: 2.9, noNaN: true }));
    fc.assert(
      fc.property(on, on, (lon, lat) => {
        expect(cells.filter((cell) => isInside({ lon, lat }, cell))).toHaveLength(1);
      }),
    );
  });
});

describe('near duplicates', () => {
  const here = { lat: 30, lon: 120.57 };
  const north = (metres: number) => ({ lat: 30 + metres / 111_195, lon: 120.57 });

  it('are open reports of the same category within the radius, nearest first', () => {
    const open = [
      { id: 'far', category: 'pavement', place: north(51) },
      { id: 'near', category: 'pavement', place: north(40) },
      { id: 'nearest', category: 'pavement', place: north(5) },
      { id: 'other', category: 'rubbish', place: north(1) },
    ];
    expect(nearDuplicates({ category: 'pavement', place: here }, open, 50)).toEqual([
      { report: open[2], metres: 5 },
      { report: open[1], metres: 40 },
    ]);
  });

  it('are all found in the square that is searched first', () => {
    const anywhere = fc.record({
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      lon: fc.double({ min: -170, max: 170, noNaN: true }),
    });
    const shift = fc.double({ min: -0.01, max: 0.01, noNaN: true });
    fc.assert(
      fc.property(anywhere, shift, shift, (point, dLat, dLon) => {
        const other = { lat: point.lat + dLat, lon: point.lon + dLon };
        fc.pre(metresBetween(point, other) <= 500);
        const { south, north: top, west, east } = squareAround(point, 500);
        expect(other.lat >= south && other.lat <= top && other.lon >= west && other.lon <= east).toBe(true);
      }),
    );
  });

  it('are measured along the ground: a degree of latitude is 111 kilometres', () => {
    expect(metresBetween({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })).toBeCloseTo(111_195, -1);
    expect(metresBetween(here, here)).toBe(0);
  });
});
