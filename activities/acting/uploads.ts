/** Files that come with an act: counted and hashed first, looked at when the act is allowed, stored when it is sent. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Attachment } from '../../workflows/effects/index.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { InputIssue } from '../lookups.ts';

/** Who looks at photos and keeps them. */
export type PhotoService = {
  /** Bytes that one file may have. */
  readonly maxBytes: number;
  /** Checks a file and takes place and time out of it. Nothing is kept before `store`. Files of one sender wait for one another. */
  look(
    bytes: Uint8Array,
    sender: string,
  ): Promise<{ attachment: Attachment; store(tenant: string): Promise<void> } | { problem: Title }>;
};

export type Uploads = {
  readonly input: unknown;
  /** The input with each file as the hash of its content. */
  readonly hashed: unknown;
  /** The input with each file as what is stored of it; nothing is stored yet. */
  look(
    desk: PhotoService,
    sender: string,
    schema: z.ZodObject,
    limits: Readonly<Record<string, number>>,
  ): Promise<{ input: unknown; store(tenant: string, kept: unknown): Promise<void> } | { issues: readonly InputIssue[] }>;
};

/** Reads the files of an input, as far as they may be read at all. */
export const readUploads = async (input: unknown, maxBytes: number): Promise<Uploads> => {
  const files = new Map<File, Uint8Array | undefined>();
  for (const file of filesIn(input)) files.set(file, file.size > maxBytes ? undefined : new Uint8Array(await file.arrayBuffer()));
  const hashed = replaced(input, (file) => {
    const bytes = files.get(file);
    return bytes ? createHash('sha256').update(bytes).digest('hex') : { tooLarge: file.size };
  });
  return {
    input,
    hashed,
    look: async (desk, sender, schema, limits) => {
      const issues = countIssues(input, schema, limits);
      if (issues.length > 0) return { issues };
      const looked = new Map<File, { attachment: Attachment; store(tenant: string): Promise<void> }>();
      for (const [path, file] of placesOf(input, ['input'])) {
        const bytes = files.get(file);
        // One after another: a picture unpacked takes many times its size.
        const found = bytes ? await desk.look(bytes, sender) : { problem: tooLarge(file, desk.maxBytes) };
        if ('problem' in found) issues.push({ path, message: found.problem });
        else looked.set(file, found);
      }
      if (issues.length > 0) return { issues };
      return {
        input: replaced(input, (file) => looked.get(file)?.attachment),
        // What isn't kept of the input isn't stored either.
        store: async (tenant, kept) => {
          const text = JSON.stringify(kept);
          for (const { attachment, store } of looked.values()) if (text.includes(attachment.sha256)) await store(tenant);
        },
      };
    },
  };
};

const countIssues = (input: unknown, schema: z.ZodObject, limits: Readonly<Record<string, number>>): InputIssue[] =>
  Object.entries(schema.shape).flatMap(([field, part]) => {
    const limit = limits[String((part as z.ZodType).meta()?.['x-limit'])];
    const sent = (input as Record<string, unknown> | undefined)?.[field];
    return limit !== undefined && Array.isArray(sent) && sent.length > limit
      ? [
          {
            path: ['input', field],
            message: {
              en: `Send at most ${limit} photos; choose those that show the matter best.`,
              zh: `最多上传${limit}张照片，请选择最能说明情况的。`,
            },
          },
        ]
      : [];
  });

const tooLarge = (file: File, maxBytes: number): Title => {
  const [size, most] = [file.size, maxBytes].map((bytes) => (bytes / 1_048_576).toFixed(0));
  return {
    en: `The file has ${size} MB; a photo may have ${most} MB. Send a smaller one, as your phone’s camera makes it.`,
    zh: `文件大小${size}MB，照片不得超过${most}MB，请压缩后上传。`,
  };
};

/** Whether a value is a file, and not an object that a caller wrote to look like one. */
export const isFile = (value: unknown): value is File =>
  typeof value === 'object' && value !== null && 'arrayBuffer' in value && typeof value.arrayBuffer === 'function';

const filesIn = (value: unknown): File[] => [...placesOf(value, [])].map(([, file]) => file);

const placesOf = (value: unknown, path: readonly (string | number)[]): [readonly (string | number)[], File][] => {
  if (isFile(value)) return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((part, index) => placesOf(part, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]));
};

const replaced = (value: unknown, by: (file: File) => unknown): unknown => {
  if (isFile(value)) return by(value);
  if (Array.isArray(value)) return value.map((part) => replaced(part, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaced(part, by)]));
};
