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
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
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

/** The name of the input of an act's mutation, as acts take it. */
const actInputOf = (args: readonly GraphQLArgument[]): GraphQLInputObjectType | undefined => {
  if (!args.some(({ name }) => name === 'requestId') || !args.some(({ extensions }) => extensions.isActInput)) return undefined;
  const input = args.find(({ name }) => name === 'input');
  const type = input && getNullableType(input.type);
  return type instanceof GraphQLInputObjectType ? type : undefined;
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
    return [name, { ...found, args: { ...found.args, input: { ...found.args?.input, type: type as GraphQLInputType } } }];
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
