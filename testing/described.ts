/** Where a schema doesn't say in both languages what it asks for or shows. */
import { z } from 'zod';

type Words = { readonly en: string; readonly zh: string };
type Json = {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly additionalProperties?: Json | boolean;
  readonly graphql?: string;
  readonly 'x-title'?: Words;
  readonly 'x-help'?: Words;
  readonly 'x-values'?: Readonly<Record<string, Words>>;
};

/** Whether something is said in English and in Chinese. */
export const spoken = (words: Words | undefined): boolean =>
  words !== undefined && /[A-Za-z]/.test(words.en) && /\p{Script=Han}/u.test(words.zh);

/** Every field, help and value of a schema that lacks its words, by its path. */
export const silent = (path: string, schema: z.ZodType, io: 'input' | 'output'): readonly string[] =>
  silentIn(path, z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json);

const silentIn = (path: string, part: Json): readonly string[] => {
  if (part.graphql === 'Upload' || part.graphql === 'Budget') return [];
  return [
    ...Object.entries(part.properties ?? {}).flatMap(([name, field]) => {
      const at = `${path}.${name}`;
      const isText = name === 'en' || name === 'zh';
      return [
        ...(isText || spoken(field['x-title']) ? [] : [`${at} has no title in both languages.`]),
        ...(field['x-help'] && !spoken(field['x-help']) ? [`${at} has help in one language only.`] : []),
        ...silentIn(at, field),
      ];
    }),
    ...(part.enum ?? []).flatMap((value) => (spoken(part['x-values']?.[value]) ? [] : [`${path} = ${value} has no title.`])),
    ...(part.items ? silentIn(`${path}[]`, part.items) : []),
    ...(part.anyOf ?? []).flatMap((one) => silentIn(path, one)),
    ...(typeof part.additionalProperties === 'object' ? silentIn(`${path}[key]`, part.additionalProperties) : []),
  ];
};
