/** The addresses of the plain roles for a program that changes no tables. */
import type { ProcessPackage } from '../activities/process-package.ts';
import { checkPlain, connectRoles, type PlainUrls, type RoleOptions } from './app-role.ts';
import { checkMigrated } from './migrations.ts';
import { StartError } from './start-error.ts';

/**
 * As APP_DATABASE_URL and WORKER_DATABASE_URL say, or as DATABASE_URL leads to them; the database has what this version and the packages
 * need. `warn` is told where a newer version has migrated it.
 */
export const plainUrls = async (
  options: RoleOptions & { readonly databaseUrl: string | undefined },
  packages: readonly ProcessPackage[],
  warn: (words: string) => void,
): Promise<PlainUrls> => {
  const urls = await addresses(options);
  const newer = await checkMigrated(urls.appUrl, packages);
  if (newer !== undefined) warn(newer);
  return urls;
};

const addresses = async (options: RoleOptions & { readonly databaseUrl: string | undefined }): Promise<PlainUrls> => {
  const { databaseUrl, appDatabaseUrl, workerDatabaseUrl } = options;
  if (appDatabaseUrl && workerDatabaseUrl)
    return {
      appUrl: await checkPlain(appDatabaseUrl, 'APP_DATABASE_URL', 'banjie_app'),
      workerUrl: await checkPlain(workerDatabaseUrl, 'WORKER_DATABASE_URL', 'banjie_worker'),
    };
  if (databaseUrl) return connectRoles(databaseUrl, options);
  throw new StartError(
    'APP_DATABASE_URL and WORKER_DATABASE_URL are not set: the addresses by which API and worker reach PostgreSQL.',
  );
};
