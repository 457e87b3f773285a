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
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import type { Plugin } from 'graphql-yoga';
import { ApiError } from '../activities/acting/api-error.ts';
import { isKeepable } from '../workflows/kernel/text.ts';
import { actInputsOf, isAct } from './act-inputs.ts';
import { LARGEST_PAGE, PAGE } from './builder.ts';
import { saidIn, withoutHint } from './error-mask.ts';

/** Values that one question may ask for. A page of 100 cases with their tasks, clocks, next actions and last events has about half as many. */
const MOST_VALUES = 50_000;
/** Acts that one request may do, an act on many cases counted as one. */
const MOST_ACTS = 10;
/** What an act costs beside its answer, in values. */
const ACT = 20;
/** A list without pages, such as the clocks of a case, is taken to be this long. */
const USUAL_LIST = 5;

/** In this order: a limit that is passed stops what comes after it. */
export const questionLimits = ({ production, locale }: { production: boolean; locale: () => 'en' | 'zh' }): Plugin[] => [
  questionErrors(production),
  inCallersLanguage(locale),
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
  readonly contextValue: { readonly request: Request };
};

/** How many acts the questions of a request have had: several come as a batch. */
const had = new WeakMap<Request, number>();

const judge = (question: Question): void => {
  const { request } = question.contextValue;
  if (!isKeepable(besideActs(question)) || !literalsOf(question).every(isKeepable)) {
    throw new ApiError('INVALID_INPUT', {
      en: 'There is a character that can’t be kept (the code 0, or half of a pair), or a number without end. Take it out and send the rest again.',
      zh: '含有无法保存的字符（空字符或不完整的字符）或无穷大的数字，请删除后重新提交。',
    });
  }
  const { operation, fields } = topFields(question);
  if (fields.filter((name) => name === '__schema').length > 1) {
    throw new ApiError('INVALID_INPUT', { en: 'Ask for the schema once.', zh: '一次请求只能查询一次架构（__schema）。' });
  }
  const acts = (had.get(request) ?? 0) + (operation === 'mutation' ? fields.length : 0);
  if (acts > MOST_ACTS) {
    throw new ApiError('INVALID_INPUT', {
      en: `A request has at most ${MOST_ACTS} acts. Send the rest in another one, or act on many cases at once with …Each.`,
      zh: `一次请求最多${MOST_ACTS}项操作，请分次提交，或用…Each批量办理。`,
    });
  }
  const { values, page } = costOf(question);
  if (page !== undefined) {
    throw new ApiError('INVALID_INPUT', {
      en: `A page has 1 to ${LARGEST_PAGE} entries, not ${page}. Ask for fewer (first or last), and for the rest with the cursor.`,
      zh: `每页须为1至${LARGEST_PAGE}条，不能是${page}条。请减小first或last，其余用游标读取。`,
    });
  }
  if (values > MOST_VALUES) {
    throw new ApiError('INVALID_INPUT', {
      en: `This question asks for ${values === Number.POSITIVE_INFINITY ? 'far too many' : `up to ${Math.round(values)}`} values; ${MOST_VALUES} at once are allowed. Ask for smaller pages (first), and for the rest with their cursors.`,
      zh: `本次查询涉及的数据项过多，一次最多${MOST_VALUES}个。请减小每页数量（first），其余用游标分页读取。`,
    });
  }
  had.set(request, acts);
};

/** The fields at the top of a question, those of its fragments included. */
const topFields = ({ document, operationName }: Question): { readonly operation: string; readonly fields: readonly string[] } => {
  const fragments = new Map(
    document.definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
  );
  const operation = document.definitions.find(
    (part) => part.kind === Kind.OPERATION_DEFINITION && (!operationName || part.name?.value === operationName),
  ) as OperationDefinitionNode | undefined;
  const fieldsOf = ({ selections }: SelectionSetNode): readonly string[] =>
    selections.flatMap((part) => {
      if (part.kind === Kind.FIELD) return [part.name.value];
      const inner = part.kind === Kind.INLINE_FRAGMENT ? part : fragments.get(part.name.value);
      return inner ? fieldsOf(inner.selectionSet) : [];
    });
  return operation
    ? { operation: operation.operation, fields: fieldsOf(operation.selectionSet) }
    : { operation: 'query', fields: [] };
};

