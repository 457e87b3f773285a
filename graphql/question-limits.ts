/** What a question may be, before anything is done for it: how deep, how large, and made of text that can be kept. */
import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  visit,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import type { Plugin } from 'graphql-yoga';
import { ApiError } from '../activities/acting/api-error.ts';
import { LARGEST_PAGE, PAGE } from './builder.ts';
import { withoutHint } from './error-mask.ts';

/** Values that one question may ask for. A page of 100 cases with their tasks, clocks, next actions and last events has about half as many. */
const MOST_VALUES = 50_000;
/** A list without pages, such as the clocks of a case, is taken to be this long. */
const USUAL_LIST = 5;

/** In this order: a limit that is passed stops what comes after it. */
export const questionLimits = ({ production }: { production: boolean }): Plugin[] => [
  questionErrors(production),
  EnvelopArmorPlugin({
    maxDepth: { n: 15 },
    maxAliases: { n: 30 },
    maxDirectives: { n: 30 },
    maxTokens: { n: 4_000 },
    // Its own reckoning is blind to page sizes that come as variables.
    costLimit: { enabled: false },
    // It leaves the hints for arguments, values and types.
    blockFieldSuggestion: { enabled: false },
  }),
  {
    onExecute: ({ args }) => judge(args as unknown as Question),
    onSubscribe: ({ args }) => judge(args as unknown as Question),
  },
];

type Question = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variableValues: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
};

const judge = (question: Question): void => {
  if (!isKeepable(question.variableValues) || !literalsOf(question.document).every(isKeepable)) {
    throw new ApiError('INVALID_INPUT', {
      en: 'A text has a character that can’t be kept (the code 0, or half of a pair). Take it out and send the rest again.',
      zh: '文字中含有无法保存的字符（空字符或不完整的字符），请删除后重新提交。',
    });
  }
  const values = valuesOf(question);
  if (values > MOST_VALUES) {
    throw new ApiError('INVALID_INPUT', {
      en: `This question asks for ${values === Number.POSITIVE_INFINITY ? 'far too many' : `up to ${Math.round(values)}`} values; ${MOST_VALUES} at once are allowed. Ask for smaller pages (first), and for the rest with their cursors.`,
      zh: `本次查询涉及的数据项过多，一次最多${MOST_VALUES}个。请减小每页数量（first），其余用游标分页读取。`,
    });
  }
};

/** How many values a question may bring at most, pages as large as it asks for. */
const valuesOf = ({ schema, document, variableValues, operationName }: Question): number => {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: { ...variableValues },
      estimators: [pageByPage],
      ...(operationName ? { operationName } : {}),
    });
  } catch (error) {
    // More parts than are looked at, as fragments that spread each other have.
    if (error instanceof Error && error.message.startsWith('Query exceeds')) return Number.POSITIVE_INFINITY;
    // Variables that don't fit the schema; the executor says so better.
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
};

const pageByPage: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  const named = getNamedType(type);
  if (isObjectType(named) && named.getFields().edges) {
    const asked = args.first ?? args.last ?? PAGE;
    return 1 + Math.min(Math.max(asked, 1), LARGEST_PAGE) * childComplexity;
  }
  // The edges of a page were counted with the page.
  if (isListType(type) && field.name !== 'edges') return 1 + USUAL_LIST * childComplexity;
  return 1 + childComplexity;
};

const literalsOf = (document: DocumentNode): string[] => {
  const found: string[] = [];
  visit(document, {
    StringValue: ({ value }) => {
      found.push(value);
    },
  });
  return found;
};

/** PostgreSQL keeps neither the character 0 nor half a surrogate pair; an act with one would wait for its record for ever. */
const isKeepable = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (Array.isArray(value)) return value.every(isKeepable);
  if (typeof value !== 'object' || value === null || 'arrayBuffer' in value) return true;
  return Object.entries(value).every(([key, part]) => isKeepable(key) && isKeepable(part));
};

/** A question that doesn't fit the schema is the caller's input like any other. In production a misspelt name gets no list of others. */
const questionErrors = (production: boolean): Plugin => ({
  onValidate:
    () =>
    ({ valid, result, setResult }) => {
      if (valid) return;
      setResult(
        (result as readonly GraphQLError[]).map((error) =>
          error.extensions.code && error.extensions.code !== 'GRAPHQL_VALIDATION_FAILED'
            ? error
            : new GraphQLError(production ? withoutHint(error.message) : error.message, {
                nodes: error.nodes ?? null,
                extensions: { code: 'INVALID_INPUT' },
              }),
        ),
      );
    },
});
