export type Point = { readonly lat: number; readonly lon: number };

const EARTH = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** How far two points are apart, in metres along the ground; the earth taken as a sphere, right to half a per cent. */
export const metresBetween = (a: Point, b: Point): number => {
  const height = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const width = Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, height + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * width)));
};
