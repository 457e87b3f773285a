/** Servers that run already, for a program that starts none and changes no tables. */

import { plainUrls } from './plain-urls.ts';
import type { Frame } from './until-stopped.ts';

export const givenServers = async ({ environment, config, progress, log }: Frame) => {
  // The environment was read for such a program.
  const { temporalAddress = '', temporalNamespace, temporalConnection } = environment;
  const urls = await plainUrls(environment, config.packages, (words) => {
    progress.note(words);
    log.warn(words);
  });
  return { ...urls, temporalAddress, temporalNamespace, temporalConnection };
};
