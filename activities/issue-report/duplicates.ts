/** Open reports that may be of the same matter, suggested before somebody files. */
import { metresBetween } from '../../workflows/kernel/place.ts';
import type { Point } from './areas.ts';

export type OpenReport = { readonly id: string; readonly category: string; readonly place: Point };

/** The open reports of the same category within so many metres, nearest first. */
export const nearDuplicates = <R extends OpenReport>(
  report: { readonly category: string; readonly place: Point },
  open: readonly R[],
  radius: number,
): readonly { readonly report: R; readonly metres: number }[] =>
  open
    .filter(({ category }) => category === report.category)
    .map((other) => ({ report: other, metres: Math.round(metresBetween(report.place, other.place)) }))
    .filter(({ metres }) => metres <= radius)
    .toSorted((a, b) => a.metres - b.metres || a.report.id.localeCompare(b.report.id));

/** The square around a point that holds everything within so many metres, for a first search by index. */
export const squareAround = (
  { lat, lon }: Point,
  radius: number,
): { readonly south: number; readonly north: number; readonly west: number; readonly east: number } => {
  const dLat = radius / 111_000;
  const dLon = radius / (111_000 * Math.max(0.01, Math.cos((lat * Math.PI) / 180)));
  return { south: lat - dLat, north: lat + dLat, west: lon - dLon, east: lon + dLon };
};
