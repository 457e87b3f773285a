/**
 * The hashes of a Merkle tree in tiles of 256 (C2SP tlog-tiles): a tile of level L has the hashes over 256^L leaves each. New leaves touch
 * the right edge alone. Pure.
 */
import { type Nodes, nodeHash } from './merkle.ts';

const WIDTH = 256;
const HASH = 32;

export type TileAt = { readonly level: number; readonly tile: number };
export type Tile = TileAt & { readonly hashes: Buffer };
export type Tiles = ReadonlyMap<string, Buffer>;

export const tileKey = ({ level, tile }: TileAt): string => `${level}/${tile}`;

/** The tiles that proofs and roots at these places need: those on the way from each place to the top. */
export const tilesAround = (places: readonly number[]): readonly TileAt[] => {
  const all = new Map<string, TileAt>();
  let row = [...places];
  for (let level = 0; level === 0 || row.some((index) => index > 0); level++) {
    row = [...new Set(row.map((index) => Math.floor(index / WIDTH)))];
    for (const tile of row) all.set(tileKey({ level, tile }), { level, tile });
  }
  return [...all.values()];
};

/** The hashes of a tree from its tiles. */
export const nodesIn = (tiles: Tiles): Nodes => {
  const known = new Map<string, Buffer>();
  const nodes = (height: number, index: number): Buffer => {
    const level = Math.floor(height / 8);
    const above = height % 8;
    if (above > 0) {
      const key = `${height}/${index}`;
      const found = known.get(key) ?? nodeHash(nodes(height - 1, index * 2), nodes(height - 1, index * 2 + 1));
      known.set(key, found);
      return found;
    }
    const tile = tiles.get(`${level}/${Math.floor(index / WIDTH)}`);
    const at = (index % WIDTH) * HASH;
    if (!tile || tile.length < at + HASH) throw new RangeError(`The log lacks the hash ${index} of level ${level}.`);
    return tile.subarray(at, at + HASH);
  };
  return nodes;
};

/** The tiles that are new or longer after these leaves; `edge` has those around the place where the log ends. */
export const appended = (edge: Tiles, size: number, leaves: readonly Buffer[]): readonly Tile[] => {
  const made = new Map<string, Tile>();
  let fresh = leaves;
  let place = size;
  for (let level = 0; fresh.length > 0; level++) {
    const full: Buffer[] = [];
    for (let from = 0; from < fresh.length; ) {
      const tile = Math.floor((place + from) / WIDTH);
      const key = tileKey({ level, tile });
      const held = (place + from) % WIDTH === 0 ? Buffer.alloc(0) : (edge.get(key) ?? Buffer.alloc(0));
      if (held.length !== ((place + from) % WIDTH) * HASH) throw new RangeError(`The tile ${key} of the log isn’t whole.`);
      const part = fresh.slice(from, from + WIDTH - held.length / HASH);
      const hashes = Buffer.concat([held, ...part]);
      made.set(key, { level, tile, hashes });
      if (hashes.length === WIDTH * HASH) full.push(overAll(hashes));
      from += part.length;
    }
    fresh = full;
    place = Math.floor(place / WIDTH);
  }
  return [...made.values()];
};

/** The hash over a whole tile. */
const overAll = (hashes: Buffer): Buffer => {
  let row = Array.from({ length: WIDTH }, (_, n) => hashes.subarray(n * HASH, (n + 1) * HASH));
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, n) => nodeHash(row[2 * n] as Buffer, row[2 * n + 1] as Buffer));
  return row[0] as Buffer;
};
