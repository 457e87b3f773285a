/** What an act says in words, as cases are found by it; personal words apart from the others. */
import { z } from 'zod';
import { audiencesOf, fieldsWithAudience, inputWithout } from '../workflows/kernel/audiences.ts';
import type { Personal } from '../workflows/kernel/describe.ts';
import type { AnyProcess } from '../workflows/kernel/process.ts';
import { folded } from '../workflows/kernel/text.ts';

export type CaseText = { readonly kind: 'title' | 'words' | 'personal'; readonly text: string };

type Def = {
  readonly type: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly catchall?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
};

/**
 * The texts of an act, by what the schema of its input says of each field; titles are found by everybody who sees the case,
 * unless `titled` says that others than its staff are shown another one. By what some roles alone read, such as a bank account, no case is
 * found: others would read it sign by sign.
 */
export const textsOf = (
  schema: z.ZodType | undefined,
  input: unknown,
  title: string | undefined,
  { titled, reads = {} }: { readonly titled?: unknown; readonly reads?: { readonly [K in Personal]?: unknown } } = {},
): readonly CaseText[] => {
  const said = schema ? [...spoken(schema, input, false, new Set(Object.keys(reads)))] : [];
  const joined = (personal: boolean): string => said.flatMap((one) => (one.personal === personal ? [one.text] : [])).join('\n');
  const own = joined(true);
  // A title that names somebody is found by those alone who may read the name.
  const named =
    title !== undefined && said.some(({ text, personal }) => personal && text.length > 1 && folded(title).includes(text));
  return [
    { kind: named ? 'personal' : titled !== undefined ? 'words' : 'title', text: folded(title ?? '') } as const,
    { kind: 'words', text: joined(false) } as const,
    { kind: 'personal', text: own } as const,
  ].filter(({ text }) => text !== '');
};

/** What of an act is said for everybody who sees the case: what some read alone is found by nobody, neither where it stands nor in a title. */
export const openTexts = (
  process: Pick<AnyProcess, 'audiences' | 'titled' | 'reads'>,
  schemas: { readonly input: z.ZodObject | undefined; readonly facts: z.ZodObject | undefined },
  { action, input, facts, title }: { action: string; input: object; facts: object; title: string | undefined },
): readonly CaseText[] => {
  const kept = audiencesOf(process).map(([fact]) => fact);
  if (kept.length === 0) return textsOf(schemas.input, input, title, process);
  const fields = fieldsWithAudience(process, action);
  const open = inputWithout(fields, input);
  const quotes = (schema: z.ZodObject | undefined, value: object) =>
    schema !== undefined &&
    [...spoken(schema, value, false, NONE)].some(({ text }) => [...text].length > 1 && folded(title ?? '').includes(text));
  const isQuoted =
    quotes(schemas.input, without(input, Object.keys(open))) ||
    quotes(schemas.facts, Object.fromEntries(Object.entries(facts).filter(([fact]) => kept.includes(fact))));
  return textsOf(schemas.input, open, isQuoted ? undefined : title, process);
};
const NONE: ReadonlySet<unknown> = new Set();
const without = (value: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** Digits alone, by which a number is found however it was typed. */
export const digitsIn = (text: string): string => folded(text).replaceAll(/\D/g, '');

function* spoken(
  schema: z.core.$ZodType,
  value: unknown,
  personal: boolean,
  reserved: ReadonlySet<unknown>,
): Generator<{ text: string; personal: boolean }> {
  if (value === null || value === undefined) return;
  const { words, mark, outside, inner, element, fields, options } = partOf(schema);
  if (outside || reserved.has(mark)) return;
  const own = personal || mark !== undefined;
  if (inner) return yield* spoken(inner, value, own, reserved);
  if (words && typeof value === 'string') {
    yield { text: folded(value), personal: own };
    if (mark === 'phone') yield { text: digitsIn(value), personal: own };
  }
  if (element && Array.isArray(value)) for (const one of value) yield* spoken(element, one, own, reserved);
  if (typeof value === 'object')
    for (const [name, field] of fields) yield* spoken(field, (value as Record<string, unknown>)[name], own, reserved);
  for (const option of options) if (z.safeParse(option, value).success) return yield* spoken(option, value, own, reserved);
}

/** What a schema says of one part of an input. */
type Part = {
  /** Whether somebody writes it: not what is picked from a list, a moment or a code. */
  readonly words: boolean;
  readonly mark: unknown;
  /** Whether it is of somebody outside, by whom no case is found. */
  readonly outside: boolean;
  readonly inner: z.core.$ZodType | undefined;
  readonly element: z.core.$ZodType | undefined;
  readonly fields: readonly (readonly [string, z.core.$ZodType])[];
  readonly options: readonly z.core.$ZodType[];
  /** Of keys that aren't named. */
  readonly rest: z.core.$ZodType | undefined;
};

export const partOf = (schema: z.core.$ZodType): Part => {
  const known = parts.get(schema);
  if (known) return known;
  const { type, format, shape, element, innerType, in: inner, options, catchall, valueType } = schema._zod.def as unknown as Def;
  const marks = z.globalRegistry.get(schema) ?? {};
  const mark = marks['x-personal'];
  const part = {
    words: type === 'string' && marks['x-pick'] === undefined && mark !== 'code' && !['datetime', 'date'].includes(format ?? ''),
    mark,
    outside: marks['x-outsider'] === true,
    inner: innerType ?? inner,
    element,
    fields: Object.entries(shape ?? {}),
    options: options ?? [],
    rest: catchall ?? valueType,
  };
  parts.set(schema, part);
  return part;
};
/** Schemas stay, and their marks are gathered from a line of parents each time they are asked for. */
const parts = new WeakMap<z.core.$ZodType, Part>();
