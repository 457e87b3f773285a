/** GraphQL inputs from the schemas of a process: what a caller must send stands in one place. */
import type { InputRef } from '@pothos/core';
import type { z } from 'zod';
import type { Builder } from '../builder.ts';
import { isUpload, type Part, says, sentPart } from '../described/part.ts';
import { pascal, valueName } from './names.ts';

type FieldType = string | InputRef<unknown> | [string | InputRef<unknown>];
export type DerivedInput = { readonly ref: InputRef<unknown>; readonly required: boolean };

/** The input types of one schema; none where there is nothing to send. Shared parts are made once per builder. */
export const inputDeriver = (builder: Builder) => {
  const made = new Map<string, InputRef<unknown>>();

  const object = (name: string, { properties = {}, required = [] }: Part, about = ''): InputRef<unknown> => {
    const before = made.get(name);
    if (before) return before;
    const types = Object.entries(properties).map(
      ([field, part]) => [field, typeOf(`${name}${pascal(field)}`, part), required.includes(field), says(part)] as const,
    );
    const ref = builder.inputType(name, {
      ...(about ? { description: about } : {}),
      fields: (t) =>
        Object.fromEntries(
          types.map(([field, type, isRequired, description]) => [
            field,
            t.field({ type: type as never, required: isRequired as never, ...(description ? { description } : {}) }),
          ]),
        ) as never,
    }) as InputRef<unknown>;
    made.set(name, ref);
    return ref;
  };

  const choice = (name: string, part: Part): InputRef<unknown> => {
    const values = Object.fromEntries(
      (part.enum ?? []).map((value) => {
        const title = part['x-values']?.[value];
        return [valueName(value), { value, ...(title ? { description: `${title.en} ${title.zh}` } : {}) }];
      }),
    );
    const ref = made.get(name) ?? (builder.enumType(name, { values }) as unknown as InputRef<unknown>);
    made.set(name, ref);
    return ref;
  };

  const typeOf = (name: string, part: Part): FieldType => {
    if (isUpload(part)) return part.type === 'array' ? ['Upload'] : 'Upload';
    if (part.graphql) return part.graphql;
    if (part.enum?.every((value) => typeof value === 'string')) return choice(name, part);
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
        if (part.format === 'date-time') return 'DateTime';
        return part.format === 'date' ? 'Date' : 'String';
      default:
        return 'JSON';
    }
  };

  return (name: string, schema: z.ZodObject, description: string): DerivedInput | undefined => {
    const part = sentPart(schema);
    if (Object.keys(part.properties ?? {}).length === 0) return undefined;
    return { ref: object(name, part, description), required: (part.required ?? []).length > 0 };
  };
};
