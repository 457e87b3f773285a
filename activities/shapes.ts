/** Shapes on the map, as GeoJSON has them, and whether they fit together. */
import { isInside, type Point, type Shape } from './issue-report/areas.ts';

type Edge = readonly [readonly number[], readonly number[]];

/** Points of one area; a border drawn from a survey has some hundred. */
const MOST_POINTS = 1_000;

/** What is wrong with a shape in itself; undefined where it is one. */
export const shapeFault = (shape: unknown): 'form' | 'long' | 'ring' | 'crossed' | undefined => {
  if (!isShape(shape)) return 'form';
  const rings = ringsOf(shape);
  if (rings.flat().length > MOST_POINTS) return 'long';
  if (rings.some((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)))) return 'ring';
  for (const ring of rings) {
    const edges = edgesOf(ring);
    if (edges.some((one, at) => edges.slice(at + 1).some((other) => cross(one, other)))) return 'crossed';
  }
  return undefined;
};

/** Whether two areas cover some of the same ground; a border that they share is neither's. */
export const overlap = (one: Shape, other: Shape): boolean => {
  const [box, another] = [boxOf(one), boxOf(other)];
  if (!meet(box, another)) return false;
  const near = (shape: Shape, box: Box) =>
    ringsOf(shape)
      .flatMap(edgesOf)
      .filter((edge) => meet(boxAround(edge), box));
  const [mine, theirs] = [near(one, another), near(other, box)];
  if (mine.some((edge) => theirs.some((another) => cross(edge, another)))) return true;
  const probes = (edges: readonly Edge[], of: Shape, within: Shape, borders: readonly Edge[]) =>
    // Beside the middle of each edge, on its inner side: there is the ground itself, and not the border.
    edges.some((edge) =>
      beside(edge).some(
        (point) => isInside(point, of) && isInside(point, within) && !borders.some((border) => isOn(point, border)),
      ),
    );
  return probes(mine, one, other, theirs) || probes(theirs, other, one, mine);
};

type Box = readonly [west: number, south: number, east: number, north: number];

const boxAround = (points: readonly (readonly number[])[]): Box =>
  points.reduce<Box>(
    ([west, south, east, north], [x = 0, y = 0]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [180, 90, -180, -90],
  );
const boxOf = (shape: Shape): Box => boxAround(ringsOf(shape).flat());

/** Whether two boxes have ground or a border in common. */
const meet = (one: Box, other: Box): boolean =>
  one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isPosition = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length >= 2 &&
  isNumber(value[0]) &&
  isNumber(value[1]) &&
  Math.abs(value[0]) <= 180 &&
  Math.abs(value[1]) <= 90;
const isRing = (value: unknown): boolean => Array.isArray(value) && value.every(isPosition);
const isPolygon = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isRing);

const isShape = (value: unknown): value is Shape => {
  const { type, coordinates } = (value ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type === 'Polygon') return isPolygon(coordinates);
  return type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length > 0 && coordinates.every(isPolygon);
};

const ringsOf = ({ type, coordinates }: Shape) => (type === 'Polygon' ? coordinates : coordinates.flat());
const edgesOf = (ring: readonly (readonly number[])[]): Edge[] =>
  ring.slice(1).map((to, at): Edge => [ring[at] as readonly number[], to]);

/** On which side of an edge a point lies: left is above 0. */
const side = ([[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]]: Edge, [x = 0, y = 0]: readonly number[]): number => {
  const turn = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  return Math.abs(turn) < 1e-13 ? 0 : Math.sign(turn);
};

/** Whether two edges go through each other; those that touch don't. */
const cross = (one: Edge, other: Edge): boolean =>
  side(one, other[0]) * side(one, other[1]) < 0 && side(other, one[0]) * side(other, one[1]) < 0;

const isOn = ({ lat, lon }: Point, edge: Edge): boolean => {
  const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = edge;
  return side(edge, [lon, lat]) === 0 && (lon - x1) * (lon - x2) + (lat - y1) * (lat - y2) <= 0;
};

/** Points close to the middle of an edge, about a decimetre to either side. */
const beside = ([[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]]: Edge): Point[] => {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return [];
  const [dx, dy] = [(-(y2 - y1) / length) * 1e-6, ((x2 - x1) / length) * 1e-6];
  return [1, -1].map((to) => ({ lon: (x1 + x2) / 2 + to * dx, lat: (y1 + y2) / 2 + to * dy }));
};
