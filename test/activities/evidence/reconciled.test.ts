import { expect, it } from 'vitest';
import { type RecordedCase, type Run, unreconciled } from '../../../activities/evidence/reconciled.ts';

const ID = 'FS-IR-20261130-0001';
const asked = { began: 100_000, settled: 5_000 };
const event = (revision: number, at = 10_000 + revision) => ({
  revision,
  requestId: `request-${revision}`,
  hash: `hash-${revision}`,
  at,
});
const record: RecordedCase = { id: ID, live: true, updatedAt: 10_002, events: [event(0), event(1), event(2)] };
const run: Run = {
  running: true,
  startedAt: 9_000,
  opening: 'request-0',
  acts: [{ requestId: 'request-1', outcome: { kind: 'done', revision: 1 } }],
  hashes: ['hash-0', 'hash-1', 'hash-2'],
  foundAgain: false,
};
const faults = (of: Partial<RecordedCase> | undefined, ...runs: Partial<Run>[]) =>
  unreconciled(
    ID,
    of && { ...record, ...of },
    runs.map((one) => ({ ...run, ...one })),
    asked,
  );

it('finds nothing where both sides tell the same, clocks’ acts among it', () => {
  expect(faults({}, {})).toEqual([]);
  expect(faults({ live: false }, { running: false })).toEqual([]);
  expect(
    faults({}, { acts: [...run.acts, { requestId: 'refused', outcome: { kind: 'refused' } }, { requestId: 'waits' }] }),
  ).toEqual([]);
});

it('asks nothing of what is too fresh, nor of runs whose histories aren’t kept any more', () => {
  expect(faults({ events: [...record.events, event(3, 97_000)] }, {})).toEqual([]);
  expect(faults({}, { opening: undefined, startedAt: 10_002, acts: [], hashes: ['hash-2'] })).toEqual([]);
  expect(faults({ live: false, events: record.events })).toEqual([]);
});

it('names workflows without a record, and cases without a workflow', () => {
  expect(faults(undefined, {})).toEqual([`${ID} isn’t in the record; Temporal has 3 acts of it that were recorded.`]);
  expect(faults(undefined, { hashes: [], acts: [] })).toEqual([`${ID} isn’t in the record, and a workflow runs for it.`]);
  // A start that was refused leaves a workflow that has ended.
  expect(faults(undefined, { hashes: [], acts: [], running: false })).toEqual([]);
  expect(faults({}, { running: false })).toEqual([
    `${ID} is open in the record, and no workflow runs for it; it is taken up at the next act.`,
  ]);
  expect(faults({ live: false }, {})).toEqual([`${ID} has come to its end in the record, and a workflow still runs for it.`]);
});

it('names acts that one side alone has, or has otherwise', () => {
  const where = (revision: number) => `${ID}, revision ${revision} (request request-${revision})`;
  expect(faults({ events: [...record.events, event(3)] }, {})).toEqual([
    `${where(3)}: it is in the record, and Temporal doesn’t know of it.`,
  ]);
  expect(faults({ events: [event(0), event(2)] }, {})).toEqual([
    `${ID}, request request-1: Temporal has it as done (revision 1), and the record doesn’t have it.`,
  ]);
  expect(faults({ events: [event(0), event(1)] }, {})).toEqual([
    `${ID}: 1 events that were recorded aren’t in the record as they were (hash-2).`,
  ]);
  expect(faults({}, { acts: [{ requestId: 'request-1', outcome: { kind: 'done', revision: 2 } }] })).toEqual([
    `${where(1)}: Temporal has this request as revision 2.`,
  ]);
  expect(faults({ live: false }, { running: false, acts: [...run.acts, { requestId: 'lost' }] })).toEqual([
    `${ID}, request lost: it was accepted, and no workflow runs that could answer it.`,
  ]);
});
