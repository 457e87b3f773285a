import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporalActions } from '../../bench/temporal-actions.ts';
import { type EmbeddedTemporal, startTemporal } from '../../workers/embedded-temporal.ts';
import { quietProgress } from '../../workers/progress.ts';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'banjie-price-'));
let temporal: EmbeddedTemporal;
let house: House;
beforeAll(async () => {
  // A server that nobody else uses, for its own count is read.
  temporal = await startTemporal({ dataDir, progress: quietProgress });
  house = await openHouse({ temporalAddress: temporal.address });
});
afterAll(async () => {
  await house?.close();
  await temporal?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('a human act costs six events of history', async () => {
  const id = caseOf(await house.start(resident('anna'), { hall: 'Cheap', purpose: 'Wedding' }));
  const length = async () => (await house.temporal.workflow.getHandle(id).describe()).historyLength;
  const before = await length();
  await house.act(warden('wang'), 'remark', id, { text: 'One.' });
  expect((await length()) - before).toBe(6);
});

it('a human act costs two Temporal actions, by the server’s own count', async () => {
  const ids = await Promise.all(
    Array.from({ length: 10 }, async (_, i) =>
      caseOf(await house.start(resident('anna'), { hall: `Count ${i}`, purpose: 'Wedding' })),
    ),
  );
  const before = await temporalActions(temporal.metricsAddress);
  await Promise.all(ids.map((id) => house.act(warden('wang'), 'remark', id, { text: 'One.' })));
  expect(((await temporalActions(temporal.metricsAddress)) - before) / ids.length).toBe(2);
});
