/** Servers that run already, for a program that starts none and changes no tables. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { plainUrls } from './plain-urls.ts';
import { StartError } from './start-error.ts';
import type { Frame } from './until-stopped.ts';

export const givenServers = async ({ environment, config, dataDir, progress, log }: Frame) => {
  checkKeys(environment, dataDir);
  // The environment was read for such a program.
  const { temporalAddress = '', temporalNamespace, temporalConnection } = environment;
  const urls = await plainUrls(environment, config.packages, (words) => {
    progress.note(words);
    log.warn(words);
  });
  return { ...urls, temporalAddress, temporalNamespace, temporalConnection };
};

/** What one program signs the others have to know: a key that each made for itself would be a stranger's. */
const checkKeys = ({ production, keys }: Frame['environment'], dataDir: string): void => {
  if (!production || keys || existsSync(join(dataDir, 'house.jwk'))) return;
  throw new StartError(
    'API and worker sign the record by the same key: set BANJIE_HOUSE_KEYS, or give them a data directory (BANJIE_DATA_DIR) that has house.jwk. docs/operate.md says how a key is made.',
  );
};
