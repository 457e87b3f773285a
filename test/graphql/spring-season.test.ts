/** What power applications, hazards and live-line permits on one line do to each other, over HTTP by the tokens of their people. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countedTemporal } from '../kernel/counted-temporal.ts';
import { factsOf, nextOf } from './case-acts.ts';
import { liveLineSite } from './live-line-site.ts';
import { type Office, openOffice } from './office.ts';
import { powerOffice } from './power-office.ts';
import { protectedLines } from './protected-lines.ts';

/** Milliseconds; the page of the server that counts its actions is waited for. */
const SLOWLY = 120_000;

let temporal: Awaited<ReturnType<typeof countedTemporal>>;
let office: Office;
let power: ReturnType<typeof powerOffice>;
let lines: ReturnType<typeof protectedLines>;
let site: ReturnType<typeof liveLineSite>;
beforeAll(async () => {
  temporal = await countedTemporal();
  office = await openOffice({ temporalAddress: temporal.address });
  power = powerOffice(office);
  lines = protectedLines(office);
  site = liveLineSite(office);
});
afterAll(async () => {
  await office?.close();
  await temporal?.stop();
});

const meter = { meter: 'M-1', reading: 0 };
const hazardOn = async (line: string, finder = 'lv-ping'): Promise<string> =>
  (await lines.find(finder, { line, section: '1' })).case.id;
/** The cases for which a connection waits, as its installer sees it. */
const waitsFor = async (id: string): Promise<string[]> =>
  (await nextOf(office, 'yao-gang', id, 'connect')).waitsFor.map(({ caseId }: { caseId: string }) => caseId);
/** Who was told that what a case waits for is free, a name for each message. */
const toldFree = async (id: string): Promise<string[]> =>
  (
    await office.sql<{ person: string }>(`SELECT person FROM outbox WHERE case_id = $1 AND notice = 'free' ORDER BY person`, [id])
  ).map(({ person }) => person);
const hears = (hazard: string, permits: readonly { id: string; open: boolean }[]) =>
  expect.poll(async () => (await factsOf(office, 'shao-kai', hazard)).permits, { timeout: 20_000 }).toMatchObject(permits);
const fix = async (hazard: string): Promise<void> => {
  await lines.hazard('kong-liang', 'rectify', hazard, { result: 'A switch stands where the fuse was.' });
  expect(await lines.recheck('yao-gang', hazard)).toMatchObject({ case: { state: 'closed' } });
};

describe('a connection', () => {
  it('is refused while a hazard or a permit is open on its line, with the case named; those whose work it is hear when the line is free', async () => {
    const id = await power.ready({ line: 'E551' });
    // Nothing is open yet, and they hear that at once.
    const everybody = ['lv-ping', 'xie-lan', 'yao-gang'];
    expect(await toldFree(id)).toEqual(everybody);

    const hazard = await hazardOn('E551');
    await lines.hazard('kong-liang', 'accept', hazard);
    const permit = await site.opened({ line: 'E551', sections: ['1'], hazard });
    await hears(hazard, [{ id: permit, open: true }]);
    expect(await waitsFor(id)).toEqual([hazard, permit]);
    const refused = await power.act('yao-gang', 'connect', id, meter);
    expect(refused).toMatchObject({ __typename: 'Refused', reason: 'kernel.held', message: expect.stringContaining(hazard) });

    await site.wrapUp(permit);
    await hears(hazard, [{ id: permit, open: false }]);
    expect(await waitsFor(id)).toEqual([hazard]);
    expect(await toldFree(id)).toEqual(everybody);

    // A second permit, for no hazard, outlives the hazard.
    const other = await site.opened({ line: 'E551', sections: ['3'] });
    await fix(hazard);
    expect(await power.act('yao-gang', 'connect', id, meter)).toMatchObject({
      reason: 'kernel.held',
      message: expect.stringContaining(other),
    });
    expect(await toldFree(id)).toEqual(everybody);
    await site.wrapUp(other);
    // Once more for each: for who tried, too, and for who didn't.
    expect(await toldFree(id)).toEqual(everybody.flatMap((person) => [person, person]));
    const { data } = await office.ask('yao-gang', `{ inbox(first: 100) { edges { node { caseId notice body } } } }`);
    const messages = data.inbox.edges.map(({ node }: { node: { caseId: string } }) => node);
    const [last] = messages.filter((one: { caseId: string; notice: string }) => one.caseId === id && one.notice === 'free');
    expect(last.body).toContain('Nothing is open on line Jingzhen E551 any more.');
    expect(await power.done('yao-gang', 'connect', id, meter)).toMatchObject({ case: { state: 'connected' } });

    // What is connected waits for nothing more.
    const later = await hazardOn('E551');
    await lines.hazard('shao-kai', 'withdraw', later, { reason: 'A bird.' });
    expect(await toldFree(id)).toHaveLength(6);
    expect(await office.sql(`SELECT * FROM hold_waits WHERE case_id = $1`, [id])).toEqual([]);
  });

  it('that comes from another line waits for that one, and hears of the first no more', async () => {
    const first = await hazardOn('E552');
    const second = await hazardOn('E617');
    const id = await power.ready({ line: 'E552' });
    expect(await waitsFor(id)).toEqual([first]);
    await power.done('jin-lei', 'changeScheme', id, {
      line: 'E617',
      askedBy: 'utility',
      reason: 'E552 is under repair.',
    });
    // What was designed and inspected for the other line is done again for this one.
    await power.built(id, 2);
    expect(await waitsFor(id)).toEqual([second]);
    await lines.hazard('shao-kai', 'withdraw', first, { reason: 'Seen by day it is nothing.' });
    expect(await toldFree(id)).toEqual([]);
    await lines.hazard('shao-kai', 'withdraw', second, { reason: 'Seen by day it is nothing.' });
    expect(await toldFree(id)).toEqual(['lv-ping', 'xie-lan', 'yao-gang']);
    await power.done('yuwang-firm', 'withdraw', id, { reason: 'We stay with our generator.' });
  });
});

