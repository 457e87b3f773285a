import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedTemporal, startTemporal } from '../../workers/embedded-temporal.ts';
import { quietProgress } from '../../workers/progress.ts';
import { type Office, openOffice, rubbish } from '../graphql/office.ts';

/** A Temporal of its own: nobody else's actions are counted. */
let temporal: EmbeddedTemporal;
let office: Office;
const dataDir = mkdtempSync(join(tmpdir(), 'banjie-price-'));
beforeAll(async () => {
  temporal = await startTemporal({ dataDir, progress: quietProgress });
  office = await openOffice({ temporalAddress: temporal.address });
});
afterAll(async () => {
  await office?.close();
  await temporal?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Billable actions of all cases and parcels, as the server itself counts them. */
const counted = async (): Promise<number> => {
  const page = await (await fetch(`http://${temporal.metricsAddress}/metrics`)).text();
  return page
    .split('\n')
    .filter((line) => line.startsWith('action{') && line.includes('namespace="default"'))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
};
/** Once the server's page stands still. */
const actions = async (): Promise<number> => {
  for (let last = await counted(); ; ) {
    await sleep(2_000);
    const now = await counted();
    if (now === last) return now;
    last = now;
  }
};

/** From filing to feedback: what it costs in history events and actions, and how many messages left by mail and SMS. */
const report = async () => {
  const before = await actions();
  const { id } = (await office.start('deng-li', rubbish)).case;
  await office.act('fang-yong', 'accept', id);
  await office.act('fang-yong', 'done', id, { result: 'Taken away.' });
  await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
  await office.act('deng-li', 'rate', id, { stars: 5 });
  const parcels = `SELECT 1 FROM outbox WHERE case_id = $1 AND channel <> 'inbox'`;
  await expect.poll(() => office.sql(`${parcels} AND delivered_at IS NULL`, [id]), { timeout: 20_000 }).toEqual([]);
  const { historyLength } = await office.program.services.temporal.workflow.getHandle(id).describe();
  return { events: historyLength, actions: (await actions()) - before, messages: (await office.sql(parcels, [id])).length };
};

it('a citizen’s report, from filing to feedback, costs at most 45 events and 15 actions', async () => {
  await office.sql(`CREATE TABLE templates AS SELECT * FROM notice_templates`);
  // People read of it in the app.
  await office.sql(`DELETE FROM notice_templates WHERE channel <> 'inbox'`);
  const { events, actions: spent, messages } = await report();
  expect(messages).toBe(0);
  expect(events).toBeLessThanOrEqual(45);
  expect(spent).toBeLessThanOrEqual(15);
});

it('each message by mail or SMS costs two more actions, and no event of the case', async () => {
  await office.sql(`INSERT INTO notice_templates SELECT * FROM templates ON CONFLICT DO NOTHING`);
  const { events, actions: spent, messages } = await report();
  expect(messages).toBeGreaterThan(0);
  expect(events).toBeLessThanOrEqual(45);
  expect(spent).toBeLessThanOrEqual(15 + 2 * messages);
});
