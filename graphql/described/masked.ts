/** Personal values as those see them who don't need them for their work, by the marks of the schema alone. */
import { maskedPhone } from '../../activities/masked-phone.ts';
import type { Personal } from '../../workflows/kernel/describe.ts';
import { isPerson, type Part } from './part.ts';

/** Who reads: whether a role on the case shows them personal data, and whether what they read is their own. */
export type Reader = {
  readonly id: string;
  readonly full: boolean;
  /** What they don't read all the same. */
  readonly closed?: ReadonlySet<Personal>;
  /** Whether it shows them that of people outside, too. */
  readonly outsiders: boolean;
  readonly own: boolean;
  /** Whose it is. */
  readonly people: readonly string[];
  /** Hears of what somebody else's is taken in full. */
  readonly seen: (kind: Personal, people: readonly string[]) => void;
};

const readsFull = ({ full, outsiders, closed }: Reader, kind: Personal, part: Part): boolean =>
  (part['x-outsider'] ? outsiders : full) && !closed?.has(kind);

export const maskedName = (name: string): string => `${[...name][0] ?? ''}**`;
export const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*/, '$1***');

export const maskedAccount = (account: string): string => `****${account.length > 8 ? account.slice(-4) : ''}`;

const masks: Readonly<Record<Personal, (value: string) => string>> = {
  name: maskedName,
  phone: maskedPhone,
  email: maskedEmail,
  // The street without the house.
  address: (address) => `${[...address].slice(0, Math.min(6, Math.floor([...address].length / 2))).join('')}****`,
  account: maskedAccount,
  idNumber: () => '****',
  words: () => '****',
  code: () => '****',
};

/** Whether anything in it is personal. */
const hasPersonal = (part: Part): boolean => {
  const known = personal.get(part);
  if (known !== undefined) return known;
  const found =
    part['x-personal'] !== undefined ||
    Object.values(part.properties ?? {}).some(hasPersonal) ||
    (part.anyOf ?? []).some(hasPersonal) ||
    (part.items !== undefined && hasPersonal(part.items)) ||
    (typeof part.additionalProperties === 'object' && hasPersonal(part.additionalProperties));
  personal.set(part, found);
  return found;
};
const personal = new WeakMap<Part, boolean>();

/** What is personal in a value belongs to the person who is named beside it, or else to those to whom the whole belongs. */
const ownerOf = (part: Part, value: Readonly<Record<string, unknown>>, reader: Reader, key: string): Reader => {
  const people = Object.entries(part.properties ?? {}).flatMap(([name, field]) =>
    isPerson(field) && typeof value[name] === 'string' ? [value[name]] : [],
  );
  if (key.startsWith('person:')) people.push(key.slice('person:'.length));
  return people.length === 0 ? reader : { ...reader, own: people.includes(reader.id), people };
};

type Visit = {
  /** What becomes of a personal value that the reader isn't to see. */
  readonly hide: (value: string, as: string) => unknown;
  /** Hears of each personal value of somebody else that the reader is to see. */
  readonly found?: (value: string, kind: Personal, people: readonly string[]) => void;
  /** What is put on each object. */
  readonly stamp?: object;
};

const walk = (part: Part, value: unknown, reader: Reader, visit: Visit, key?: string): unknown => {
  if (value === null || value === undefined) return null;
  const kind = part['x-personal'];
  if (kind !== undefined && !reader.own) {
    if (!readsFull(reader, kind, part)) return visit.hide(String(value), masks[kind](String(value)));
    visit.found?.(String(value), kind, reader.people);
  }
  if (Array.isArray(value)) return part.items ? value.map((one) => walk(part.items as Part, one, reader, visit, '')) : value;
  if (typeof value !== 'object' || !(part.properties || part.additionalProperties)) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  const owner = key === undefined ? reader : ownerOf(part, fields, reader, key);
  const shown: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(fields)) {
    const inner = part.properties?.[name] ?? part.additionalProperties;
    // What the schema doesn't name might be anything.
    if (typeof inner !== 'object') continue;
    const seen = walk(inner, one, owner, visit, name);
    const kind = inner['x-personal'] ?? inner.items?.['x-personal'];
    if (kind === undefined || owner.own || !readsFull(owner, kind, inner) || seen === null || seen === '') shown[name] = seen;
    else heard(shown, name, seen, () => owner.seen(kind, owner.people));
  }
  return Object.assign(shown, visit.stamp);
};

/** A field that says so when it is taken: what nobody asks for isn't read. */
const heard = (object: object, name: string, value: unknown, taken: () => void): void => {
  Object.defineProperty(object, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      taken();
      return value;
    },
  });
};

/**
 * The reader of a whole case or event: what names them at its top is theirs too. Whoever works on it is named there for that, and doesn’t read
 * by it what is kept from their role.
 */
export const ownAtTop = (part: Part, value: unknown, reader: Reader): Reader =>
  reader.own || typeof value !== 'object' || value === null || (reader.full && (reader.closed?.size ?? 0) > 0)
    ? reader
    : ownerOf(part, value as Record<string, unknown>, reader, '');

/** A value as somebody is to see it; `stamp` is put on each object in it. */
export const masked = (part: Part, value: unknown, reader: Reader, stamp?: object): unknown =>
  walk(part, value, reader, { hide: (_, as) => as, ...(stamp ? { stamp } : {}) });

/** Personal words in a value that somebody isn't to see, each with what stands in their place. */
export const hiddenWords = (part: Part, value: unknown, reader: Reader): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  if (hasPersonal(part) && !(reader.full && reader.outsiders && (reader.closed?.size ?? 0) === 0)) {
    walk(part, value, reader, {
      hide: (words, as) => {
        if (words.length > 1) found.set(words, as);
        return as;
      },
    });
  }
  return found;
};

/** Says which personal words of others a text quotes that somebody reads in full. */
export const hearQuoted = (part: Part, value: unknown, reader: Reader, text: unknown): void => {
  if (!reader.full || reader.own || !hasPersonal(part)) return;
  const quoting = typeof text === 'string' ? text : (JSON.stringify(text) ?? '');
  walk(part, value, reader, {
    hide: (_, as) => as,
    found: (words, kind, people) => {
      if (words.length > 1 && quoting.includes(words)) reader.seen(kind, people);
    },
  });
};

/** A text, or all texts in a value that nobody has described, with these words hidden wherever they are quoted. */
export const withoutWords = <Value>(value: Value, words: ReadonlyMap<string, string>): Value => {
  if (words.size === 0 || value === null || value === undefined) return value;
  if (typeof value === 'string') {
    let text: string = value;
    for (const [word, as] of words) text = text.replaceAll(word, as);
    return text as Value;
  }
  if (Array.isArray(value)) return value.map((one) => withoutWords(one, words)) as Value;
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutWords(one, words)])) as Value;
};
