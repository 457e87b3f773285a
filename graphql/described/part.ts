/** What a process says of its inputs and facts, as JSON Schema with the marks of workflows/kernel/describe. */
import { z } from 'zod';
import type { Personal, Pick, Weight, Widget } from '../../workflows/kernel/describe.ts';
import type { Title } from '../../workflows/kernel/process.ts';

/** One value of an input or a fact: its shape, its bounds and its marks. */
export type Part = {
  readonly type?: string | readonly string[];
  /** The name of a type that stands at several places. */
  readonly title?: string;
  /** Almost always names; numbers where only some are taken. */
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly format?: string;
  readonly graphql?: string;
  readonly default?: unknown;
  readonly items?: Part;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
  /** The values of a record, and of an object that has further keys. */
  readonly additionalProperties?: Part | boolean;
  readonly anyOf?: readonly Part[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly 'x-title'?: Title;
  readonly 'x-help'?: Title;
  readonly 'x-values'?: Readonly<Record<string, Title>>;
  readonly 'x-pick'?: Pick;
  readonly 'x-widget'?: Widget;
  readonly 'x-limit'?: string;
  readonly 'x-personal'?: Personal;
  readonly 'x-outsider'?: true;
  readonly 'x-weight'?: Weight;
};

const once = (io: 'input' | 'output') => {
  const known = new WeakMap<z.ZodType, Part>();
  return (schema: z.ZodType): Part => {
    const found = known.get(schema);
    if (found) return found;
    const made = plain(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Part);
    known.set(schema, made);
    return made;
  };
};

/** What a caller sends. */
export const sentPart = once('input');

/** What is kept of it, and what a case knows. */
export const keptPart = once('output');

const isNull = ({ type, const: only }: Part): boolean => type === 'null' || only === null;

/** The same without “or null”, which every answer may be, and with alternatives of objects made one that has what any of them has. */
const plain = (part: Part): Part => {
  const { anyOf, type, properties, items, additionalProperties, ...rest } = part;
  const kinds = Array.isArray(type) ? type.filter((kind) => kind !== 'null') : type;
  const inner: Part = {
    ...(kinds === undefined ? {} : { type: Array.isArray(kinds) && kinds.length === 1 ? kinds[0] : kinds }),
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plain(value)])) }
      : {}),
    ...(items ? { items: plain(items) } : {}),
    ...(typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
      ? { additionalProperties: plain(additionalProperties) }
      : {}),
  };
  const ways = (anyOf ?? []).filter((way) => !isNull(way)).map(plain);
  if (ways.length === 0) return { ...inner, ...rest };
  if (ways.length === 1) return { ...ways[0], ...rest };
  if (!ways.every(({ properties: fields }) => fields)) return { ...rest, anyOf: ways };
  return { type: 'object', properties: Object.assign({}, ...ways.map(({ properties: fields }) => fields)), ...rest };
};

/** A title with its help, in both languages, as descriptions of the schema say it. */
export const says = ({ 'x-title': title, 'x-help': help }: Part): string | undefined => {
  if (!title) return undefined;
  return [`${title.en} ${title.zh}.`, ...(help ? [help.en, help.zh] : [])].join(' ');
};

/** Whether a value is a person: by their id, or a clock, case or rule that acted in their place. */
export const isPerson = ({ 'x-pick': pick }: Part): boolean => pick === 'person' || (pick?.startsWith('person:') ?? false);

/** What somebody wrote in a value, as they wrote it: nothing that is picked, no moment, and no single sign. */
export const wordsIn = (part: Part, value: unknown): readonly string[] => {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return part.items ? value.flatMap((one) => wordsIn(part.items as Part, one)) : [];
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, one]) => {
      const inner = part.properties?.[name] ?? part.additionalProperties;
      return typeof inner === 'object' ? wordsIn(inner, one) : [];
    });
  const isPicked =
    part.enum !== undefined || part['x-pick'] !== undefined || part.format !== undefined || part.graphql !== undefined;
  return typeof value === 'string' && !isPicked && [...value].length > 1 ? [value] : [];
};

/** Whether photos are sent here. */
export const isUpload = ({ graphql }: Part): boolean => graphql === 'Upload';

/** Whether a value is a title in both languages. */
export const isTitle = ({ properties }: Part): boolean =>
  Object.keys(properties ?? {})
    .sort()
    .join() === 'en,zh';

/** Whether a value is a point on the map, with or without its address. */
export const isPlace = ({ properties }: Part): boolean => {
  const names = Object.keys(properties ?? {})
    .sort()
    .join();
  return names === 'lat,lon' || names === 'address,lat,lon';
};
