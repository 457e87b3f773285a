/**
 * Inputs of acts keep their types in the contract, so that clients are checked when they are written. When an act comes in, its input goes
 * to the process as it was sent: what is missing or of a wrong type is then among the issues, all of them at once and in the caller's
 * language, and not an error of GraphQL that names the first one in English.
 */
import {
  type DefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  getNamedType,
  getNullableType,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Whether a field is the mutation of an act. */
export const isAct = ({ args }: Pick<GraphQLField<unknown, unknown>, 'args'>): boolean => actInputOf(args) !== undefined;

/** Names of the types of acts' inputs. */
export const actInputsOf = (schema: GraphQLSchema): ReadonlySet<string> => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  return new Set(mutations.flatMap(({ args }) => actInputOf(args)?.name ?? []));
};

/** What is sent with an act's mutation, or, where it opens several cases, with each of them. */
const actInputOf = (args: readonly GraphQLArgument[]): GraphQLInputObjectType | undefined => {
  if (!args.some(({ name }) => name === 'requestId')) return undefined;
  const input = args.find(({ extensions }) => extensions.isActInput);
  const type = input && getNamedType(input.type);
  return type instanceof GraphQLInputObjectType ? type : undefined;
};

/** A type with another one in the place of what it is made of. */
const remade = (type: GraphQLInputType, of: GraphQLScalarType): GraphQLInputType => {
  if (type instanceof GraphQLNonNull) return new GraphQLNonNull(remade(getNullableType(type), of));
  return type instanceof GraphQLList ? new GraphQLList(remade(type.ofType, of)) : of;
};

const asSent = (name: string): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  });

/** The same contract for carrying out what was asked: inputs of acts are taken as they come. */
const carriedOut = (schema: GraphQLSchema): { readonly schema: GraphQLSchema; readonly inputs: ReadonlySet<string> } => {
  const mutation = schema.getMutationType();
  if (!mutation) return { schema, inputs: new Set() };
  const config = mutation.toConfig();
  const taken = new Map<string, GraphQLScalarType>();
  const fields = Object.entries(mutation.getFields()).map(([name, field]) => {
    const input = actInputOf(field.args);
    const found = config.fields[name];
    if (!input || !found) return [name, found];
    const type = taken.get(input.name) ?? asSent(input.name);
    taken.set(input.name, type);
    const args = Object.entries(found.args ?? {}).map(([arg, of]) =>
      of.extensions?.isActInput ? [arg, { ...of, type: arg === 'input' ? type : remade(of.type, type) }] : [arg, of],
    );
    return [name, { ...found, args: Object.fromEntries(args) }];
  });
  const all = schema.toConfig();
  return {
    inputs: new Set(taken.keys()),
    schema: new GraphQLSchema({
      ...all,
      assumeValid: true,
      mutation: new GraphQLObjectType({ ...config, fields: Object.fromEntries(fields) }),
      types: all.types.filter((type) => type !== mutation && !(type instanceof GraphQLInputObjectType)),
    }),
  };
};

/** Variables with an empty input where an act's is left out, so that its process says what is missing. */
const withInputs = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  inputs: ReadonlySet<string>,
): Record<string, unknown> => {
  const left = variableDefinitions.flatMap(({ variable, type }) =>
    type.kind === Kind.NON_NULL_TYPE &&
    type.type.kind === Kind.NAMED_TYPE &&
    inputs.has(type.type.name.value) &&
    variables[variable.name.value] == null
      ? [[variable.name.value, {}]]
      : [],
  );
  return { ...variables, ...Object.fromEntries(left) };
};

/** Carries acts out with their inputs as they were sent. */
export const actInputs = (contract: GraphQLSchema): Plugin => {
  const { schema, inputs } = carriedOut(contract);
  return {
    // Inputs that are written into the question are judged by their process too.
    onValidate: ({ params, validateFn, setValidationFn }) => {
      if (params.schema === contract) setValidationFn((_, ...rest) => validateFn(schema, ...rest));
    },
    onExecute: ({ args }) => {
      const operation = args.document.definitions.find(
        (part: DefinitionNode): part is OperationDefinitionNode =>
          part.kind === Kind.OPERATION_DEFINITION && (!args.operationName || part.name?.value === args.operationName),
      );
      if (operation?.operation !== 'mutation') return;
      args.schema = schema;
      args.variableValues = withInputs(operation, args.variableValues ?? {}, inputs);
    },
  };
};
