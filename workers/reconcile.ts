/** `npm run reconcile [-- CASE …]`: whether the record and Temporal's histories tell the same, of open cases and of closed ones. */
import { Client, Connection } from '@temporalio/client';
import { Pool } from 'pg';
import { payloadCodec } from '../activities/payload-codec.ts';
import { newest } from '../activities/process-package.ts';
import { readConfig } from './config.ts';
import { secret } from './data-dir.ts';
import { readEnvironment, runProgram } from './environment.ts';
import { showProgress } from './progress.ts';
import { reconcile } from './reconciling.ts';
import { startServers } from './servers.ts';

await runProgram(async () => {
  const environment = readEnvironment();
  const { packages } = await readConfig();
  const servers = await startServers(environment, showProgress(), packages);
  const pool = new Pool({ connectionString: servers.appUrl, max: 4 });
  const connection = await Connection.connect({ ...servers.temporalConnection, address: servers.temporalAddress });
  const codec = payloadCodec([environment.secret ?? secret(environment.dataDir, 'links'), ...(environment.secretsBefore ?? [])]);
  try {
    const temporal = new Client({
      connection,
      namespace: servers.temporalNamespace,
      dataConverter: { payloadCodecs: [codec] },
    });
    const { cases, withoutHistory, faults } = await reconcile({
      pool,
      temporal,
      processes: packages.map((pkg) => newest(pkg).name),
      cases: process.argv.slice(2).map((id) => id.toUpperCase()),
    });
    for (const fault of faults) console.log(fault);
    const kept = withoutHistory === 0 ? '' : ` Of ${withoutHistory} cases at rest Temporal keeps no history any more.`;
    console.log(
      `${cases} cases were compared with Temporal: ${faults.length === 0 ? 'they agree.' : `${faults.length} faults.`}${kept}`,
    );
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await connection.close();
    await pool.end();
    await servers.stop();
  }
});
