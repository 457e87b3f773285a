import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
