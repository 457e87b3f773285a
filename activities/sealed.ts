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

/** Stores something before the act that names it, and gives its hash; what no act names in the end does no harm. */
export const keepSealed = async (read: TenantRead, value: unknown): Promise<string> => {
  const { content, sha256 } = sealed(value);
  await read(`SELECT keep_snapshot($1->>'sha256', $1->>'content')`, { sha256, content });
  return sha256;
};

/** What was stored, by its hash. Throws where its bytes no longer have that hash. */
export const readSealed = async <Value>(read: TenantRead, sha256: string): Promise<Value> => {
  const [kept] = await read<{ content: string }>(`SELECT content FROM snapshots WHERE sha256 = $1->>'sha256'`, { sha256 });
  if (!kept) throw new Error(`The snapshot ${sha256} is missing.`);
  if (hashOf(kept.content) !== sha256) throw new Error(`The snapshot ${sha256} was changed.`);
  return JSON.parse(kept.content) as Value;
};
