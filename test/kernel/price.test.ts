import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notices } from '../../workflows/issue-report/notices.ts';
import { type Office, openOffice, rubbish } from '../graphql/office.ts';
import { countedTemporal } from './counted-temporal.ts';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';

/** The server's page is waited for, in milliseconds. */
const SLOWLY = 90_000;

let temporal: Awaited<ReturnType<typeof countedTemporal>>;
beforeAll(async () => {
  temporal = await countedTemporal();
});
afterAll(() => temporal?.stop());

describe('a human act', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ temporalAddress: temporal.address });
  });
  afterAll(() => house?.close());

  const ask = async (hall: string) => caseOf(await house.start(resident('anna'), { hall, purpose: 'Wedding' }));

  it('costs six events of history', async () => {
    const id = await ask('Cheap');
    const length = async () => (await house.temporal.workflow.getHandle(id).describe()).historyLength;
    const before = await length();
    await house.act(warden('wang'), 'remark', id, { text: 'One.' });
    expect((await length()) - before).toBe(6);
  });

  it(
    'costs two Temporal actions, by the server’s own count',
    async () => {
      const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => ask(`Count ${n}`)));
      const before = await temporal.actions();
      await Promise.all(ids.map((id) => house.act(warden('wang'), 'remark', id, { text: 'Counted.' })));
      expect((await temporal.actions()) - before).toBe(2 * ids.length);
    },
    SLOWLY,
  );
});

describe('a citizen’s report, from filing to feedback,', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({ temporalAddress: temporal.address });
  });
  afterAll(() => office?.close());

  /** What it costs, and how many messages left by mail and SMS. */
  const report = async () => {
    const before = await temporal.actions();
    const { id } = (await office.start('deng-li', rubbish)).case;
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Taken away.' });
    await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
    await office.act('deng-li', 'rate', id, { stars: 5 });
    const outboxMessages = `SELECT 1 FROM outbox WHERE case_id = $1 AND channel <> 'inbox'`;
    await expect
      .poll(() => office.sql(`${outboxMessages} AND delivered_at IS NULL AND kept_at IS NULL`, [id]), { timeout: 20_000 })
      .toEqual([]);
    const { historyLength } = await office.program.services.temporal.workflow.getHandle(id).describe();
    const messages = (await office.sql(outboxMessages, [id])).length;
    return { events: historyLength, actions: (await temporal.actions()) - before, messages };
  };

  it(
    'costs at most 45 events and 15 actions',
    async () => {
      // People read of it in the app.
      await office.sql(
        `INSERT INTO notice_templates (tenant, process, notice, channel, en, zh, muted)
         SELECT t.id, 'issueReport', n, c, '{}', '{}', true FROM tenants t, unnest($1::text[]) n, unnest('{email,sms}'::text[]) c`,
        [Object.keys(notices)],
      );
      const { events, actions, messages } = await report();
      expect(messages).toBe(0);
      expect(events).toBeLessThanOrEqual(45);
      expect(actions).toBeLessThanOrEqual(15);
    },
    SLOWLY,
  );

  it(
    'costs no more where messages leave by mail and SMS',
    async () => {
      await office.sql(`DELETE FROM notice_templates WHERE muted`);
      const { events, actions, messages } = await report();
      expect(messages).toBeGreaterThan(0);
      expect(events).toBeLessThanOrEqual(45);
      expect(actions).toBeLessThanOrEqual(15);
    },
    SLOWLY,
  );
});