describe('two permits', () => {
  it('on one section: the second is issued, refused by the name of the first, and its permitter alone hears when that has closed', async () => {
    const luo = { job: 'replaceInsulator', leader: 'luo-qiang', guardian: 'han-bing', members: ['liang-bo'] };
    const first = await site.opened({ line: 'E552', sections: ['1'] });
    const second = await site.issued({ line: 'E552', sections: ['1', '2'], ...luo });
    await site.prepare(second, 'luo-qiang');
    await site.brief(second, { leader: 'luo-qiang', signers: ['liang-bo', 'han-bing'] });
    const refused = await site.act('sun-wei', 'permit', second, {});
    expect(refused).toMatchObject({ __typename: 'Refused', reason: 'kernel.held', message: expect.stringContaining(first) });
    expect((await nextOf(office, 'sun-wei', second, 'permit')).waitsFor).toEqual([{ caseId: first }]);
    expect(await toldFree(second)).toEqual([]);
    await site.wrapUp(first);
    expect(await toldFree(second)).toEqual(['sun-wei']);
    await site.done('sun-wei', 'permit', second, {});
    await site.wrapUp(second, 'luo-qiang');
  });
});

describe('a hazard', () => {
  it('can’t be rectified, closed or withdrawn before its permit has closed, and its rectifier alone is told of that', async () => {
    const hazard = await hazardOn('E551');
    await lines.hazard('kong-liang', 'accept', hazard);
    const permit = await site.issued({ line: 'E551', sections: ['1'], hazard });
    await hears(hazard, [{ id: permit, open: true }]);
    const open = { __typename: 'Refused', reason: 'permitOpen', message: expect.stringContaining(permit) };
    expect(await lines.hazard('kong-liang', 'rectify', hazard, { result: 'Done.' })).toMatchObject(open);
    expect(await lines.hazard('shao-kai', 'withdraw', hazard, { reason: 'Nothing.' })).toMatchObject(open);
    await site.done('zhang-qian', 'cancel', permit, { reason: 'Rain all week.' });
    await hears(hazard, [{ id: permit, open: false }]);
    const told = await office.sql(`SELECT person FROM outbox WHERE case_id = $1 AND notice = 'permitClosed'`, [hazard]);
    expect(told).toEqual([{ person: 'kong-liang' }]);
    await lines.hazard('kong-liang', 'rectify', hazard, { result: 'Done.' });
    const late = await site.issued({ line: 'E551', sections: ['1'], hazard });
    expect(await lines.recheck('yao-gang', hazard)).toMatchObject({
      reason: 'permitOpen',
      message: expect.stringContaining(late),
    });
    await site.done('zhang-qian', 'cancel', late, { reason: 'Not needed.' });
    await hears(hazard, [
      { id: permit, open: false },
      { id: late, open: false },
    ]);
    expect(await lines.recheck('yao-gang', hazard)).toMatchObject({ case: { state: 'closed' } });
  });

  it('hears of its permit once, however often the word is delivered', async () => {
    const hazard = await hazardOn('E551');
    const permit = await site.issued({ line: 'E551', sections: ['1'], hazard });
    await hears(hazard, [{ id: permit, open: true }]);
    await site.done('zhang-qian', 'cancel', permit, { reason: 'Put off.' });
    await hears(hazard, [{ id: permit, open: false }]);
    const events = () => office.sql(`SELECT revision, name, hash FROM events WHERE case_id = $1 ORDER BY revision`, [hazard]);
    const before = await events();
    expect(before).toMatchObject([{ name: 'Found' }, { name: 'PermitOpened' }, { name: 'PermitClosed' }]);

    // As if a relay had died after each act and before it noted the delivery.
    const outboxMessages = await office.sql<{ id: string }>(
      `SELECT id FROM outbox WHERE case_id = $1 AND channel = 'act' ORDER BY revision`,
      [permit],
    );
    expect(outboxMessages).toHaveLength(2);
    for (const { id } of outboxMessages) {
      for (const time of [1, 2]) {
        await office.sql(`UPDATE outbox SET delivered_at = NULL, next_at = now() WHERE id = $1`, [id]);
        const left = () => office.sql(`SELECT 1 FROM outbox WHERE id = $1 AND delivered_at IS NOT NULL`, [id]);
        await expect.poll(left, { timeout: 20_000, message: `time ${time}` }).toHaveLength(1);
      }
    }
    expect(await events()).toEqual(before);
    const left = `SELECT failure FROM outbox WHERE case_id = $1 AND channel = 'act' AND (delivered_at IS NULL OR failure IS NOT NULL)`;
    expect(await office.sql(left, [permit])).toEqual([]);
    await lines.hazard('shao-kai', 'withdraw', hazard, { reason: 'Told for the test of words.' });
  });
});

