/** Makes a question of every field of the schema, with arguments that point wherever an intruder would look. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

export type Kind = 'query' | 'mutation';
export type Question = { readonly text: string; readonly variables: Record<string, unknown> };

/** What to say for an argument of this name; undefined leaves it to its type. */
export type Aim = (name: string) => unknown;

/** One question for the required arguments alone, and one for each argument that may be left out. */
export const questionsOf = (kind: Kind, field: GraphQLField<unknown, unknown>, aim: Aim): Question[] => {
  const required = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const others = field.args.filter((arg) => !required.includes(arg));
  const plain = questionOf(kind, field, new Map(required.map((arg) => [arg, valueFor(arg.name, arg.type, aim)])));
  const aimed = others.flatMap((arg) =>
    valuesFor(arg, aim).map((value) =>
      questionOf(
        kind,
        field,
        new Map([...required.map((one) => [one, valueFor(one.name, one.type, aim)] as const), [arg, value]]),
      ),
    ),
  );
  return [plain, ...aimed];
};

/** A question for one field with these arguments, and all that can be read in so many steps. */
export const questionOf = (
  kind: Kind,
  field: GraphQLField<unknown, unknown>,
  values: ReadonlyMap<GraphQLArgument, unknown>,
  depth = kind === 'query' ? 3 : 2,
): Question => {
  const args = [...values.keys()];
  const declared = args.length > 0 ? `(${args.map(({ name, type }) => `$${name}: ${type}`).join(', ')})` : '';
  const given = args.length > 0 ? `(${args.map(({ name }) => `${name}: $${name}`).join(', ')})` : '';
  return {
    text: `${kind} ${declared} { ${field.name}${given} ${selectionOf(field.type, depth)} }`,
    variables: Object.fromEntries([...values].map(([{ name }, value]) => [name, value])),
  };
};

/** A filter is tried by each of its fields alone, for two that contradict each other find nothing anyway. */
const valuesFor = ({ name, type }: GraphQLArgument, aim: Aim): unknown[] => {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || isListType(type)) return [valueFor(name, type, aim)];
  return Object.values(named.getFields()).map((field) => ({ [field.name]: valueFor(field.name, field.type, aim) }));
};

const valueFor = (name: string, type: GraphQLInputType, aim: Aim): unknown => {
  if (isNonNullType(type)) return valueFor(name, type.ofType, aim);
  if (isListType(type)) return [valueFor(name, type.ofType, aim)];
  if (isInputObjectType(type)) {
    const all = Object.values(type.getFields());
    const fields = type.isOneOf
      ? all.slice(0, 1)
      : all.filter((field) => isNonNullType(field.type) || aim(field.name) !== undefined);
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.name, field.type, aim)]));
  }
  const aimed = aim(name);
  // Where a day is asked for, it is that of the moment aimed at.
  if (typeof aimed === 'string' && getNamedType(type).name === 'Date') return aimed.slice(0, 10);
  const { name: scalar } = getNamedType(type);
  const wanted = { Boolean: 'boolean', Int: 'number', Float: 'number' }[scalar] ?? 'string';
  if (aimed !== undefined && (typeof aimed === 'object' || typeof aimed === wanted)) return aimed;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  const plain: Record<string, unknown> = {
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: '2030-01-01T00:00:00Z',
    Date: '2199-01-01',
    JSON: {},
  };
  return plain[getNamedType(type).name] ?? 'Try';
};

/** What types of one process have beside what all have. */
const OWN = [
  { of: 'Case', type: 'IssueReport', fields: 'facts { text place { address } reporters { id idName } handler handlerName }' },
  {
    of: 'Event',
    type: 'IssueReportReportedEvent',
    fields: 'input { text place { address } reporter { name phone email } } changes { after { text place { address } } }',
  },
] as const;

/** Everything that can be read in so many steps without an argument that has to be given. */
const selectionOf = (type: GraphQLOutputType, depth: number): string => {
  const named = getNamedType(type);
  if (isObjectType(named)) return `{ __typename ${fieldsOf(named, depth).join(' ')} }`;
  if (isInterfaceType(named)) {
    const own = OWN.flatMap(({ of, type, fields }) => (of === named.name && depth > 1 ? [`... on ${type} { ${fields} }`] : []));
    return `{ __typename ${[...fieldsOf(named, depth), ...own].join(' ')} }`;
  }
  if (!isUnionType(named)) return '';
  const members = named.getTypes();
  const typesOf = (field: string) =>
    new Set(members.map((member) => String(member.getFields()[field]?.type)).filter((text) => text !== 'undefined'));
  // Two members may call different things by one name.
  const parts = members.map((member) => {
    const fields = fieldsOf(member, depth - 1).map((text) =>
      typesOf(/^\w+/.exec(text)?.[0] ?? '').size > 1 ? `in${member.name}${text.length}: ${text}` : text,
    );
    return `... on ${member.name} { ${fields.join(' ')} }`;
  });
  return `{ __typename ${parts.join(' ')} }`;
};

const fieldsOf = (type: GraphQLObjectType | GraphQLInterfaceType, depth: number): string[] =>
  Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type))) return [];
    const inner = getNamedType(field.type);
    if (!isObjectType(inner) && !isUnionType(inner) && !isInterfaceType(inner)) return [field.name];
    const page = isObjectType(inner) && inner.getFields().edges ? '(first: 3)' : '';
    return depth > 0 ? [`${field.name}${page} ${selectionOf(inner, depth - 1)}`] : [];
  });
