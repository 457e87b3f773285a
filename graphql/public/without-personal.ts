/** Values as the public may read them: without anything that the schema marks as personal, without people, and without what it doesn't know. */
import { looksPersonal } from '../../workflows/kernel/looks-personal.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { PublicLine, PublicRow } from '../../workflows/kernel/public-view.ts';
import { isPerson, isUpload, type Part } from '../described/part.ts';

const isHidden = (part: Part): boolean =>
  part['x-personal'] !== undefined || isPerson(part) || isUpload(part) || (part.anyOf ?? []).some(isHidden);

/** Undefined where nothing of it may be read. */
export const withoutPersonal = (part: Part, value: unknown): unknown => {
  if (isHidden(part)) return undefined;
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) {
    const { items } = part;
    return items && value.flatMap((one) => withoutPersonal(items, one) ?? []);
  }
  if (typeof value !== 'object') return value;
  const shown: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    const inner = part.properties?.[name] ?? part.additionalProperties;
    // What the schema doesn't name might be anything.
    const seen = typeof inner === 'object' ? withoutPersonal(inner, one) : undefined;
    if (seen !== undefined) shown[name] = seen;
  }
  return shown;
};

const HIDDEN = '****';
const textWithout = (text: string): string => (looksPersonal(text) ? HIDDEN : text);
const saidWithout = (said: Title | string): Title | string =>
  typeof said === 'string' ? textWithout(said) : { en: textWithout(said.en), zh: textWithout(said.zh) };
const lineWithout = ({ title, text }: PublicLine): PublicLine => ({
  title: saidWithout(title) as Title,
  text: saidWithout(text),
});

/** Words for everybody, without what looks personal however it got there: no schema knows what people type. */
export const wordsWithout = ({ title, lines }: { readonly title: Title | string; readonly lines: readonly PublicLine[] }) => ({
  title: saidWithout(title),
  lines: lines.map(lineWithout),
});

/** The same of an entry of a list. */
export const rowWithout = ({ key, lines }: PublicRow): PublicRow => ({ key: textWithout(key), lines: lines.map(lineWithout) });
