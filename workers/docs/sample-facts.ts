import { z } from 'zod';
import type { Title } from '../../workflows/kernel/process.ts';

type Schema = {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly graphql?: string;
  readonly 'x-title'?: Title;
  readonly 'x-pick'?: string;
};

/** Marks a person of the samples who follows the case without an account. */
export const FOLLOWER = 'follower:';

/**
 * Facts that cases of a process might have, made from their schema: all fields empty, all fields full, and each field varied in both. A
 * text holds the title of its field, so that a person in an answer says which fact they come from.
 */
export const sampleFacts = (facts: z.ZodObject): readonly unknown[] =>
  samples(z.toJSONSchema(facts, { io: 'output', unrepresentable: 'any' }) as Schema, '');

/** What a field may hold, from the emptiest to the fullest. */
const samples = (schema: Schema, title: string): readonly unknown[] => {
  const { anyOf, oneOf, allOf } = schema;
  if ('const' in schema) return [schema.const];
  if (schema.enum) return schema.enum;
  const choices =
    anyOf ?? oneOf ?? (Array.isArray(schema.type) ? schema.type.map((type: string) => ({ ...schema, type })) : undefined);
  if (choices) return emptiestFirst(choices).flatMap((choice) => samples(choice, title));
  if (allOf) return samples(Object.assign({}, ...allOf) as Schema, title);
  switch (schema.type ?? 'any') {
    case 'null':
      return [null];
    case 'boolean':
      return [false, true];
    case 'integer':
    case 'number':
      return [0, 1, 1_000_000];
    case 'string':
      if (schema.graphql === 'Date') return ['2027-01-01'];
      return schema['x-pick']?.startsWith('person') ? [`${FOLLOWER}${title}`, title] : [title];
    case 'array': {
      const items = samples(schema.items ?? {}, title);
      const full = items.at(-1);
      return [[], ...items.map((item) => [item]), [full, full], [full, full, full]];
    }
    case 'object':
      return objects(schema.properties ?? {}, title);
    default:
      return [title];
  }
};

const emptiestFirst = (choices: readonly Schema[]): readonly Schema[] =>
  choices.toSorted((one, other) => Number(other.type === 'null') - Number(one.type === 'null'));

const objects = (properties: Readonly<Record<string, Schema>>, title: string): readonly unknown[] => {
  const fields = Object.entries(properties).map(
    ([name, schema]) => [name, samples(schema, titleOf(name, schema, title))] as const,
  );
  const empty = Object.fromEntries(fields.map(([name, values]) => [name, values[0]]));
  const full = Object.fromEntries(fields.map(([name, values]) => [name, values.at(-1)]));
  const varied = fields.flatMap(([name, values]) =>
    values.flatMap((value) => [
      { ...empty, [name]: value },
      { ...full, [name]: value },
    ]),
  );
  return [empty, ...varied, full];
};

/** The id of something is known by the title of the thing. */
const titleOf = (name: string, { 'x-title': own }: Schema, around: string): string =>
  own && !(name === 'id' && around) ? `${own.en} ${own.zh}` : around || name;
