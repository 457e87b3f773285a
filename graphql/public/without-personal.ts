/** Values as the public may read them: without anything that the schema marks as personal, without people, and without what it doesn't know. */
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
