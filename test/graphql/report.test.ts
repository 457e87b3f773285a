import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { askWithFiles, nextRequest, type Office, openOffice, RESULT, rubbish } from './office.ts';
import { FACTS, SENT } from './selections.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const START = `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) { ${RESULT} } }`;
const onTheSpot = { passed: true, at: { lat: 30.003, lon: 120.573 } };
const photo = async (hue = 20) =>
  new Blob([new Uint8Array(await samplePhoto({ place: rubbish.place, takenAt: '2026:03:01 08:30:00', hue }))]);

describe('an issue report', () => {
  it('goes from a photo on the street to a rating, and its courier earns points', async () => {
    const sent = await askWithFiles(
      office,
      'deng-li',
      START,
      { input: { ...rubbish, photos: [null] }, requestId: nextRequest() },
      { 'variables.input.photos.0': await photo() },
    );
    const opened = sent.data.startIssueReport;
    expect(opened).toMatchObject({
      __typename: 'ActionDone',
      case: { state: 'dispatched', unit: 'sanitation' },
      event: { name: 'Reported', role: 'courier' },
    });
    const { id } = opened.case;

    const work = await office.ask(
      'fang-yong',
      `{ tasks(first: 5) { totalCount edges { node { action caseId remaining { value } dueAt } } } }`,
    );
    expect(work.data.tasks).toMatchObject({ totalCount: 1, edges: [{ node: { action: 'accept', caseId: id } }] });
    // Four duty hours, or a little less where duty is on just now.
    expect(work.data.tasks.edges[0].node.remaining.value).toBeGreaterThan(239);
    expect(work.data.tasks.edges[0].node.remaining.value).toBeLessThanOrEqual(240);

    expect(await office.act('fang-yong', 'accept', id)).toMatchObject({ case: { state: 'handling' } });
    expect(await office.act('fang-yong', 'done', id, { result: 'Taken away.' })).toMatchObject({ case: { state: 'verifying' } });
    expect(await office.act('fang-yong', 'verify', id, onTheSpot)).toMatchObject({ __typename: 'Refused' });
    expect(await office.act('zhou-min', 'verify', id, onTheSpot)).toMatchObject({ case: { state: 'closed' } });
    expect(await office.act('deng-li', 'rate', id, { stars: 5, comment: 'Quick.' })).toMatchObject({ event: { name: 'Rated' } });

    const seen = await office.ask(
      'deng-li',
      `{ case(id: "${id}") { state history(first: 20) { totalCount edges { node { name } } } attachments { url thumbnailUrl takenAt place { lat lon } } }
         account(owner: "deng-li", asset: points) { balance lots { amount rest until } lines(first: 5) { totalCount edges { node { rule amount draws { amount } } } } }
         inbox(first: 20) { edges { node { subject body } } } }`,
    );
    expect(seen.data.case.history.edges.map(({ node }: { node: { name: string } }) => node.name)).toEqual([
      'Reported',
      'Accepted',
      'Done',
      'Verified',
      'Rated',
    ]);
    // They count until the end of the next year.
    const lastDay = `${new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() + 1}-12-31`;
    expect(seen.data.account).toEqual({
      balance: 10,
      lots: [{ amount: 10, rest: 10, until: lastDay }],
      lines: { totalCount: 1, edges: [{ node: { rule: 'validReport', amount: 10, draws: [] } }] },
    });
    expect(JSON.stringify(seen.data.inbox)).toContain(`Your report ${id} is settled`);
    expect(seen.data.case.attachments).toMatchObject([
      { takenAt: '2026-03-01T00:30:00.000Z', place: { lat: 30.003, lon: 120.573 } },
    ]);

    const [{ url, thumbnailUrl }] = seen.data.case.attachments;
    const picture = await fetch(office.url + url);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await fetch(office.url + thumbnailUrl)).status).toBe(200);
    expect(
      (await fetch((office.url + url).replace(/signature=(.)/, (_, first) => `signature=${first === '_' ? '-' : '_'}`))).status,
    ).toBe(404);
    const bare = `${office.url}${url.split('?')[0]}?case=${id}`;
    expect((await fetch(bare)).status).toBe(404);
    expect((await fetch(bare, { headers: { authorization: `Bearer ${office.token('fang-yong')}` } })).status).toBe(200);
    expect((await fetch(bare, { headers: { authorization: `Bearer ${office.token('liu-fei')}` } })).status).toBe(404);

    const verdict = await office.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact events } }`);
    expect(verdict.data.verifyRecord).toEqual({ intact: true, events: 5 });
    await office.sql(`UPDATE events SET reason = 'nothing' WHERE case_id = $1 AND revision = 2`, [id]);
    const broken = await office.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact brokenAt } }`);
    expect(broken.data.verifyRecord).toEqual({ intact: false, brokenAt: 2 });
  });

  it('by telephone is followed with its code, and by nobody without it', async () => {
    const opened = await office.start('song-jia', { ...rubbish, reporter: { name: 'Li Na', phone: '13800001234' } });
    const { id } = opened.case;
    expect(opened.followCode).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    const follow = (code: string) => ({ authorization: `Follow ${id}:${code}`, 'banjie-tenant': 'fushan' });
    const asked = await office.ask(
      null,
      `{ case(id: "${id}") { state parties { name phone } } }`,
      {},
      follow(opened.followCode.toLowerCase()),
    );
    expect(asked.data.case).toEqual({ state: 'dispatched', parties: [{ name: 'L**', phone: '138****1234' }] });
    const wrong = await office.ask(null, `{ case(id: "${id}") { state } }`, {}, follow('00000-00000'));
    expect(wrong.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const handler = await office.ask('fang-yong', `{ case(id: "${id}") { parties { name phone } } }`);
    expect(handler.data.case.parties).toEqual([{ name: 'Li Na', phone: '13800001234' }]);
    const auditor = await office.ask(
      'qiu-ming',
      `{ case(id: "${id}") { parties { phone } history(first: 1) { edges { node { ${SENT('issueReport', 'Reported')} } } } } }`,
    );
    expect(JSON.stringify(auditor.data)).not.toContain('13800001234');
  });

  it('that is merged moves its reporter and photos to the surviving one, and back when it is taken apart', async () => {
    const other = { ...rubbish, category: 'other' };
    const one = (await office.start('wang-xiuying', other)).case.id;
    const two = (
      await askWithFiles(
        office,
        'lin-tingting',
        START,
        { input: { ...other, photos: [null] }, requestId: nextRequest() },
        { 'variables.input.photos.0': await photo(90) },
      )
    ).data.startIssueReport.case.id;
    const near = await office.ask(
      'lin-tingting',
      `{ issueReportNear(category: "other", place: { lat: 30.003, lon: 120.573 }) { id metres } }`,
    );
    expect(near.data.issueReportNear.map(({ id }: { id: string }) => id)).toEqual([one, two]);

    expect(await office.act('lou-tao', 'merge', two, { into: one })).toMatchObject({ case: { state: 'merged' } });
    const reporters = async () =>
      (await office.ask('lou-tao', `{ case(id: "${one}") { ${FACTS('issueReport')} attachments { sha256 } } }`)).data.case;
    await expect.poll(async () => (await reporters()).facts.reporters.length, { timeout: 10_000 }).toBe(2);
    expect((await reporters()).attachments).toHaveLength(1);
    const follower = await office.ask('lin-tingting', `{ case(id: "${one}") { id } }`);
    expect(follower.data.case).toEqual({ id: one });

    expect(await office.act('lou-tao', 'unmerge', two, { reason: 'Another heap.' })).toMatchObject({
      case: { state: 'reported' },
    });
    await expect.poll(async () => (await reporters()).facts.reporters.length, { timeout: 10_000 }).toBe(1);
    expect((await reporters()).attachments).toHaveLength(0);
  });

  it('can be acted on with many others at once, with a result for each', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await office.start('deng-li', rubbish)).case.id);
    const query = `mutation ($ids: [ID!]!, $requestId: ID!) { issueReportAcceptEach(caseIds: $ids, requestId: $requestId) { caseId result { ${RESULT} } } }`;
    await office.act('jin-meihua', 'accept', ids[1] as string);
    // As long as a requestId may be.
    const sent = { ids: [...ids, 'FS-IR-20200101-0001'], requestId: nextRequest().padEnd(100, '-') };
    for (const replayed of [false, true]) {
      const { data } = await office.ask('fang-yong', query, sent);
      expect(data.issueReportAcceptEach).toMatchObject([
        { caseId: ids[0], result: { __typename: 'ActionDone', replayed } },
        { caseId: ids[1], result: { __typename: 'Refused' } },
        { caseId: ids[2], result: { __typename: 'ActionDone', replayed } },
        { caseId: 'FS-IR-20200101-0001', result: { __typename: 'InvalidInput' } },
      ]);
    }
    const { data } = await office.ask('fang-yong', query, { ...sent, requestId: 'x'.repeat(101) });
    for (const { result } of data.issueReportAcceptEach) {
      expect(result).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: ['requestId'] }] });
    }
  });
});
