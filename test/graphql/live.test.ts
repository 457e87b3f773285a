import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from './listening.ts';
import { type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const PATIENCE = { timeout: 15_000 };
/** In the old town, which isn't zhou-min's but chen-wei's; the category is nobody's, so that the desk has it. */
const elsewhere = { category: 'other', text: 'A bench is broken', place: { lat: 29.9975, lon: 120.5655 } };
const names = (heard: readonly { node: Record<string, unknown> }[], caseId: string) =>
  heard.filter(({ node }) => node.caseId === caseId).map(({ node }) => node.name);

describe('whoever listens', () => {
  it('hears what happens on the cases they may see, and of no other', async () => {
    const handler = await listen(office, 'fang-yong');
    const reporter = await listen(office, 'deng-li');
    const stranger = await listen(office, 'liu-fei');
    const mine = (await office.start('deng-li', rubbish)).case.id;
    const other = (await office.start('wang-xiuying', elsewhere)).case.id;
    await office.act('fang-yong', 'accept', mine);
    await expect.poll(() => names(reporter.heard, mine), PATIENCE).toEqual(['Reported', 'Accepted']);
    await expect.poll(() => names(handler.heard, mine), PATIENCE).toEqual(['Reported', 'Accepted']);
    expect(names(handler.heard, other)).toEqual([]);
    expect(names(reporter.heard, other)).toEqual([]);
    // Whoever hears their own report hears it after what they weren't to hear.
    const own = (await office.start('liu-fei', rubbish)).case.id;
    await expect.poll(() => names(stranger.heard, own), PATIENCE).toEqual(['Reported']);
    expect(stranger.heard).toHaveLength(1);
    for (const listener of [handler, reporter, stranger]) listener.hangUp();
  });

  it('reads names and numbers only where their role needs them', async () => {
    const caller = { name: 'Xanthippe Li', phone: '13912345678' };
    const [handler, auditor] = [await listen(office, 'fang-yong'), await listen(office, 'qiu-ming')];
    const { id } = (await office.start('song-jia', { ...rubbish, reporter: caller })).case;
    const heardBy = async (listener: typeof handler) => {
      await expect.poll(() => names(listener.heard, id), PATIENCE).toEqual(['Reported']);
      listener.hangUp();
      return listener.heard.find(({ node }) => node.caseId === id)?.node;
    };
    expect(await heardBy(handler)).toMatchObject({ case: { parties: [caller] }, input: { reporter: caller } });
    const masked = { name: 'X**', phone: '139****5678' };
    expect(await heardBy(auditor)).toMatchObject({ case: { parties: [masked] }, input: { reporter: masked } });
  });

  it('goes on from the last cursor after an absence: nothing is lost, nothing comes twice', async () => {
    const first = await listen(office, 'xu-jing', { filter: { process: ['issueReport'] } });
    const before = (await office.start('wang-xiuying', elsewhere)).case.id;
    await expect.poll(() => names(first.heard, before), PATIENCE).toEqual(['Reported']);
    const cursor = first.heard.at(-1)?.cursor as string;
    first.hangUp();
    const missed: string[] = [];
    for (let i = 0; i < 3; i++) missed.push((await office.start('wang-xiuying', elsewhere)).case.id);
    const again = await listen(office, 'xu-jing', { filter: { process: ['issueReport'] }, after: cursor });
    await expect.poll(() => again.heard.length, PATIENCE).toBe(3);
    const later = (await office.start('wang-xiuying', elsewhere)).case.id;
    await expect.poll(() => again.heard.map(({ node }) => node.caseId), PATIENCE).toEqual([...missed, later]);
    again.hangUp();
  });

  it('gets every event once while many act at the same time', async () => {
    const listener = await listen(office, 'xu-jing', { filter: { name: ['Reported', 'Accepted'] } });
    const ids = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const { id } = (await office.start('deng-li', rubbish)).case;
        await office.act('fang-yong', 'accept', id);
        return id as string;
      }),
    );
    await expect.poll(() => listener.heard.length, PATIENCE).toBe(24);
    for (const id of ids) expect(names(listener.heard, id)).toEqual(['Reported', 'Accepted']);
    listener.hangUp();
  });

  it('is told so when a cursor is none', async () => {
    const listener = await listen(office, 'xu-jing', { after: 'nonsense' });
    await expect.poll(() => listener.errors, PATIENCE).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    await listener.over;
  });

  it('has at most ten lines open, and none without a name', async () => {
    const lines = await Promise.all(Array.from({ length: 11 }, () => listen(office, 'zhu-guoqiang')));
    // Whichever of them came last.
    const refused = () => lines.filter(({ errors }) => errors.length > 0);
    await expect.poll(() => refused().length).toBe(1);
    expect(refused()[0]?.errors[0]?.message).toMatch(/10 lines already/);
    lines.find(({ errors }) => errors.length === 0)?.hangUp();
    await expect
      .poll(async () => {
        const line = await listen(office, 'zhu-guoqiang');
        await Promise.race([line.over, new Promise((done) => setTimeout(done, 500))]);
        line.hangUp();
        return line.errors.length;
      })
      .toBe(0);
    for (const { hangUp } of lines) hangUp();
    const nobody = await listen(office, null, { headers: { 'banjie-tenant': 'fushan' } });
    await nobody.over;
    expect(nobody.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('hears no more of an area when the role there has ended, and nothing at all after leaving', async () => {
    const listener = await listen(office, 'zhou-min');
    const seen = (await office.start('wang-xiuying', rubbish)).case.id;
    await expect.poll(() => names(listener.heard, seen), PATIENCE).toEqual(['Reported']);
    const roles = await office.sql<{ id: string }>(`SELECT id FROM person_roles WHERE person_id = 'zhou-min'`);
    for (const { id } of roles) {
      const ended = await office.ask('shi-lei', `mutation { endRole(id: "${id}", requestId: "end-${id}") { __typename } }`);
      expect(ended.data.endRole.__typename).toBe('ChangeDone');
    }
    const auditor = await listen(office, 'qiu-ming');
    const unseen = (await office.start('wang-xiuying', rubbish)).case.id;
    await expect.poll(() => names(auditor.heard, unseen), PATIENCE).toEqual(['Reported']);
    auditor.hangUp();
    await office.ask('shi-lei', 'mutation { endPerson(id: "zhou-min", requestId: "zhou-min-leaves") { __typename } }');
    await office.start('wang-xiuying', rubbish);
    await listener.over;
    expect(listener.heard.map(({ node }) => node.caseId)).toEqual([seen]);
  });
});
