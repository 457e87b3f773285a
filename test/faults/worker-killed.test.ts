import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdRecord, untilRecordWaits } from '../kernel/held-record.ts';
import { caseOf, nextRequest, resident, warden } from '../kernel/house.ts';
import { faultsOfRecord } from '../kernel/record-check.ts';
import { openVillage, untilAccepted, untilAnswered, type Village } from './village.ts';

let village: Village;
beforeAll(async () => {
  village = await openVillage();
});
afterAll(() => village?.close());

const when = {
  'while it writes the record': (id: string) => untilRecordWaits(village.house).then(() => id),
  'after Temporal has noted the act, and before the record': (id: string) => untilAccepted(village.house, id).then(() => id),
};

describe('a worker that is killed', () => {
  it.each(Object.entries(when))(
    '%s leaves the act to the next one, which records it once',
    async (_, moment) => {
      const { house } = village;
      const worker = await village.startWorker(['worker']);
      const id = caseOf(await house.start(resident('anna'), { hall: nextRequest(), purpose: 'Wedding' }));
      const letGo = await holdRecord(house, id);
      const requestId = nextRequest();
      const send = () => house.act(warden('wang'), 'grant', id, {}, requestId);
      const sent = untilAnswered(send);
      await moment(id);
      await worker.kill();
      await letGo();
      const next = await village.startWorker(['worker']);
      expect(await sent).toMatchObject({ kind: 'done', revision: 1 });
      expect(await send()).toMatchObject({ kind: 'done', revision: 1, replayed: true });
      expect(await house.act(resident('anna'), 'giveBack', id)).toMatchObject({ kind: 'done', revision: 2 });
      expect(await house.sql(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).toEqual([
        { name: 'AskedFor' },
        { name: 'Granted' },
        { name: 'GivenBack' },
      ]);
      expect(await faultsOfRecord(house)).toEqual([]);
      await next.kill();
    },
    90_000,
  );
});
