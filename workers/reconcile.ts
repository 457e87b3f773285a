/** `npm run reconcile [-- CASE …]`: whether the record and Temporal's histories tell the same, of open cases and of closed ones. */
import { Client, Connection } from '@temporalio/client';
import { Pool } from 'pg';
import { payloadCodec } from '../activities/payload-codec.ts';
import { newest } from '../activities/process-package.ts';
import { readConfig } from './config.ts';
import { secret } from './data-dir.ts';
import { readEnvironment, runProgram } from './environment.ts';
import { showProgress } from './progress.ts';
import { reconcile, reconciledWords } from './reconciling.ts';
import { runningServers } from './running-servers.ts';
import { startServers } from './servers.ts';

await runProgram(async () => {
  const environment = readEnvironment();
  const { packages } = await readConfig();
  const servers = (await runningServers(environment)) ?? (await startServers(environment, showProgress(), packages));
  const pool = new Pool({ connectionString: servers.appUrl, max: 4 });
  const connection = await Connection.connect({ ...servers.temporalConnection, address: servers.temporalAddress });
  const codec = payloadCodec([environment.secret ?? secret(environment.dataDir, 'links'), ...(environment.secretsBefore ?? [])]);
  try {
    const temporal = new Client({
      connection,
      namespace: servers.temporalNamespace,
      dataConverter: { payloadCodecs: [codec] },
    });
    const reconciled = await reconcile({
      pool,
      temporal,
      processes: packages.map((pkg) => newest(pkg).name),
      cases: process.argv.slice(2).map((id) => id.toUpperCase()),
    });
    for (const fault of reconciled.faults) console.log(fault);
    console.log(reconciledWords(reconciled));
    process.exitCode = reconciled.faults.length === 0 ? 0 : 1;
  } finally {
    await connection.close();
    await pool.end();
    await servers.stop();
  }
});