/** How many values a question may bring at most, pages as large as it asks for, and a page that is of no size. */
const costOf = ({ schema, document, variableValues, operationName }: Question): { values: number; page?: number } => {
  const pages: number[] = [];
  try {
    const values = getComplexity({
      schema,
      query: document,
      variables: { ...variableValues },
      estimators: [pageByPage(pages)],
      ...(operationName ? { operationName } : {}),
    });
    return { values, ...(pages[0] === undefined ? {} : { page: pages[0] }) };
  } catch (error) {
    // More parts than are looked at, as fragments that spread each other have.
    if (error instanceof Error && error.message.startsWith('Query exceeds')) return { values: Number.POSITIVE_INFINITY };
    // Variables that don't fit the schema; the executor says so better.
    if (error instanceof GraphQLError) return { values: 0 };
    throw error;
  }
};

const pageByPage =
  (wrong: number[]): ComplexityEstimator =>
  ({ args, childComplexity, field }) => {
    const type = isNonNullType(field.type) ? field.type.ofType : field.type;
    const named = getNamedType(type);
    if (isObjectType(named) && named.getFields().edges) {
      const asked = args.first ?? args.last ?? PAGE;
      if (asked < 1 || asked > LARGEST_PAGE) wrong.push(asked);
      return 1 + Math.min(Math.max(asked, 1), LARGEST_PAGE) * childComplexity;
    }
    // An act on many cases answers once for each, and costs more than an answer.
    if (Array.isArray(args.caseIds)) return 1 + args.caseIds.length * (childComplexity + ACT);
    // The edges of a page were counted with the page.
    if (isListType(type) && field.name !== 'edges') return 1 + USUAL_LIST * childComplexity;
    return 1 + childComplexity;
  };

/** The variables without the inputs of acts, of which the act says itself what can't be kept, and where it stands. */
const besideActs = ({ schema, document, variableValues }: Question): unknown => {
  const inputs = actInputsOf(schema);
  const ofActs = new Set<string>();
  visit(document, {
    VariableDefinition: ({ variable, type }) => {
      const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
      if (named.kind === Kind.NAMED_TYPE && inputs.has(named.name.value)) ofActs.add(variable.name.value);
    },
  });
  return Object.fromEntries(Object.entries(variableValues ?? {}).filter(([name]) => !ofActs.has(name)));
};

const literalsOf = ({ schema, document }: Question): (string | number)[] => {
  const acts = new Set(
    Object.entries(schema.getMutationType()?.getFields() ?? {}).flatMap(([name, field]) => (isAct(field) ? [name] : [])),
  );
  const found: (string | number)[] = [];
  visit(document, {
    Field: (node) =>
      acts.has(node.name.value)
        ? { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== 'input') }
        : undefined,
    StringValue: ({ value }) => {
      found.push(value);
    },
    FloatValue: ({ value }) => {
      found.push(Number(value));
    },
    IntValue: ({ value }) => {
      found.push(Number(value));
    },
  });
  return found;
};

/** What is wrong with a question before it is carried out, in the language of its caller: what was found wrong is kept for the next who asks the same. */
const inCallersLanguage = (locale: () => 'en' | 'zh'): Plugin => ({
  onResultProcess: ({ result, setResult }) => {
    if (Array.isArray(result) || !('errors' in result) || !result.errors || result.data) return;
    setResult({ ...result, errors: result.errors.map((error) => saidIn(locale(), error as GraphQLError)) });
  },
});

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
                originalError: error.originalError ?? null,
                extensions: { code: 'INVALID_INPUT' },
              }),
        ),
      );
    },
});
