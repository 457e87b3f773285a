import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The module that lies at `path`, such as `./workflow`, from the one at `from` (`import.meta.url`), in the same language: source beside source, built beside built. */
export const moduleBeside = (from: string, path: string): URL => new URL(`${path}${extname(fileURLToPath(from))}`, from);
