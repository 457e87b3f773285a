import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRoles } from '../../workers/app-role.ts';
import { migrate } from '../../workers/migrations.ts';
import { quietProgress } from '../../workers/progress.ts';
import { nextRequest, type Office, openOffice, rubbish } from '../graphql/office.ts';
import { sql } from '../servers/sql.ts';
import { IMAGE } from './image.ts';

const START = `export PATH=/usr/bin:/bin && PATH=$PATH:$(echo /usr/lib/postgresql/*/bin) && cd /tmp && echo secret > password &&
  initdb -D data -U banjie --auth=scram-sha-256 --pwfile=password > /dev/null && echo 'host all all all scram-sha-256' >> data/pg_hba.conf &&
  exec postgres -D data -c listen_addresses='*' -c unix_socket_directories=''`;

let container: StartedTestContainer;
let office: Office;
let ownerUrl: string;
let appUrl: string;
let workerUrl: string;
const dataDir = mkdtempSync(join(tmpdir(), 'banjie-container-'));
beforeAll(async () => {
  container = await new GenericContainer(IMAGE)
    .withUser('postgres')
    .withCommand(['/bin/sh', '-c', START])
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/))
    .start();
  ownerUrl = `postgresql://banjie:secret@${container.getHost()}:${container.getMappedPort(5432)}/banjie`;
  await sql(ownerUrl.replace(/banjie$/, 'postgres'), 'CREATE DATABASE banjie');
  ({ appUrl, workerUrl } = await connectRoles(ownerUrl, { dataDir }));
  await migrate(ownerUrl, { progress: quietProgress });
  office = await openOffice({ database: { ownerUrl, appUrl, workerUrl, name: `banjie_${process.pid}` } });
}, 180_000);
afterAll(async () => {
  await office?.close();
  await container?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('on a PostgreSQL of somebody’s own', () => {
  it('a report goes from filing to rating, a repeat gets the first answer, and the record is whole', async () => {
    const requestId = nextRequest();
    const { id } = (await office.start('deng-li', rubbish, requestId)).case;
    expect(await office.start('deng-li', rubbish, requestId)).toMatchObject({ replayed: true, case: { id } });
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Taken away.' });
    expect(await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place })).toMatchObject({
      case: { state: 'closed' },
    });
    expect(await office.act('deng-li', 'rate', id, { stars: 5 })).toMatchObject({ event: { name: 'Rated' } });
    const verdict = await office.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact events } }`);
    expect(verdict.data.verifyRecord).toEqual({ intact: true, events: 5 });
    const account = await office.ask('deng-li', `{ account(owner: "deng-li", asset: points) { balance } }`);
    expect(account.data.account).toEqual({ balance: 10 });
  });

  it('the plain role sees no row without naming a tenant, and can’t change what was recorded', async () => {
    expect(await sql(ownerUrl, 'SELECT count(*)::int > 0 AS some FROM cases')).toEqual([{ some: true }]);
    expect(await sql(appUrl, 'SELECT id FROM cases')).toEqual([]);
    await expect(sql(appUrl, `UPDATE events SET reason = 'other'`)).rejects.toMatchObject({ code: '42501' });
  });
});
