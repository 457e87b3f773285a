/** Random changes of evidence: of its bytes, and of what it says. */
import fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Another file that differs from this one in a few bytes, or by a part that is missing, doubled or moved. */
export const otherBytes = (text: string): fc.Arbitrary<string> => {
  const at = fc.integer({ min: 0, max: text.length - 1 });
  const short = fc.integer({ min: 1, max: 40 });
  return fc
    .oneof(
      fc
        .tuple(at, fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
        .map(([n, put]) => text.slice(0, n) + put + text.slice(n)),
      fc
        .tuple(at, fc.constantFrom(...'0123456789abcdefABC+/="{}[],: \n'))
        .map(([n, put]) => text.slice(0, n) + put + text.slice(n + 1)),
      fc.tuple(at, short).map(([n, length]) => text.slice(0, n) + text.slice(n + length)),
      fc.tuple(at, short).map(([n, length]) => text.slice(0, n) + text.slice(n, n + length) + text.slice(n)),
      fc.tuple(at, at, short).map(([n, m, length]) => text.slice(0, n) + text.slice(m, m + length) + text.slice(n + length)),
    )
    .filter((other) => other !== text);
};

type Place = { readonly of: { [key: string]: Json } | Json[]; readonly key: string | number };

const placesIn = (value: Json): Place[] => {
  if (value === null || typeof value !== 'object') return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [{ of: value, key }, ...placesIn((value as { [key: string]: Json })[key] as Json)]);
};

const another = (value: Json, by: number): Json => {
  if (typeof value === 'number') return value + 1 + (by % 3);
  if (typeof value === 'boolean') return !value;
  if (value === null) return by % 2 === 0 ? 'x' : 0;
  if (typeof value === 'string') return swapped(value, by);
  return Array.isArray(value) ? [...value, null] : { ...value, more: by };
};

const swapped = (text: string, by: number): string => {
  if (text === '') return 'x';
  const at = by % text.length;
  const put = text[at] === '0' ? '1' : '0';
  return text.slice(0, at) + put + text.slice(at + 1);
};

/** The same content with one value changed, taken out, or swapped for another one of its list; never the end of a case. */
export const otherContent = <Content extends object>(content: Content): fc.Arbitrary<Content> =>
  fc.tuple(fc.nat(), fc.nat(), fc.nat(3)).map(([place, by, how]) => {
    const copy = JSON.parse(JSON.stringify(content)) as Json;
    const places = placesIn(copy);
    const { of, key } = places[place % places.length] as Place;
    const holder = of as { [key: string]: Json };
    if (how === 0 && !Array.isArray(of)) delete holder[key];
    else if (how === 1 && Array.isArray(of) && of.length > 1) of.unshift(...of.splice(1 + (by % (of.length - 1)), 1));
    else holder[key] = another(holder[key] as Json, by);
    return copy as Content;
  });