describe('the price', () => {
  const lengthOf = async (workflow: string) =>
    (await office.program.services.temporal.workflow.getHandle(workflow).describe()).historyLength;

  it(
    'of a cross-case act is one more act, and a notice to an inbox costs nothing',
    async () => {
      const hazard = await hazardOn('E617', 'wei-min');
      await lines.hazard('wei-min', 'accept', hazard);
      const permit = await site.issued({ line: 'E617', sections: ['1'], hazard });
      const plain = await site.issued({ line: 'E617', sections: ['2'] });
      await hears(hazard, [{ id: permit, open: true }]);
      const waiting = await power.ready({ line: 'E617' });

      const start = await temporal.actions();
      const length = await lengthOf(plain);
      await site.done('zhang-qian', 'cancel', plain, { reason: 'No hazard hears of this.' });
      // Nothing is done from one count to the next act, so that each count is the next one's beginning.
      const cancelled = await temporal.actions();
      // Six events for the act, and one more that ends the workflow of a case that closes.
      const alone = { permit: (await lengthOf(plain)) - length, actions: cancelled - start };
      expect(alone).toEqual({ permit: 7, actions: 2 });

      const before = { hazard: await lengthOf(hazard), permit: await lengthOf(permit) };
      await site.done('zhang-qian', 'cancel', permit, { reason: 'The hazard hears of this.' });
      await hears(hazard, [{ id: permit, open: false }]);
      // Beside the act that causes it, a cross-case act costs the 2 actions and 6 events of any act, on the other case. The case that sends it
      // pays nothing.
      const heard = await temporal.actions();
      expect(heard - cancelled).toBe(alone.actions + 2);
      expect((await lengthOf(permit)) - before.permit).toBe(alone.permit);
      expect((await lengthOf(hazard)) - before.hazard).toBe(6);

      const freed = { hazard: await lengthOf(hazard), waiting: await lengthOf(waiting) };
      await lines.hazard('shao-kai', 'withdraw', hazard, { reason: 'The line is free of it.' });
      // Telling three people of another case, in their inboxes, that the line is free: no event and no action.
      expect(await toldFree(waiting)).toHaveLength(3);
      expect((await lengthOf(hazard)) - freed.hazard).toBe(7);
      expect((await lengthOf(waiting)) - freed.waiting).toBe(0);
      expect((await temporal.actions()) - heard).toBe(2);
    },
    SLOWLY,
  );
});
