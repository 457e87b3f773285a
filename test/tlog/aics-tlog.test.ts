import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { houseKeys } from '../../activities/evidence/keys.ts';
import { consistencyProof, inclusionProof } from '../../activities/merkle-log/merkle.ts';
import { withCosignature, witnessOf } from '../../activities/merkle-log/note.ts';
import { readCheckpoint, verifierKey } from '../../verify/banjie-verify.ts';
import { freshJwk, madeEvidence } from '../verify/made-evidence.ts';

const asked = (log: object) => {
  const { stdout, stderr } = spawnSync('python3', [join(import.meta.dirname, 'check.py')], {
    input: JSON.stringify(log),
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stdout.length === 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString());
};

it('is accepted by aics-tlog: checkpoints of one key and of two, proofs at all places and sizes, and cosignatures both ways', () => {
  const { entries, nodes, checkpointAt, verifierKeys } = madeEvidence(houseKeys([freshJwk(), freshJwk()]));
  const sizes = [1, 2, 3, 7, 8, 255, 256, 257, 300, 511, 512, entries.length];
  const base64 = (proof: readonly Buffer[]) => proof.map((hash) => hash.toString('base64'));
  const inclusion = sizes.flatMap((size) =>
    Array.from({ length: size }, (_, index) => [index, size, base64(inclusionProof(nodes, index, size))]),
  );
  const consistency = sizes.flatMap((size) =>
    Array.from({ length: size }, (_, n) => [n + 1, size, base64(consistencyProof(nodes, n + 1, size))]),
  );
  const log = { keys: verifierKeys, entries, inclusion, consistency, checkpoints: sizes.map((size) => checkpointAt(size).note) };
  const answer = asked(log);
  expect(answer.checkpoints).toEqual(sizes.flatMap((size) => verifierKeys.map(() => [true, size, true, null])));
  expect([answer.inclusion, answer.refused, answer.consistency]).toEqual([
    inclusion.length,
    inclusion.length,
    consistency.length,
  ]);

  const note = checkpointAt(300).note;
  const cosigned = withCosignature(note, answer.cosigned[sizes.indexOf(300)], [witnessOf(answer.witness)]) as string;
  expect(readCheckpoint('', cosigned, [...verifierKeys, answer.witness].map(verifierKey)).witnesses).toEqual([
    'witness.example/python',
  ]);
  expect(asked({ ...log, inclusion: [], consistency: [], withWitness: { note: cosigned, key: answer.witness } }).quorum).toEqual([
    true,
    ['witness.example/python'],
  ]);
  expect(
    withCosignature(checkpointAt(299).note, answer.cosigned[sizes.indexOf(300)], [witnessOf(answer.witness)]),
  ).toBeUndefined();
});
