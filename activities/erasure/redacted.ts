/** Values of the record without what is to be erased. Pure. */

/** What stands where a name or other words were. */
export const ERASED = '—';

export type ToErase = {
  /** Personal values, each as it was written. */
  readonly words: ReadonlySet<string>;
  /** Photos, by the hash of their bytes. */
  readonly photos: ReadonlySet<string>;
};

/** Names of fields whose whole value may be what looks like an identifier, such as the name `lin`. */
const PERSONAL_KEYS: ReadonlySet<string> = new Set(['name', 'phone', 'email', 'address', 'actorName', 'guard', 'designer']);

/** What tells things apart and isn't said by anybody: ids, names of states, numbers of cases, moments. */
const isIdentifier = (text: string): boolean =>
  /^[a-z][A-Za-z0-9]*([-:._/][A-Za-z0-9]+)*$/.test(text) ||
  /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/.test(text) ||
  /^\d{4}-[01]\d-[0-3]\d(T|$)/.test(text) ||
  /^[0-9a-f]{32,}$/.test(text);

/** A text in which these words don't stand any more. In a Latin text they end where its words end. */
const without = (text: string, words: ReadonlySet<string>): string => {
  let left = text;
  for (const word of words) {
    if (word.length < 2 || !left.includes(word)) continue;
    const [before, after] = [isLatin(word.at(0)) ? '(?<![A-Za-z0-9])' : '', isLatin(word.at(-1)) ? '(?![A-Za-z0-9])' : ''];
    left = left.replaceAll(new RegExp(`${before}${escaped(word)}${after}`, 'g'), ERASED);
  }
  return left;
};
const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const isLatin = (sign: string | undefined): boolean => /[A-Za-z0-9]/.test(sign ?? '');

const isReachedBy = (word: string): boolean => /^\+?[\d][\d -]*(转\d+)?$/.test(word) || /^\S+@\S+$/.test(word);

const redactedText = (text: string, key: string, { words }: ToErase): string => {
  const personal = PERSONAL_KEYS.has(key);
  if (isIdentifier(text) && !personal) return text;
  // Nobody is called or written to at what is no number.
  if (words.has(text)) return isReachedBy(text) ? '' : ERASED;
  return isIdentifier(text) ? text : without(text, words);
};

/** The same value without personal words and without the photos. */
export const redacted = <Value>(value: Value, erase: ToErase, key = ''): Value => {
  if (typeof value === 'string') return redactedText(value, key, erase) as Value;
  if (Array.isArray(value))
    return value.flatMap((one) => (isPhoto(one, erase) ? [] : [redacted(one as unknown, erase, key)])) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, redacted(one, erase, name)])) as Value;
};

const isPhoto = (value: unknown, { photos }: ToErase): boolean =>
  typeof value === 'object' && value !== null && photos.has(String((value as { sha256?: unknown }).sha256));
