import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newest } from '../../activities/process-package.ts';
import { processes } from '../../workers/processes.ts';

type Json = {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly additionalProperties?: Json | boolean;
  readonly graphql?: string;
  readonly 'x-title'?: { readonly en: string; readonly zh: string };
  readonly 'x-help'?: { readonly en: string; readonly zh: string };
  readonly 'x-values'?: Readonly<Record<string, { readonly en: string; readonly zh: string }>>;
};

const spoken = (words: { en: string; zh: string } | undefined): boolean =>
  words !== undefined && /[A-Za-z]/.test(words.en) && /\p{Script=Han}/u.test(words.zh);

/** Where a schema doesn't say in both languages what it asks for. */
const silent = (path: string, part: Json): readonly string[] => {
  if (part.graphql === 'Upload' || part.graphql === 'Budget') return [];
  return [
    ...Object.entries(part.properties ?? {}).flatMap(([name, field]) => {
      const at = `${path}.${name}`;
      const isTitle = name === 'en' || name === 'zh';
      return [
        ...(isTitle || spoken(field['x-title']) ? [] : [`${at} has no title in both languages`]),
        ...(field['x-help'] && !spoken(field['x-help']) ? [`${at} has help in one language only`] : []),
        ...silent(at, field),
      ];
    }),
    ...(part.enum ?? []).flatMap((value) => (spoken(part['x-values']?.[value]) ? [] : [`${path} = ${value} has no title`])),
    ...(part.items ? silent(`${path}[]`, part.items) : []),
    ...(part.anyOf ?? []).flatMap((one) => silent(path, one)),
    ...(typeof part.additionalProperties === 'object' ? silent(`${path}[key]`, part.additionalProperties) : []),
  ];
};

const json = (schema: z.ZodType, io: 'input' | 'output'): Json => z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;

describe('a description for people', () => {
  for (const pkg of processes) {
    const { name } = newest(pkg);
    it(`${name}: every input and each of its values has a title in both languages`, () => {
      const wrong = Object.entries(pkg.inputs).flatMap(([action, schema]) => silent(`${action}`, json(schema, 'input')));
      expect(wrong).toEqual([]);
    });
    it(`${name}: every column of every table has a title in both languages`, () => {
      const wrong = Object.entries(pkg.tables ?? {}).flatMap(([table, { row }]) => silent(table, json(row, 'input')));
      expect(wrong).toEqual([]);
    });
    it(`${name}: every fact has a title in both languages`, () => {
      expect(pkg.facts).toBeDefined();
      expect(silent('facts', json(pkg.facts as z.ZodType, 'output'))).toEqual([]);
    });
  }
});
