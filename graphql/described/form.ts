/** What a caller must send, and what a case knows, as JSON Schema by which a client draws forms and sheets. */
import { z } from 'zod';
import type { Title } from '../../workflows/kernel/process.ts';

type Schema = { [key: string]: unknown };

const words = (value: unknown, locale: 'en' | 'zh'): string | undefined => (value as Title | undefined)?.[locale];

/**
 * JSON Schema (draft 2020-12) with `title` and `description` in a language, beside the marks in both. The name of a shape and the GraphQL
 * type stay out, and so does how photos are stored: they are sent as files.
 */
const inWords = (part: Schema, locale: 'en' | 'zh'): Schema => {
  const { title: _, graphql, ...rest } = part;
  const title = words(rest['x-title'], locale);
  const description = words(rest['x-help'], locale);
  const said = { ...(title ? { title } : {}), ...(description ? { description } : {}) };
  if (graphql === 'Upload') {
    const { items: __, default: ___, ...bounds } = rest;
    return { ...said, ...bounds, items: { type: 'string', format: 'binary' } };
  }
  return {
    ...said,
    ...Object.fromEntries(
      Object.entries(rest).map(([key, value]) => {
        if (key === 'properties') {
          const fields = Object.entries(value as Record<string, Schema>);
          return [key, Object.fromEntries(fields.map(([name, inner]) => [name, inWords(inner, locale)]))];
        }
        if (key === 'anyOf' || key === 'oneOf') return [key, (value as Schema[]).map((one) => inWords(one, locale))];
        if ((key === 'items' || key === 'additionalProperties') && typeof value === 'object') {
          return [key, inWords(value as Schema, locale)];
        }
        return [key, value];
      }),
    ),
    ...(graphql === 'DateTime' ? { type: 'string', format: 'date-time' } : {}),
    ...(graphql === 'Date' ? { type: 'string', format: 'date' } : {}),
  };
};

const made = new WeakMap<z.ZodType, Map<string, Schema>>();

const described = (schema: z.ZodType, io: 'input' | 'output', locale: 'en' | 'zh'): Schema => {
  const known = made.get(schema) ?? new Map<string, Schema>();
  made.set(schema, known);
  const key = `${io} ${locale}`;
  const form = known.get(key) ?? inWords(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema, locale);
  known.set(key, form);
  return form;
};

/** What a form asks for, in a language. */
export const formOf = (schema: z.ZodType, locale: 'en' | 'zh'): object => described(schema, 'input', locale);

/** What a case knows, in a language. */
export const sheetForm = (schema: z.ZodType, locale: 'en' | 'zh'): object => described(schema, 'output', locale);
