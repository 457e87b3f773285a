/**
 * GraphQL types of what processes keep, from their schemas: every field may be null, for it may be hidden or not known yet. They are made of
 * graphql-js itself: there are thousands of fields, and the builder takes long for each.
 */
import {
  GraphQLBoolean,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
} from 'graphql';
import type { Context } from '../context.ts';
import { type CaseOf, FROM, type From, sawPhotos } from '../schema/masking.ts';
import { pascal, valueName } from '../schema/names.ts';
import { areaTitle, personId, personName, unitTitle } from '../schema/names-of.ts';
import { isPerson, isPlace, isTitle, isUpload, type Part, says } from './part.ts';

/** An object of facts or of an input, as the caller is to see it. */
export type Shown = Readonly<Record<string, unknown>> & From;
type Field = GraphQLFieldConfig<Shown, Context>;

/** A type with the way from what is kept to what the type reads. */
type Derived = {
  readonly type: GraphQLOutputType;
  readonly read?: (value: unknown, of: CaseOf | undefined, context: Context) => unknown;
};

const listOf = (type: GraphQLOutputType): GraphQLOutputType => new GraphQLList(new GraphQLNonNull(type as GraphQLObjectType));

/** What makes two objects the same type. */
const shapeOf = (part: Part): string =>
  JSON.stringify(part, (key, value) =>
    ['x-title', 'x-help', 'x-weight', 'x-widget', 'required'].includes(key) ? undefined : value,
  );

