/** Text as people see it. Pure. */

/** Characters that show nothing and change what stands around them: controls other than tab and line break, and turns of direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A text without what can't be seen and misleads the eye. */
export const plain = (text: string): string => text.replaceAll(UNSEEN, '');

/** Whether a text shows anything at all: letters, digits or signs, and not blanks of whatever width. */
export const isSeen = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

/** As numbers and words are compared: full-width signs as narrow ones, in small letters. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** PostgreSQL keeps neither the character 0 nor half a surrogate pair, and JSON no number without end. */
export const isKeepable = (value: unknown): boolean => keepable(value, DEEPEST);

/** How deep objects and lists may lie in each other; no input of ours comes near it. */
const DEEPEST = 30;

const keepable = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null || 'arrayBuffer' in value) return true;
  if (depth === 0) return false;
  // By its entries, which a list with holes has few of.
  return Object.entries(value).every(([key, part]) => keepable(key, 0) && keepable(part, depth - 1));
};

/** A moment with its offset between the years 1900 and 2200, on a day that the calendar has. */
export const isMoment = (text: string): boolean => {
  const [, day = ''] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  return isDay(day) && !Number.isNaN(Date.parse(text));
};

/** A day of the calendar (YYYY-MM-DD) between the years 1900 and 2200. */
export const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return /^(19\d\d|2[01]\d\d|2200)-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};
