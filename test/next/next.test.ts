import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { type Issuer, openIssuer } from '../graphql/issuer.ts';
import { listen } from '../graphql/listening.ts';
import { askWithFiles, nextRequest, type Office, openOffice, rubbish, SECRET } from '../graphql/office.ts';
import { sharedTemporal } from '../servers/shared.ts';
import { buildPortal } from './portal.ts';

type Portal = Awaited<ReturnType<typeof buildPortal>>;

let issuer: Issuer;
let office: Office;
let portal: Portal;
let server: Awaited<ReturnType<Portal['start']>>;
let token: string;

beforeAll(async () => {
  portal = await buildPortal();
  issuer = await openIssuer();
  // Its worker and its relay are those that the portal needs; its files and keys are shared as well.
  office = await openOffice({ program: { production: true, oidc: { issuer: issuer.address, audience: 'street' } } });
  token = await issuer.sign({ subject: 'deng-li' });
  const [{ database, dataDir }, temporal] = [office, await sharedTemporal()];
  server = await portal.start({
    APP_DATABASE_URL: database.appUrl,
    WORKER_DATABASE_URL: database.workerUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: `cases-${database.name}`,
    BANJIE_DATA_DIR: dataDir,
    BANJIE_SECRET: SECRET,
    OIDC_ISSUER: issuer.address,
    OIDC_AUDIENCE: 'street',
  });
}, 600_000);
afterAll(async () => {
  await server?.stop('SIGKILL');
  await office?.close();
  await issuer?.close();
  portal?.remove();
});

const page = async (path: string) => {
  const response = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
};
const there = () => ({ url: `${server.url}/banjie`, token: () => token });

const FILE = `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) {
  ... on ActionDone { case { id state attachments { url } } } ... on InvalidInput { message } } }`;

describe('a portal of Next', () => {
  it('shows its own pages, and its own 404 for what is nobody’s', async () => {
    expect(await page('/')).toEqual({ status: 200, text: expect.stringContaining('The portal of our street') });
    for (const path of ['/graphql', '/elsewhere'])
      expect(await page(path)).toEqual({ status: 404, text: expect.stringContaining('This page could not be found') });
    expect(await page('/banjie/nothing')).toEqual({ status: 404, text: 'Not found.\n' });
  });

  it('answers a query by the token of its caller', async () => {
    const response = await fetch(`${there().url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ me { id tenant } }' }),
    });
    expect(await response.json()).toEqual({ data: { me: { id: 'deng-li', tenant: 'fushan' } } });
  });

  it('takes a photo, shows it by its link, and streams what happens', async () => {
    const live = await listen(there(), 'deng-li', { fields: 'cursor node { caseId }' });
    const photo = new Blob([new Uint8Array(await samplePhoto({ place: rubbish.place, takenAt: '0000:00:00 00:00:00' }))]);
    const variables = { input: { ...rubbish, photos: [null] }, requestId: nextRequest() };
    const { data } = await askWithFiles(there(), 'deng-li', FILE, variables, { 'variables.input.photos.0': photo });
    const { id, state, attachments } = data.startIssueReport.case;
    expect(state).toBe('dispatched');
    const picture = await fetch(`${server.url}${attachments[0].url}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
    await expect.poll(() => live.heard.map(({ node }) => node.caseId)).toContain(id);
    live.hangUp();
    await live.over;
  });

  it('ends when it is asked to, streams and all', async () => {
    const live = await listen(there(), 'deng-li');
    // 128 and the number of the signal, as Next ends.
    expect(await server.stop('SIGTERM')).toEqual([143, null]);
    await live.over.catch(() => {});
  });
});
