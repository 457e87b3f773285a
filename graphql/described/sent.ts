/** What a caller sent with an act, before its schema judges it: what GraphQL itself would have refused is an issue like any other. */
import type { z } from 'zod';
import { inWords } from '../../activities/acting/issue-words.ts';
import { issuesOf, withoutNulls } from '../../activities/acting/request.ts';
import { isFile } from '../../activities/acting/uploads.ts';
import type { InputIssue } from '../../activities/lookups.ts';
import { isKeepable } from '../../workflows/kernel/text.ts';
import { valueName } from '../schema/names.ts';
import { isUpload, type Part, sentPart } from './part.ts';

type Path = readonly (string | number)[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A value as its schema reads it: one thing where a list is asked for is a list of one, and names of choices are their values. Fields that
 * nobody knows are issues, and so are files that aren't files: what is kept of a file is never taken from a caller.
 */
const readPart = (part: Part, value: unknown, path: Path, issues: InputIssue[]): unknown => {
  if (value === null || value === undefined) return value;
  if (typeof value !== 'object' && !isKeepable(value)) issues.push({ path, message: notKept });
  if (part.type === 'array') {
    const list = Array.isArray(value) ? value : [value];
    if (!isUpload(part)) return list.map((one, at) => readPart(part.items ?? {}, one, [...path, at], issues));
    list.forEach((file, at) => {
      if (!isFile(file)) issues.push({ path: [...path, at], message: notAFile });
    });
    return list;
  }
  if (part.properties && isObject(value)) {
    const known = part.properties;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]) => {
        const inner = known[name];
        if (inner) return [[name, readPart(inner, one, [...path, name], issues)]];
        issues.push({ path: [...path, name], message: unknown(name, Object.keys(known)) });
        return [];
      }),
    );
  }
  return part.enum?.find((one) => typeof one === 'string' && valueName(one) === value) ?? value;
};

const notAFile = { en: 'Send photos as files, in a multipart request.', zh: '请以文件形式上传照片（multipart请求）。' };

const notKept = {
  en: 'Take out the character that can’t be kept (the code 0, or half of a pair), or the number without end.',
  zh: '请删除无法保存的字符（空字符或不完整的字符）或无穷大的数字。',
};

const unknown = (name: string, known: readonly string[]) => ({
  en: `There is no field “${name}” here; there are ${known.join(', ')}.`,
  zh: `没有“${name}”这一项，可填写${known.join('、')}。`,
});

/** What was sent with an act, ready for its process; or all that is wrong with it, where something of it can't be read at all. */
export const readSent = (
  schema: z.ZodType | undefined,
  input: unknown,
): { readonly input: unknown } | { readonly issues: readonly InputIssue[] } => {
  if (!schema) return { input };
  const part = sentPart(schema);
  const issues: InputIssue[] = [];
  const read = readPart(part, input, ['input'], issues);
  if (issues.length === 0) return { input: read };
  const judged = schema.safeParse(withoutNulls(read ?? {}), { error: inWords });
  // Files are looked at when the rest is right.
  const files = new Set(Object.entries(part.properties ?? {}).flatMap(([name, field]) => (isUpload(field) ? [name] : [])));
  const others = judged.error ? issuesOf(judged.error).filter(({ path }) => !files.has(String(path[1]))) : [];
  return { issues: [...issues, ...others] };
};
