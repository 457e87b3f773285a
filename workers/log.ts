import { openSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';

/** Structured logs: lines of JSON on standard output in production, and otherwise in a file, so that the screen stays readable. Tokens and passwords never get in. */
export const createLog = ({
  program = 'banjie',
  level,
  production,
  dataDir,
  more,
}: {
  /** Who writes it, as each line says; outside of production each program has a file of its own. */
  program?: string;
  level: string;
  production: boolean;
  dataDir: string;
  /** What each line says beside, such as the trace under way. */
  more?: () => object;
}): { log: Logger; file: string | undefined } => {
  const file = production ? undefined : join(dataDir, `${program}.log`);
  const log = pino(
    {
      level,
      base: { program },
      ...(more ? { mixin: more } : {}),
      redact: [
        'authorization',
        '*.authorization',
        'headers.authorization',
        'token',
        '*.token',
        'password',
        '*.password',
        'secret',
        '*.secret',
      ],
      serializers: { err: pino.stdSerializers.errWithCause },
    },
    // Opened here, for a log that is still being opened can't be flushed when a start fails at once.
    pino.destination({ dest: file ? openSync(file, 'a', 0o600) : 1, sync: false }),
  );
  return { log, file };
};
