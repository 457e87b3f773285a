import { StartError } from './start-error.ts';

/** What PostgreSQL said of a script that it refused. `position` counts characters from 1. */
export type SqlRefusal = { script: string; message: string; detail?: string; hint?: string; position?: string };

/** Names the script, the line and PostgreSQL's reason. */
export const refusedScript = (
  what: string,
  file: string,
  { script, message, detail, hint, position }: SqlRefusal,
): StartError => {
  // A place in something else than the script is no line of it.
  const at = position && script ? ` (line ${script.slice(0, Number(position)).split('\n').length} of ${file})` : '';
  const more = [detail, hint].filter(Boolean).map((text) => ` ${text}`);
  return new StartError(`${what} failed${at}: ${message}.${more.join('')} Nothing of it was kept; correct it and start again.`);
};
