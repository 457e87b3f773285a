import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes when the test ends. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-servers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
