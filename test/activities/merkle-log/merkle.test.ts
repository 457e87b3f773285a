import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY,
  inclusionProof,
  leafHash,
  nodeHash,
  rootFromProof,
  rootOf,
} from '../../../activities/merkle-log/merkle.ts';
import { appended, nodesIn, tileKey, tilesAround } from '../../../activities/merkle-log/tiles.ts';
import { isConsistent, isIncluded } from '../../../verify/banjie-verify.ts';

/** The tree as RFC 9162 defines it. */
const naiveRoot = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return EMPTY;
  if (leaves.length === 1) return leaves[0] as Buffer;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, half)), naiveRoot(leaves.slice(half)));
};

/** A log that grew by batches of these sizes, each of which saw no more than the tiles at the right edge. */
const grown = (batches: readonly number[]) => {
  const entries: string[] = [];
  const tiles = new Map<string, Buffer>();
  for (const batch of batches) {
    const fresh = Array.from({ length: batch }, (_, n) => `entry ${entries.length + n}`);
    const edge = new Map(
      tilesAround([entries.length]).flatMap((at) => {
        const hashes = tiles.get(tileKey(at));
        return hashes ? [[tileKey(at), hashes] as const] : [];
      }),
    );
    for (const tile of appended(edge, entries.length, fresh.map(leafHash))) tiles.set(tileKey(tile), tile.hashes);
    entries.push(...fresh);
  }
  /** Hashes from the tiles that are needed at these places, and from no others. */
  const nodes = (...places: readonly number[]) =>
    nodesIn(new Map(tilesAround(places).map((at) => [tileKey(at), tiles.get(tileKey(at)) ?? Buffer.alloc(0)])));
  return { entries, leaves: entries.map(leafHash), nodes };
};

it('has the root that RFC 9162 defines, at each size and however it grew', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (batches, share) => {
        const { leaves, nodes } = grown(batches);
        const size = Math.max(1, Math.round(share * leaves.length));
        expect(rootOf(nodes(size), size)).toEqual(naiveRoot(leaves.slice(0, size)));
        expect(rootOf(nodes(leaves.length), leaves.length)).toEqual(naiveRoot(leaves));
      },
    ),
    { numRuns: 40 },
  );
  expect(rootOf(nodesIn(new Map()), 0).toString('hex')).toBe(hash('sha256', ''));
});

it('proves by its tiles that an entry is in it and that it goes on, so that others agree', () => {
  const { entries, leaves, nodes } = grown([70_000, 1, 300]);
  const place = fc.integer({ min: 0, max: entries.length - 1 });
  const at = (size: number) => ({ origin: 'log', size, root: rootOf(nodes(size), size), witnesses: [] });
  fc.assert(
    fc.property(place, place, (one, other) => {
      const [index, size] = [Math.min(one, other), Math.max(one, other) + 1];
      const proof = inclusionProof(nodes(index, size), index, size);
      expect(isIncluded(entries[index] as string, index, at(size), proof)).toBe(true);
      expect(isIncluded(`${entries[index]}!`, index, at(size), proof)).toBe(false);
      expect(rootFromProof(leaves[index] as Buffer, index, size, proof)).toEqual(at(size).root);
      const old = index + 1;
      expect(isConsistent(at(old), at(size), consistencyProof(nodes(old, size), old, size))).toBe(true);
      if (old < size)
        expect(isConsistent({ ...at(old), root: EMPTY }, at(size), consistencyProof(nodes(old, size), old, size))).toBe(false);
    }),
    { numRuns: 60 },
  );
});
