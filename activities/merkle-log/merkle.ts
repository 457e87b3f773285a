/**
 * Hashes and proofs of an append-only Merkle tree after RFC 9162 (SHA-256). Pure. The packages at hand hash trees of other shapes, or
 * keep all leaves in memory.
 */
import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const made = createHash('sha256');
  for (const part of parts) made.update(part);
  return made.digest();
};

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const leafHash = (entry: string): Buffer => sha256(LEAF, Buffer.from(entry));
export const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(NODE, left, right);
export const EMPTY: Buffer = sha256();

/** The hash over 2^height leaves, of which the first is `index` * 2^height. */
export type Nodes = (height: number, index: number) => Buffer;

/** The largest power of two below `n`, and its exponent. */
const halfOf = (n: number): { half: number; height: number } => {
  let half = 1;
  let height = 0;
  while (half * 2 < n) {
    half *= 2;
    height += 1;
  }
  return { half, height };
};

/** The hash over the leaves from `begin` to before `end`; `begin` is a place where a subtree of this width begins. */
const rangeHash = (nodes: Nodes, begin: number, end: number): Buffer => {
  const width = end - begin;
  if (width === 1) return nodes(0, begin);
  const { half, height } = halfOf(width);
  if (half * 2 === width) return nodes(height + 1, begin / width);
  return nodeHash(nodes(height, begin / half), rangeHash(nodes, begin + half, end));
};

export const rootOf = (nodes: Nodes, size: number): Buffer => (size === 0 ? EMPTY : rangeHash(nodes, 0, size));

/** That the leaf at `index` is in the tree of this size. */
export const inclusionProof = (nodes: Nodes, index: number, size: number): Buffer[] => {
  const path = (begin: number, end: number): Buffer[] => {
    if (end - begin === 1) return [];
    const middle = begin + halfOf(end - begin).half;
    return index < middle
      ? [...path(begin, middle), rangeHash(nodes, middle, end)]
      : [...path(middle, end), rangeHash(nodes, begin, middle)];
  };
  return path(0, size);
};

/** The root that follows from a leaf and its proof. */
export const rootFromProof = (leaf: Buffer, index: number, size: number, proof: readonly Buffer[]): Buffer => {
  const left = [...proof];
  const path = (begin: number, end: number): Buffer => {
    if (end - begin === 1) return leaf;
    const middle = begin + halfOf(end - begin).half;
    const other = left.pop() as Buffer;
    return index < middle ? nodeHash(path(begin, middle), other) : nodeHash(other, path(middle, end));
  };
  return path(0, size);
};

/** That the tree of the size `old` is the beginning of the one of this size. */
export const consistencyProof = (nodes: Nodes, old: number, size: number): Buffer[] => {
  const path = (begin: number, end: number, whole: boolean): Buffer[] => {
    if (old === end) return whole ? [] : [rangeHash(nodes, begin, end)];
    const middle = begin + halfOf(end - begin).half;
    return old <= middle
      ? [...path(begin, middle, whole), rangeHash(nodes, middle, end)]
      : [...path(middle, end, false), rangeHash(nodes, begin, middle)];
  };
  return old === 0 || old === size ? [] : path(0, size, true);
};
