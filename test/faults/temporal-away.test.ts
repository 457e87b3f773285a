import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../workflows/kernel/process.ts';
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

describe('when Temporal is killed and comes back', () => {
  it('open cases go on, the act under way is done once, and the clock that ran is answered', async () => {
    const { house, servers } = village;
    // Twelve seconds to the first step, when Temporal is away by then.
    await house.sql(`INSERT INTO limits (tenant, process, name, valid_from, value) VALUES
      ('village', 'hallBooking', 'clock.grant', '2020-01-01', '{"clockMinutes": 1}'),
      ('village', 'hallBooking', 'ladder.grant', '2020-01-01', '[{"at": 20, "notify": [{"role": "warden"}]}]')`);
    const waiting = caseOf(await house.start(resident('anna'), { hall: 'With a clock', purpose: 'Feast' }));
    const acted = caseOf(await house.start(resident('bao'), { hall: 'With an act', purpose: 'Wedding' }));
    const letGo = await holdRecord(house, acted);
    const requestId = nextRequest();
    const send = () => house.act(warden('wang'), 'grant', acted, {}, requestId);
    const sent = untilAnswered(send);
    await untilRecordWaits(house);
    await servers.killTemporal();
    await letGo();
    await expect
      .poll(
        async () =>
          (await house.sql<{ late: boolean }>(`SELECT next_step_at < now() AS late FROM cases WHERE id = $1`, [waiting]))[0]
            ?.late,
        { timeout: 20_000 },
      )
      .toBe(true);
    await servers.reviveTemporal();

    expect(await sent).toMatchObject({ kind: 'done', revision: 1 });
    // What is sent again after no answer is the same act.
    const again = (actor: Actor, action: string, caseId: string, request = nextRequest()) =>
      untilAnswered(() => house.act(actor, action, caseId, {}, request));
    expect(await again(resident('bao'), 'giveBack', acted)).toMatchObject({ kind: 'done', revision: 2 });
    const names = (id: string) => house.sql(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id]);
    expect(await names(acted)).toEqual([{ name: 'AskedFor' }, { name: 'Granted' }, { name: 'GivenBack' }]);
    await expect.poll(() => names(waiting), { timeout: 40_000 }).toEqual([{ name: 'AskedFor' }, { name: 'Escalated' }]);
    expect(await house.sql(`SELECT percent FROM clock_steps WHERE case_id = $1`, [waiting])).toEqual([{ percent: 20 }]);
    expect(await again(warden('wei'), 'grant', waiting)).toMatchObject({ kind: 'done', revision: 2 });
    expect(await faultsOfRecord(house)).toEqual([]);
  }, 120_000);
});
