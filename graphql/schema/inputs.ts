/** GraphQL inputs from the schemas of a process: what a caller must send stands in one place. */
import type { InputRef } from '@pothos/core';
import { z } from 'zod';
import type { Builder } from '../builder.ts';
import { pascal } from './names.ts';

type JsonSchema = {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly graphql?: string;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
};

type FieldType = string | InputRef<unknown> | [string | InputRef<unknown>];
export type DerivedInput = { readonly ref: InputRef<unknown>; readonly required: boolean };

/** The input types of one schema; none where there is nothing to send. Shared parts are made once per builder. */
export const inputDeriver = (builder: Builder) => {
  const made = new Map<string, InputRef<unknown>>();

  const object = (name: string, { properties = {}, required = [], description }: JsonSchema): InputRef<unknown> => {
    const before = made.get(name);
    if (before) return before;
    const types = Object.entries(properties).map(
      ([field, part]) => [field, typeOf(`${name}${pascal(field)}`, part), required.includes(field), part.description] as const,
    );
    const ref = builder.inputType(name, {
      ...(description ? { description } : {}),
      fields: (t) =>
        Object.fromEntries(
          types.map(([field, type, isRequired, says]) => [
            field,
            t.field({ type: type as never, required: isRequired as never, ...(says ? { description: says } : {}) }),
          ]),
        ) as never,
    }) as InputRef<unknown>;
    made.set(name, ref);
    return ref;
  };

  const choice = (name: string, values: readonly string[]): InputRef<unknown> => {
    const ref = made.get(name) ?? (builder.enumType(name, { values: [...values] }) as unknown as InputRef<unknown>);
    made.set(name, ref);
    return ref;
  };

  const typeOf = (name: string, part: JsonSchema): FieldType => {
    if (part.graphql === 'Upload') return part.type === 'array' ? ['Upload'] : 'Upload';
    if (part.enum) return choice(name, part.enum);
    switch (part.type ?? 'any') {
      case 'object':
        return object(part.title ? `${part.title}Input` : name, part);
      case 'array': {
        const items = typeOf(name, part.items ?? {});
        return [Array.isArray(items) ? 'JSON' : items];
      }
      case 'integer':
        return 'Int';
      case 'number':
        return 'Float';
      case 'boolean':
        return 'Boolean';
      case 'string':
        return part.format === 'date-time' ? 'DateTime' : 'String';
      default:
        return 'JSON';
    }
  };

  return (name: string, schema: z.ZodObject): DerivedInput | undefined => {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    if (Object.keys(json.properties ?? {}).length === 0) return undefined;
    return { ref: object(name, json), required: (json.required ?? []).length > 0 };
  };
};
