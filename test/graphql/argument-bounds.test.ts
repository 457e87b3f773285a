import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../../activities/acting/api-error.ts';
import { newest } from '../../activities/process-package.ts';
import { isForPeople } from '../../graphql/schema/process.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../../workers/processes.ts';

const schema = createSchema(processes);
// biome-ignore lint/suspicious/noExplicitAny: whatever a field resolves
type Field = GraphQLField<any, any>;
const fields: readonly Field[] = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));

const LONG = 'x'.repeat(5_001);
const MANY = (part: unknown) => Array.from({ length: 501 }, () => part);
const SHAPELESS = [{ text: LONG }, Array.from({ length: 40_001 }, () => 1), { [LONG]: 1 }];

/** Values of a type with one part that is too long, or a list that is, and the rest left out. */
const tooMuch = (type: GraphQLInputType): unknown[] => {
  const plain = getNullableType(type);
  if (isListType(plain)) return [MANY(null), ...tooMuch(plain.ofType).map((part) => [part])];
  if (isInputObjectType(plain)) {
    return Object.values(plain.getFields()).flatMap((field) => tooMuch(field.type).map((part) => ({ [field.name]: part })));
  }
  if (['String', 'ID'].includes(plain.name)) return [LONG];
  return ['JSON', 'GeoJSON'].includes(plain.name) ? SHAPELESS : [];
};

const answerTo = async (field: Field, args: object): Promise<unknown> => {
  try {
    const run = (field.subscribe ?? field.resolve) as (source: unknown, args: object, context: object) => unknown;
    return await run({}, args, {});
  } catch (error) {
    return error;
  }
};

describe('arguments', () => {
  it('of every question and change have bounds, for texts, for lists, and for values of any shape', async () => {
    const tried: string[] = [];
    for (const field of fields) {
      for (const { name, type, extensions } of field.args) {
        if (extensions.isActInput) continue;
        for (const value of tooMuch(type)) {
          const said = await answerTo(field, { [name]: value });
          const words =
            said instanceof ApiError
              ? `${said.code} ${said.message}`
              : (said as { issues?: { message: { en: string } }[] } | undefined)?.issues?.[0]?.message.en;
          expect([field.name, name, words]).toEqual([
            field.name,
            name,
            expect.stringMatching(/has at most \d+ (characters|entries)/),
          ]);
          tried.push(`${field.name}.${name}`);
        }
      }
    }
    expect(tried).toEqual(
      expect.arrayContaining(['cases.filter', 'setAreas.areas', 'setTableRow.input', 'events.filter', 'readNotices.ids']),
    );
  });

  it('are answered as issues where a change answers with issues', async () => {
    const change = schema.getMutationType()?.getFields().setPerson as Field;
    expect(getNamedType(change.type).name).toBe('ChangeResult');
    expect(await answerTo(change, { input: { name: 'x'.repeat(201) } })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'name'] }],
    });
  });

  it('may be as long as their texts are', async () => {
    const suggestions = schema.getQueryType()?.getFields().deskQuestionSuggestions as Field;
    for (const [length, isLong] of [
      [2_000, false],
      [2_001, true],
    ] as const) {
      expect((await answerTo(suggestions, { text: 'x'.repeat(length) })) instanceof ApiError).toBe(isLong);
    }
  });
});

type Part = {
  readonly type?: string;
  readonly properties?: Record<string, Part>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly oneOf?: readonly Part[];
  readonly [more: string]: unknown;
};

/** Texts and lists of a form that may be of any length. */
const endless = (part: Part, path: string): string[] => [
  ...[...(part.anyOf ?? []), ...(part.oneOf ?? [])].flatMap((one) => endless(one, path)),
  ...(part.type === 'string' && !['maxLength', 'enum', 'const', 'format', 'pattern'].some((bound) => bound in part)
    ? [path]
    : []),
  ...(part.type === 'array' && part.maxItems === undefined ? [path] : []),
  ...(part.items ? endless(part.items, `${path}[]`) : []),
  ...Object.entries(part.properties ?? {}).flatMap(([name, one]) => endless(one, `${path}.${name}`)),
];
const formOf = (form: z.ZodType) => z.toJSONSchema(form, { unrepresentable: 'any', io: 'input' }) as Part;

describe('what people send', () => {
  it('with an act has bounds', () => {
    const all = processes.flatMap((pkg) => {
      const { name, start, actions } = newest(pkg);
      const acts = Object.entries<{ readonly by: readonly string[] }>({ start, ...actions }).filter(([, rule]) =>
        isForPeople(rule),
      );
      return acts.flatMap(([action]) => (pkg.inputs[action] ? endless(formOf(pkg.inputs[action]), `${name}.${action}`) : []));
    });
    // Photos and papers come as files; these are the words of the house for one that it has kept.
    expect(all.filter((path) => !/(?:photos|photosAfter|files)\[\]\.(mime|takenAt|thumbnail)$/.test(path))).toEqual([]);
  });

  it('as a row of a table has bounds', () => {
    const all = processes.flatMap(({ tables = {} }) =>
      Object.entries(tables).flatMap(([name, { row }]) => endless(formOf(row), name)),
    );
    expect(all).toEqual([]);
  });
});