/** Derives types, each made once; `schema` has those that are the same for all processes. */
export const outputDeriver = (schema: GraphQLSchema) => {
  const made = new Map<string, { readonly shape: string; readonly type: GraphQLObjectType }>();
  const shared = (name: string): GraphQLOutputType => {
    const type = schema.getType(name);
    if (!type) throw new TypeError(`The schema has no type ${name}.`);
    return type as GraphQLOutputType;
  };

  /** The choice between some names, each with its title in both languages. */
  const choice = (name: string, values: readonly string[], titles: Part['x-values'] = {}): GraphQLEnumType =>
    new GraphQLEnumType({
      name,
      values: Object.fromEntries(
        values.map((value) => {
          const title = titles[value];
          return [valueName(value), { value, ...(title ? { description: `${title.en} ${title.zh}` } : {}) }];
        }),
      ),
    });

  /** The entries of a record, in their order. */
  const entries = (name: string, part: Part): GraphQLOutputType => {
    const { type, read } = typeOf(`${name}Value`, part);
    const entry = new GraphQLObjectType({
      name: `${name}Entry`,
      fields: {
        key: { type: new GraphQLNonNull(GraphQLString) },
        value: {
          type,
          resolve: ({ value, [FROM]: of }: Shown, _: unknown, context: Context) =>
            read && value != null ? read(value, of, context) : value,
        },
      },
    });
    return listOf(entry);
  };
  const entriesOf = (value: unknown, of: CaseOf | undefined, known: readonly string[] = []) =>
    Object.entries(value as object).flatMap(([key, one]) => (known.includes(key) ? [] : [{ key, value: one, [FROM]: of }]));

  const typeOf = (name: string, part: Part): Derived => {
    if (isUpload(part)) return { type: listOf(shared('Attachment')), read: attached };
    if (part.graphql && part.graphql !== 'Upload') return { type: shared(part.graphql) };
    if (part.enum?.every((value) => typeof value === 'string')) return { type: choice(name, part.enum, part['x-values']) };
    switch (part.type ?? 'any') {
      case 'object':
        if (isTitle(part)) return { type: shared('Title') };
        if (isPlace(part)) return { type: shared('Place') };
        if (!part.properties && typeof part.additionalProperties === 'object') {
          return { type: entries(name, part.additionalProperties), read: (value, of) => entriesOf(value, of) };
        }
        return { type: object(name, part) };
      case 'array': {
        const { type, read } = typeOf(name, part.items ?? {});
        return {
          type: listOf(type),
          ...(read ? { read: (list, of, context) => (list as unknown[]).map((one) => read(one, of, context)) } : {}),
        };
      }
      case 'integer':
        return { type: GraphQLInt };
      case 'number':
        return { type: GraphQLFloat };
      case 'boolean':
        return { type: GraphQLBoolean };
      case 'string':
        if (part.format === 'date-time') return { type: shared('DateTime') };
        if (part.format === 'date') return { type: shared('Date') };
        return { type: part['x-pick'] ? GraphQLID : GraphQLString };
      default:
        return { type: shared('JSON') };
    }
  };

  /** Makes the type of an object once; another shape that came under its title first leaves it the name of its place. */
  const object = (place: string, part: Part): GraphQLObjectType => {
    const shape = shapeOf(part);
    const known = part.title === undefined ? undefined : made.get(part.title);
    if (known?.shape === shape) return known.type;
    const name = part.title !== undefined && !known ? part.title : place;
    const { properties = {}, additionalProperties } = part;
    const fields: Record<string, Field> = {};
    const type = new GraphQLObjectType({ name, fields: () => fields });
    made.set(name, { shape, type });
    for (const [field, inner] of Object.entries(properties)) {
      const { type: fieldType, read } = typeOf(`${name}${pascal(field)}`, inner);
      fields[field] = {
        type: fieldType,
        description: says(inner),
        ...(read
          ? { resolve: (parent, _, context) => (parent[field] == null ? null : read(parent[field], parent[FROM], context)) }
          : {}),
        ...(isPerson(inner) && inner.type !== 'array' ? { resolve: shownId(field) } : {}),
      };
      Object.assign(fields, besideId(field, inner, properties));
    }
    if (typeof additionalProperties === 'object') {
      fields.entries = {
        type: entries(name, additionalProperties),
        description: says(additionalProperties),
        resolve: (parent) => entriesOf(parent, parent[FROM], Object.keys(properties)),
      };
    }
    return type;
  };

  /** The name or title that stands beside an id. */
  const besideId = (field: string, part: Part, all: Readonly<Record<string, Part>>): Readonly<Record<string, Field>> => {
    const isList = part.type === 'array';
    const beside = besides(isList ? (part.items ?? {}) : part);
    if (!beside || (field === 'id' && ['name', 'title', 'en'].some((name) => name in all))) return {};
    const name = `${field}${beside.suffix}${isList ? 's' : ''}`;
    if (name in all) return {};
    const type = beside.suffix === 'Name' ? GraphQLString : shared('Title');
    return {
      [name]: {
        type: isList ? new GraphQLList(type) : type,
        resolve: (parent, _, context) => {
          const { [field]: value, [FROM]: of } = parent;
          if (value == null || !of) return null;
          return isList ? (value as string[]).map((id) => beside.ask(context, of, id)) : beside.ask(context, of, value as string);
        },
      },
    };
  };

  return { object, choice };
};

type Beside = { readonly suffix: 'Name' | 'Title'; readonly ask: (context: Context, of: CaseOf, id: string) => Promise<unknown> };

/** What is known about the id of a person, a unit or an area. */
const besides = (part: Part): Beside | undefined => {
  if (isPerson(part)) return { suffix: 'Name', ask: personName };
  if (part['x-pick'] === 'unit') return { suffix: 'Title', ask: (context, _, id) => unitTitle(context, id) };
  if (part['x-pick'] === 'area') return { suffix: 'Title', ask: (context, _, id) => areaTitle(context, id) };
  return undefined;
};

const UNKNOWN = { width: null, height: null, thumbnail: null, takenAt: null, place: null };

/** The id of a person, for those who read the name. */
const shownId =
  (field: string): NonNullable<Field['resolve']> =>
  (parent, _, context) => {
    const { [field]: id, [FROM]: of } = parent;
    return of && typeof id === 'string' ? personId(context, of, id) : id;
  };

/** Photos as they were sent with an act of this case. */
const attached = (photos: unknown, of: CaseOf | undefined, context: Context): object[] => {
  if (!of) return [];
  if ((photos as object[]).length > 0) sawPhotos(context, of);
  return (photos as object[]).map((photo) => ({ ...UNKNOWN, ...photo, caseId: of.id }));
};
