/** Which grid area a point lies in. */
export type Point = { readonly lat: number; readonly lon: number };

/** A ring of [longitude, latitude] pairs, as in GeoJSON; the first of a polygon is its border, the others are holes. */
type Ring = readonly (readonly number[])[];
export type Shape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

/** The first area the point lies in. On a border between two areas it lies in exactly one of them. */
export const areaAt = <A extends { readonly shape: Shape }>(point: Point, areas: readonly A[]): A | undefined =>
  areas.find(({ shape }) => isInside(point, shape));

export const isInside = (point: Point, shape: Shape): boolean => {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  // Even and odd: a hole is left as often as it is entered.
  return polygons.some((rings) => rings.reduce((inside, ring) => inside !== crossesOddly(point, ring), false));
};

/** Whether a ray to the east crosses the ring an odd number of times. A corner counts with the edge above it, and only there. */
const crossesOddly = ({ lat, lon }: Point, ring: Ring): boolean => {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    const [x2 = 0, y2 = 0] = ring[j] ?? [];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
  }
  return odd;
};
