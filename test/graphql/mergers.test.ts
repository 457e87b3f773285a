import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { actOn, aPhoto, startOf } from './case-acts.ts';
import { type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office.close());

describe('a report that goes on as another, which goes on as a third, and so on', () => {
  it('leaves its photos and its reporter in view of those who end up with the matter', async () => {
    const chain: string[] = [];
    for (const [n, person] of ['deng-li', 'liu-fei', 'deng-li', 'liu-fei'].entries()) {
      const filed = await startOf(office, person, 'issueReport', { ...rubbish, category: 'pests' }, [await aPhoto(40 * n)]);
      chain.push(filed.case.id);
    }
    for (const [n, from] of chain.slice(0, -1).entries()) {
      expect(await actOn(office, 'lou-tao', 'issueReport.merge', from, { into: chain[n + 1] })).toMatchObject({
        event: { name: 'Merged' },
      });
      // A report that is merged before it has taken this one over would send it back.
      const taken = `SELECT 1 FROM events WHERE case_id = $1 AND name = 'MergedReportTaken'`;
      await expect.poll(() => office.sql(taken, [chain[n + 1]]), { timeout: 20_000 }).toHaveLength(1);
    }
    const { data } = await office.ask(
      'lou-tao',
      `{ case(id: "${chain.at(-1)}") { attachments { sha256 url } parties { person } } }`,
    );
    expect(new Set(data.case.attachments.map(({ sha256 }: { sha256: string }) => sha256)).size).toBe(4);
    expect(data.case.parties).toHaveLength(4);
    for (const { sha256, url } of data.case.attachments) {
      expect((await fetch(`${office.url}${url}`)).status).toBe(200);
      const asked = await fetch(`${office.url}/files/${sha256}?case=${chain.at(-1)}`, {
        headers: { authorization: `Bearer ${office.token('lou-tao')}` },
      });
      expect(asked.status).toBe(200);
    }
  });
});

describe('merging, taking out and merging again, one at once after the other', () => {
  it('comes to the other report in that order, for an act waits until the earlier one has left or was given up', async () => {
    const one = (await office.start('deng-li', rubbish)).case.id;
    const two = (await office.start('liu-fei', rubbish)).case.id;
    await office.act('lou-tao', 'merge', two, { into: one });
    await office.act('lou-tao', 'unmerge', two, { reason: 'Another corner' });
    await office.act('lou-tao', 'merge', two, { into: one });
    const came = () =>
      office.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 AND name LIKE 'Merged%' ORDER BY revision`, [one]);
    await expect
      .poll(async () => (await came()).map(({ name }) => name), { timeout: 20_000 })
      .toEqual(['MergedReportTaken', 'MergedReportReleased', 'MergedReportTaken']);

    // The same three once more, seen by nobody else.
    await office.sql('BEGIN');
    try {
      await office.sql(
        `INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at, next_at)
         SELECT 'again-' || revision, tenant, case_id, revision, process, channel, notice, address, params, at, at
         FROM outbox WHERE case_id = $1 AND channel = 'act'`,
        [two],
      );
      const claimed = async () =>
        (await office.sql<{ id: string }>(`SELECT id FROM claim_outbox(1000, 1000, '{}', interval '1 minute')`))
          .map(({ id }) => id)
          .filter((id) => /^again/.test(id));
      expect(await claimed()).toEqual(['again-1']);
      await office.sql(`UPDATE outbox SET delivered_at = now() WHERE id = 'again-1'`);
      expect(await claimed()).toEqual(['again-2']);
      await office.sql(`UPDATE outbox SET given_up_at = now() WHERE id = 'again-2'`);
      expect(await claimed()).toEqual(['again-3']);
    } finally {
      await office.sql('ROLLBACK');
    }
  });
});

describe('a photo that shows another matter', () => {
  it('is no proof of a check, and the refusal names the case that has it', async () => {
    const { lat, lon } = rubbish.place;
    const picture = async (hue: number) =>
      new Blob([new Uint8Array(await samplePhoto({ place: { lat, lon }, takenAt: '0000:00:00 00:00:00', hue }))]);
    const other = await startOf(office, 'deng-li', 'issueReport', rubbish, [await picture(7)]);
    const { id } = (await office.start('liu-fei', rubbish)).case;
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Gone' });
    const check = async (hue: number) =>
      actOn(office, 'zhou-min', 'issueReport.verify', id, { passed: true, at: rubbish.place }, [await picture(hue)]);
    expect(await check(7)).toMatchObject({ reason: 'photoOfAnotherCase', message: expect.stringContaining(other.case.id) });
    expect(await check(8)).toMatchObject({ case: { state: 'closed' } });
  });
});
