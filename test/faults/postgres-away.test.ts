import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdRecord, untilRecordWaits } from '../kernel/held-record.ts';
import { caseOf, nextRequest, resident, warden } from '../kernel/house.ts';
import { faultsOfRecord } from '../kernel/record-check.ts';
import { openVillage, untilAnswered, type Village } from './village.ts';

let village: Village;
beforeAll(async () => {
  village = await openVillage();
  await village.startWorker();
});
afterAll(() => village?.close());

const AWAY = 20_000;

describe('while the database is away for twenty seconds in the middle of an act', () => {
  it.each(['crash', 'orderly'] as const)(
    'the act is neither lost nor doubled, its caller gets the answer, and later acts work (%s)',
    async (how) => {
      const { house, servers } = village;
      const id = caseOf(await house.start(resident('anna'), { hall: `Hall ${how}`, purpose: 'Wedding' }));
      const letGo = await holdRecord(house, id);
      const requestId = nextRequest();
      const send = () => house.act(warden('wang'), 'remark', id, { text: 'In the middle.' }, requestId);
      const sent = send().catch((error: unknown) => error);
      await untilRecordWaits(house);
      const gone = performance.now();
      await servers.postgres.pause(how);
      await letGo();
      const meanwhile = house.act(warden('wei'), 'remark', id, { text: 'Meanwhile.' }).catch((error: unknown) => error);
      expect(await meanwhile).toBeInstanceOf(Error);
      await sleep(AWAY - (performance.now() - gone));
      await servers.postgres.resume();

      expect(await untilAnswered(send)).toMatchObject({ kind: 'done', revision: 1 });
      const first = await sent;
      if (!(first instanceof Error)) expect(first).toMatchObject({ kind: 'done', revision: 1 });
      expect(await send()).toMatchObject({ kind: 'done', revision: 1, replayed: true });
      expect(await house.act(warden('wang'), 'grant', id)).toMatchObject({ kind: 'done', revision: 2 });
      expect(
        await house.sql(`SELECT name, request_id = $2 AS ours FROM events WHERE case_id = $1 ORDER BY revision`, [id, requestId]),
      ).toEqual([
        { name: 'AskedFor', ours: false },
        { name: 'Remarked', ours: true },
        { name: 'Granted', ours: false },
      ]);
      expect(await faultsOfRecord(house)).toEqual([]);
    },
    90_000,
  );
});
