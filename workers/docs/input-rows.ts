import type { z } from 'zod';
import { isUpload, type Part, sentPart } from '../../graphql/described/part.ts';
import { both } from './markdown.ts';

/** One field that a caller sends, as a reader of the docs needs it. */
export type InputRow = {
  /** With dots where it lies inside another, such as `reporter.phone`. */
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  /** Its title and its help, in both languages. */
  readonly description: string;
};

/** What a schema asks for, field by field, in its own order. */
export const inputRows = (schema: z.ZodObject): readonly InputRow[] => rowsOf(sentPart(schema), '');

const rowsOf = ({ properties = {}, required = [] }: Part, path: string): InputRow[] =>
  Object.entries(properties).flatMap(([field, part]) => {
    const name = `${path}${field}`;
    const row = { name, kind: kindOf(part), required: required.includes(field), description: wordsOf(part) };
    if (isUpload(part)) return [row];
    // A place is the same everywhere, and says what it is by its name.
    const inner =
      part.type === 'object' && part.title === undefined ? part : part.items?.type === 'object' ? part.items : undefined;
    return [row, ...(inner ? rowsOf(inner, `${name}${inner === part ? '' : '[]'}.`) : [])];
  });

/** Title, values and help, each in both languages. */
const wordsOf = ({ 'x-title': title, 'x-help': help, 'x-values': values, items }: Part): string => {
  const choices = Object.entries(values ?? items?.['x-values'] ?? {}).map(([value, words]) => `\`${value}\` ${both(words)}`);
  return [title ? `**${both(title)}**` : '', choices.length > 0 ? `(${choices.join('; ')})` : '', help ? both(help) : '']
    .filter((words) => words !== '')
    .join(' ');
};

/** Numbers from which JSON Schema means “whole number” and no limit of the process. */
const isLimit = (bound: number | undefined): bound is number => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

const range = (least: number | undefined, most: number | undefined): string => {
  if (isLimit(least) && isLimit(most)) return `, ${least} to ${most}`;
  if (isLimit(least)) return `, from ${least}`;
  return isLimit(most) ? `, up to ${most}` : '';
};

const kindOf = (part: Part): string => {
  if (isUpload(part)) return part.type === 'array' ? 'files' : 'file';
  if (part.enum) return `one of ${part.enum.map((value) => `\`${value}\``).join(', ')}`;
  switch (part.type ?? 'any') {
    case 'object':
      return part.title === undefined
        ? 'group'
        : `${part.title.toLowerCase()} (${Object.keys(part.properties ?? {}).join(', ')})`;
    case 'array':
      return `list of ${kindOf(part.items ?? {})}${range(part.minItems, part.maxItems)}`;
    case 'integer':
      return `whole number${range(part.minimum, part.maximum)}`;
    case 'number':
      return `number${range(part.minimum, part.maximum)}`;
    case 'boolean':
      return 'yes or no';
    case 'string':
      if (part.format === 'date-time') return 'moment';
      if (part.format === 'date') return 'day';
      return part.maxLength === undefined ? 'text' : `text, up to ${part.maxLength} characters`;
    default:
      return 'any value';
  }
};
