/**
 * How long texts and lists may be that come as arguments. An argument or a field of an input says `extensions: { longest: 2_000 }` where its
 * text is longer than a name, and `{ most: 100 }` where its list is shorter than most. Inputs of acts are judged by their processes.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { ApiError } from '../activities/acting/api-error.ts';
import type { InputIssue } from '../activities/lookups.ts';

const LONGEST = 200;
const LONGEST_CURSOR = 2_000;
const MOST = 500;
/** Of a value without a type, such as a row of a table: its texts, and its parts together. */
const LONGEST_WITHIN = 5_000;
const MOST_WITHIN = 40_000;

type Path = readonly (string | number)[];
type Given = Pick<GraphQLArgument | GraphQLInputField, 'type' | 'extensions'>;

/** Whoever passes a bound is told so before anything is done: as an issue where a change answers with issues, else as an error. */
export const withBounds = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (field.args.length > 0) bind(field);
  }
  return schema;
};

// biome-ignore lint/suspicious/noExplicitAny: whatever the field resolves
const bind = (field: GraphQLField<any, any>): void => {
  const { resolve, subscribe } = field;
  const answersIssues = getNamedType(field.type).name === 'ChangeResult';
  const issueOf = (args: Readonly<Record<string, unknown>>) => firstIssue(field.args, args);
  if (resolve) {
    field.resolve = (source, args, ...rest) => {
      const wrong = issueOf(args);
      if (!wrong) return resolve(source, args, ...rest);
      if (answersIssues) return { __typename: 'InvalidInput', issues: [wrong] };
      throw new ApiError('INVALID_INPUT', wrong.message);
    };
  }
  if (subscribe) {
    field.subscribe = (source, args, ...rest) => {
      const wrong = issueOf(args);
      if (wrong) throw new ApiError('INVALID_INPUT', wrong.message);
      return subscribe(source, args, ...rest);
    };
  }
};

const firstIssue = (of: readonly GraphQLArgument[], args: Readonly<Record<string, unknown>>): InputIssue | undefined => {
  for (const argument of of) {
    if (argument.extensions.isActInput) continue;
    const wrong = issueIn(argument, argument.type, args[argument.name], [argument.name]);
    if (wrong) return wrong;
  }
  return undefined;
};

const issueIn = (given: Given, type: GraphQLInputType, value: unknown, path: Path): InputIssue | undefined => {
  if (value === null || value === undefined) return undefined;
  const plain = getNullableType(type);
  if (isListType(plain)) {
    const list = value as readonly unknown[];
    const most = numberOf(given, 'most') ?? MOST;
    if (list.length > most) return tooMany(path, list.length, most);
    return firstOf(list.entries(), ([at, part]) => issueIn(given, plain.ofType, part, [...path, at]));
  }
  if (isInputObjectType(plain)) {
    const parts = value as Readonly<Record<string, unknown>>;
    return firstOf(Object.values(plain.getFields()), (field) =>
      issueIn(field, field.type, parts[field.name], [...path, field.name]),
    );
  }
  if (typeof value === 'string') {
    const isCursor = path.length === 1 && (path[0] === 'after' || path[0] === 'before');
    const longest = numberOf(given, 'longest') ?? (isCursor ? LONGEST_CURSOR : LONGEST);
    return value.length > longest ? tooLong(path, value.length, longest) : undefined;
  }
  return typeof value === 'object' && !('arrayBuffer' in value) ? issueWithin(value, path) : undefined;
};

/** A value of any shape: no text of it and not the whole is longer than people write. */
const issueWithin = (value: unknown, path: Path): InputIssue | undefined => {
  let parts = 0;
  const look = (part: unknown, at: Path): InputIssue | undefined => {
    parts++;
    if (parts > MOST_WITHIN) return tooMany(path, parts, MOST_WITHIN);
    if (typeof part === 'string') return part.length > LONGEST_WITHIN ? tooLong(at, part.length, LONGEST_WITHIN) : undefined;
    if (typeof part !== 'object' || part === null) return undefined;
    return firstOf(Object.entries(part), ([key, inner]) =>
      key.length > LONGEST ? tooLong(at, key.length, LONGEST) : look(inner, [...at, key]),
    );
  };
  return look(value, path);
};

const firstOf = <Part>(parts: Iterable<Part>, look: (part: Part) => InputIssue | undefined): InputIssue | undefined => {
  for (const part of parts) {
    const wrong = look(part);
    if (wrong) return wrong;
  }
  return undefined;
};

const numberOf = ({ extensions }: Given, name: 'longest' | 'most'): number | undefined => {
  const value = extensions[name];
  return typeof value === 'number' ? value : undefined;
};

const tooLong = (path: Path, length: number, longest: number): InputIssue => ({
  path,
  message: {
    en: `“${path.join('.')}” has at most ${longest} characters; these are ${length}. Shorten it.`,
    zh: `“${path.join('.')}”最多${longest}字，现有${length}字，请缩短。`,
  },
});

const tooMany = (path: Path, length: number, most: number): InputIssue => ({
  path,
  message: {
    en: `“${path.join('.')}” has at most ${most} entries; these are ${length === most + 1 ? 'more' : length}. Send fewer at once.`,
    zh: `“${path.join('.')}”最多${most}项，现已超出，请分次提交。`,
  },
});
