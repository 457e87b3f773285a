import { openSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';

/** Structured logs: lines of JSON on standard output in production, and otherwise in a file, so that the screen stays readable. Tokens and passwords never get in. */
export const createLog = ({
  level,
  production,
  dataDir,
}: {
  level: string;
  production: boolean;
  dataDir: string;
}): { log: Logger; file: string | undefined } => {
  const file = production ? undefined : join(dataDir, 'banjie.log');
  const log = pino(
    {
      level,
      base: { program: 'banjie' },
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
