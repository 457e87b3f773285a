import { connectRoles } from './app-role.ts';
import { readConfig } from './config.ts';
import { readMigrationEnvironment, runProgram } from './environment.ts';
import { migrate } from './migrations.ts';
import { showProgress } from './progress.ts';
import { connectTemporal, prepareNamespace } from './temporal-namespace.ts';

/** `npm run migrate`: tables, functions, roles and rights, and the names that Temporal has to know; then it ends. It alone needs the owner's address. */
await runProgram(async () => {
  const environment = readMigrationEnvironment();
  const { packages } = await readConfig();
  const { databaseUrl, temporalAddress, temporalNamespace, temporalConnection } = environment;
  const progress = showProgress();
  await connectRoles(databaseUrl, environment);
  const { migrations, functions } = await migrate(databaseUrl, { progress, packages });
  const applied = migrations.length + functions.length;
  if (temporalAddress !== undefined)
    await progress.during('Temporal', `preparing the namespace ${temporalNamespace}`, async () => {
      const connection = await connectTemporal(temporalAddress, temporalConnection);
      await prepareNamespace(connection, temporalNamespace).finally(() => connection.close());
    });
  console.log(
    applied === 0
      ? 'The database was up to date.'
      : `The database is up to date: ${migrations.length} migrations and ${functions.length} files of functions and rights were applied.`,
  );
});
