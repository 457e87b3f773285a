/** What is too large for a case's facts: stored as canonical JSON under the hash of its bytes, and never changed. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { TenantRead } from './tenant-read.ts';

const hashOf = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

/** Canonical JSON (RFC 8785) and the hash of its bytes. */
export const sealed = (value: unknown): { content: string; sha256: string } => {
  const content = canonicalize(value) as string;
  return { content, sha256: hashOf(content) };
};

/** Stores a text as it is, such as a file that is taken out of the house, and gives its hash. */
export const keepText = async (read: TenantRead, content: string): Promise<string> => {
  const sha256 = hashOf(content);
  await read(`SELECT keep_snapshot($1->>'sha256', $1->>'content')`, { sha256, content });
  return sha256;
};

/** Stores something before the act that names it, and gives its hash; what no act names in the end does no harm. */
export const keepSealed = (read: TenantRead, value: unknown): Promise<string> => keepText(read, sealed(value).content);

/** A text that was stored, by its hash. Throws where its bytes no longer have that hash. */
export const readText = async (read: TenantRead, sha256: string): Promise<string> => {
  const [kept] = await read<{ content: string; erased: { left: string } | null }>(
    `SELECT content, erased FROM snapshots WHERE sha256 = $1->>'sha256'`,
    { sha256 },
  );
  if (!kept) throw new Error(`The snapshot ${sha256} is missing.`);
  if (hashOf(kept.content) !== (kept.erased?.left ?? sha256)) throw new Error(`The snapshot ${sha256} was changed.`);
  return kept.content;
};

/** What was stored as JSON, by its hash. */
export const readSealed = async <Value>(read: TenantRead, sha256: string): Promise<Value> =>
  JSON.parse(await readText(read, sha256)) as Value;
