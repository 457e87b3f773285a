import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { z } from 'zod';
import type { Actor, Title } from '../../workflows/kernel/process.ts';
import type { InputIssue } from '../lookups.ts';

/** SHA-256 in hex that tells a repeat of an act from another act under the same requestId. Files count by their content. */
export const requestHash = (of: {
  process: string;
  action: string;
  caseId: string | null;
  actor: string;
  input: unknown;
}): string =>
  createHash('sha256')
    .update(canonicalize(of) ?? '')
    .digest('hex');

/** The same with a mark of this one sending, by which an answer tells whose act it was that counted. */
export const sentAs = (hash: string): string => `${hash}:${randomBytes(6).toString('base64url')}`;

/** Whether this stands on record for the same act, whoever sent it. */
export const isSameRequest = (recorded: string, sent: string): boolean => hashIn(recorded) === hashIn(sent);

const hashIn = (sent: string): string => sent.slice(0, 64);

/** Callers may not use a requestId that the kernel could have made itself. */
export const requestIdIssue = (requestId: string, { id }: Pick<Actor, 'id'>): InputIssue | undefined => {
  if (id.startsWith('case:')) return undefined;
  // All who have no account have one name: a repeat is known by its requestId alone, and gets the follow code.
  if (id === 'anonymous') return isUuid(requestId) ? undefined : unguessable;
  return /^[\w.:-]{1,100}$/.test(requestId) && !/^(clock|case):/.test(requestId) ? undefined : malformed;
};

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const unguessable: InputIssue = {
  path: ['requestId'],
  message: {
    en: 'Without an account, give a random UUID as the requestId: whoever knows it gets the answer again.',
    zh: '未登录时requestId须为随机生成的UUID：知道该编号的人可再次取得答复。',
  },
};

const malformed: InputIssue = {
  path: ['requestId'],
  message: {
    en: 'Give a requestId of 1 to 100 letters, digits, “.”, “_”, “:” or “-”, such as a UUID; not beginning with “clock:” or “case:”.',
    zh: '请提供1至100个字符的requestId（字母、数字、“.”“_”“:”“-”，例如UUID），且不得以“clock:”或“case:”开头。',
  },
};

export const requestIdUsed: InputIssue = {
  path: ['requestId'],
  message: {
    en: 'This requestId belongs to another act already. Send this one with a new requestId; repeat the old act unchanged to get its answer.',
    zh: '该requestId已用于其他操作。请换用新的requestId；如需重复原操作，请保持内容不变。',
  },
};

/** GraphQL sends null for what a form leaves empty; to the schemas that is the same as not sent. */
export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === null) {
    return typeof value === 'object' && value !== null ? withoutNulls({ ...value }) : value;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null && part !== undefined)
      .map(([key, part]) => [key, withoutNulls(part)]),
  );
};

/** An input as its schema is to judge it. Another case sends what it knows, where none is an answer; a form leaves it empty. */
export const sentBy = (actor: Pick<Actor, 'id'>, input: unknown): unknown =>
  actor.id.startsWith('case:') ? input : withoutNulls(input);

/** What is wrong with an input, with its place. The schemas' sentences are in both languages, parted by a slash. */
export const issuesOf = (error: z.ZodError): readonly InputIssue[] =>
  error.issues.map(({ path, message }) => ({ path: ['input', ...path.map(asKey)], message: bothLanguages(message) }));

const asKey = (key: PropertyKey): string | number => (typeof key === 'symbol' ? String(key) : key);

const bothLanguages = (message: string): Title => {
  const [en = message, zh = en] = message.split(' / ');
  return { en, zh };
};
