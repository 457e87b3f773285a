import { startPostgres } from '../../workers/embedded/postgres.ts';
import { startTemporal } from '../../workers/embedded/temporal.ts';
import { quietProgress } from '../../workers/progress.ts';

/** `node test/servers/held.ts FOLDER`: starts both servers, says their process numbers and waits to be killed. */
const [dataDir = '.'] = process.argv.slice(2);
const postgres = await startPostgres({ dataDir, progress: quietProgress, fast: true });
const temporal = await startTemporal({ dataDir, progress: quietProgress, persistent: true });
console.log(JSON.stringify({ ownerUrl: postgres.ownerUrl, pids: [postgres.pid(), temporal.pid] }));
setInterval(() => undefined, 60_000);
