import { describe, expect, it } from 'vitest';
import { areaAt, type Shape } from '../../activities/issue-report/areas.ts';
import { overlap, shapeFault } from '../../activities/shapes.ts';

const box = (west: number, south: number, east: number, north: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

describe('two areas', () => {
  it.each([
    ['side by side, with one border', box(0, 0, 1, 1), box(1, 0, 2, 1), false],
    ['of which one’s border is longer', box(0, 0, 1, 1), box(1, -1, 2, 3), false],
    ['that touch in a corner', box(0, 0, 1, 1), box(1, 1, 2, 2), false],
    ['far from each other', box(0, 0, 1, 1), box(5, 5, 6, 6), false],
    ['across each other', box(0, 0, 2, 2), box(1, 1, 3, 3), true],
    ['of which one lies inside', box(0, 0, 3, 3), box(1, 1, 2, 2), true],
    ['that are the same', box(0, 0, 1, 1), box(0, 0, 1, 1), true],
    ['of which one is the half of the other', box(0, 0, 2, 1), box(0, 0, 1, 1), true],
  ])('%s, cover the same ground or not', (_, one, other, same) => {
    expect([overlap(one, other), overlap(other, one)]).toEqual([same, same]);
  });

  it('leave no point of their border to nobody, nor to both', () => {
    const areas = [box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 2, 2)].map((shape, id) => ({ id, shape }));
    for (const point of [
      { lon: 1, lat: 0.5 },
      { lon: 1, lat: 1 },
      { lon: 0.3, lat: 1 },
      { lon: 1.7, lat: 1 },
    ])
      expect(areas.filter((area) => areaAt(point, [area]) !== undefined)).toHaveLength(1);
  });
});

describe('a shape', () => {
  it('is a border that comes back to where it began, and doesn’t cross itself', () => {
    const ring = (...points: number[][]) => ({ type: 'Polygon', coordinates: [points] });
    expect(shapeFault(box(0, 0, 1, 1))).toBeUndefined();
    expect(
      shapeFault({ type: 'MultiPolygon', coordinates: [box(0, 0, 1, 1).coordinates, box(2, 0, 3, 1).coordinates] }),
    ).toBeUndefined();
    expect(shapeFault(ring([0, 0], [1, 0], [1, 1], [0, 1]))).toBe('ring');
    expect(shapeFault(ring([0, 0], [1, 1], [1, 0], [0, 1], [0, 0]))).toBe('crossed');
    for (const none of [{}, { type: 'Point', coordinates: [0, 0] }, ring([0, 100], [1, 0], [1, 1], [0, 100]), null, 'x'])
      expect([none, shapeFault(none)]).toEqual([none, 'form']);
  });
});
