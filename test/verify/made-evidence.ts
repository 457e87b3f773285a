/** Evidence of cases that nobody has played, in a log of its own. */
import { generateKeyPairSync } from 'node:crypto';
import { erasedEvent } from '../../activities/erasure/erased-event.ts';
import { eventHash, type HashedEvent } from '../../activities/event-hash.ts';
import { evidenceFile } from '../../activities/evidence/evidence-file.ts';
import { type HouseKeys, houseKeys, signErasure, signEvent } from '../../activities/evidence/keys.ts';
import type { LoggedEvent } from '../../activities/evidence/logged-events.ts';
import { entryOf } from '../../activities/merkle-log/entries.ts';
import { consistencyProof, leafHash, rootOf } from '../../activities/merkle-log/merkle.ts';
import { signedNote, verifierKey } from '../../activities/merkle-log/note.ts';
import { appended, nodesIn, tileKey } from '../../activities/merkle-log/tiles.ts';

export const freshJwk = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as never;

const ORIGIN = 'banjie.example/street';
const STATES = ['dispatched', 'handling', 'verifying', 'closed'];

/** Events of a case, chained and signed. */
const eventsOf = (id: string, keys: HouseKeys): LoggedEvent['event'][] => {
  let previous = '';
  return STATES.map((toState, revision) => {
    const said: HashedEvent = {
      case: id,
      revision,
      tenant: 'street',
      process: 'issueReport',
      name: 'Done',
      action: 'done',
      actorId: 'ding',
      capacity: null,
      actorName: '丁凯',
      role: 'handler',
      unit: revision === 0 ? null : 'urban',
      at: `2026-11-30T0${revision}:00:00.000Z`,
      fromState: STATES[revision - 1] ?? null,
      toState,
      reason: revision === 2 ? 'Said “so”\n' : null,
      confidential: false,
      input: { text: `What was said ${revision}`, place: { lat: 30.002, lon: 120.5 } },
      reference: { category: { code: 'rubbish' } },
      changes: { before: { result: null }, after: { result: 'Gone' } },
      clocks: revision === 3 ? { handle: { dueAt: null, overdue: false } } : null,
      wrote: {
        case: { title: 'Rubbish', tasks: [], closed: revision === 3 },
        clocks: null,
        fired: null,
        effects: [
          { kind: 'ledger', items: [{ op: 'credit', amount: 10, rule: 'fair' }] },
          { kind: 'parties', items: [{ role: 'reporter', name: '李娜' }] },
        ],
      },
      requestId: `request-${id}-${revision}`,
      requestHash: 'a1',
      salt: `salt ${revision}`,
      previous,
    };
    const hash = eventHash(said);
    previous = hash;
    const { case: _, ...row } = said;
    const event = {
      ...row,
      changes: row.changes as object,
      hash,
      signature: signEvent(keys, hash),
      tx: `${700 + revision}`,
      seq: `${revision}`,
    };
    // What the handler's name was isn't known any more, nor where it was.
    const left = { actorName: '—', input: { text: 'What was said 1' } };
    const mark = { erasure: 'erasure-1', at: '2029-11-30T00:00:00.000Z', by: 'shi-lei' };
    return revision === 1
      ? (erasedEvent(id, event, left, { mark, sign: (content) => signErasure(keys, content) }) ?? event)
      : event;
  });
};

/** A log of some 600 entries with three cases in it; its second half came after the older checkpoint. */
export const madeEvidence = (keys: HouseKeys = houseKeys([freshJwk()]), said = 'as it was') => {
  const others = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) =>
      entryOf('street', { kind: 'attempt', ref: `${from + n}`, tx: '1', seq: `${from + n}`, said }),
    );
  const entries: string[] = others(0, 301);
  const events: LoggedEvent[] = [];
  for (const caseId of ['ST-IR-20261130-0001', 'ST-IR-20261130-0002', 'ST-IR-20261130-0003']) {
    for (const event of eventsOf(caseId, keys)) {
      events.push({ caseId, position: entries.length, event });
      entries.push(
        entryOf('street', { kind: 'event', ref: `${caseId}/${event.revision}`, tx: event.tx, seq: event.seq, said: event.hash }),
      );
    }
    entries.push(...others(entries.length, 90));
  }
  const nodes = nodesIn(new Map(appended(new Map(), 0, entries.map(leafHash)).map((tile) => [tileKey(tile), tile.hashes])));
  const checkpointAt = (size: number) => {
    const checkpoint = { origin: ORIGIN, size, root: rootOf(nodes, size) };
    return { ...checkpoint, note: signedNote(checkpoint, keys) };
  };
  const older = checkpointAt(300);
  const signed = checkpointAt(entries.length);
  const file = (inFull: boolean) =>
    evidenceFile(
      {
        signed,
        nodes,
        events,
        inFull: () => inFull,
        consistency: { from: older.size, proof: consistencyProof(nodes, older.size, signed.size) },
      },
      keys,
    );
  return {
    keys,
    entries,
    nodes,
    older,
    signed,
    file,
    checkpointAt,
    verifierKeys: keys.known.map((key) => verifierKey(ORIGIN, key)),
  };
};
