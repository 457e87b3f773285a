import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { Logger } from 'pino';
import { ApiError } from '../activities/acting/api-error.ts';
import { LARGEST_PAGE } from './builder.ts';
import { inPlainWords } from './question-words.ts';
import { RateLimited } from './rates/rates.ts';

/** By name, for a program may hold GraphQL twice, once for each kind of module. */
const isGraphQLError = (error: unknown): error is GraphQLError => error instanceof Error && error.name === 'GraphQLError';

/** GraphQL's own errors, about the question and not about us. */
const isAboutQuestion = (error: unknown): error is GraphQLError =>
  // A variable that doesn't fit its type is wrapped once more.
  isGraphQLError(error) && (!error.originalError || isAboutQuestion(error.originalError));

/** Whether the question was read, and something in it is wrong. */
const isOnText = ({ locations }: GraphQLError): boolean => locations !== undefined && locations.length > 0;

/** What is behind GraphQL's own words: a value that doesn't fit its type is wrapped once or twice. */
const originOf = (error: unknown): unknown =>
  isGraphQLError(error) && error.originalError ? originOf(error.originalError) : error;

/** An error about the question, in the caller's language where it isn't yet. */
export const saidIn = (locale: 'en' | 'zh', error: GraphQLError): GraphQLError => {
  const origin = originOf(error);
  const said = origin instanceof ApiError ? origin.title[locale] : inPlainWords(locale, error.message);
  if (said === error.message || error.extensions?.code !== 'INVALID_INPUT') return error;
  const { nodes = null, path = null, extensions } = error;
  return new GraphQLError(said, { nodes, path, extensions });
};

/** Of page sizes and cursors. */
const isAboutPage = (error: unknown): error is Error => error instanceof Error && error.name === 'PothosValidationError';

const isAway = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    // PostgreSQL that isn't there, is starting, or has ended our connection; Prisma's word for the same.
    if (typeof code === 'string' && /^(ECONN|EPIPE|57P0|08|53300|P1001|P1002|P1008|P1017|P2024)/.test(code)) return true;
    if (/timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(at.message)) return true;
  }
  return false;
};

/** Without GraphQL's list of names that resemble a misspelt one. */
export const withoutHint = (message: string): string => message.replace(/ ?Did you mean .*\?$/s, '');

/** What is said of an error that nobody expected, and its code; the log tells more under the request's id. */
export const failureOf = (
  error: unknown,
  { locale, log, requestId }: { locale: 'en' | 'zh'; log: Logger; requestId: string },
): { text: string; code: 'UNAVAILABLE' | 'INTERNAL' } => {
  if (isAway(error)) {
    log.warn({ err: error, requestId }, 'The database is away');
    return {
      text:
        locale === 'zh'
          ? '数据库暂时无法访问。请稍后重试；提交操作时请使用相同的requestId。'
          : 'The database can’t be reached just now. Try again in a moment; repeat an act with the same requestId.',
      code: 'UNAVAILABLE',
    };
  }
  log.error({ err: error, requestId }, 'A request failed');
  return {
    text:
      locale === 'zh'
        ? `系统内部错误。请将编号${requestId}告知管理员。`
        : `Something went wrong on our side. Tell your administrator the number ${requestId}.`,
    code: 'INTERNAL',
  };
};

/** Of a whole request it is the status as well; beside other answers, the error says it alone. */
const tooOften = ({ title, code, retryAfter }: RateLimited, locale: 'en' | 'zh', more: GraphQLErrorOptions): GraphQLError =>
  new GraphQLError(title[locale], {
    ...more,
    extensions: {
      ...more.extensions,
      code,
      retryAfter,
      ...(more.path ? {} : { http: { status: 429, headers: { 'retry-after': String(retryAfter) } } }),
    },
  });

/** What callers see of an error: expected ones in their language with a code, all others as INTERNAL with the request's id, under which the log tells more. */
export const maskError =
  ({ locale, log, requestId, hints }: { locale: 'en' | 'zh'; log: Logger; requestId: string; hints: boolean }) =>
  (error: unknown): GraphQLError => {
    const original = originOf(error);
    const at = isGraphQLError(error) ? { nodes: error.nodes, path: error.path } : {};
    const answer = (text: string, code: string) => new GraphQLError(text, { ...(at as object), extensions: { code, requestId } });
    if (original instanceof RateLimited) return tooOften(original, locale, { ...(at as object), extensions: { requestId } });
    if (original instanceof ApiError && original.code === 'UNAVAILABLE' && original.cause !== undefined)
      log.warn({ err: original.cause, requestId }, 'Something is away');
    if (original instanceof ApiError) return answer(original.title[locale], original.code);
    if (isAboutQuestion(error)) {
      const { http } = error.extensions;
      const said = hints ? error.message : withoutHint(error.message);
      return new GraphQLError(inPlainWords(locale, said), {
        ...(at as object),
        // A body that holds no question is refused by its status, whatever form of answer was asked for.
        extensions: { code: 'INVALID_INPUT', requestId, ...(http ? { http: { ...http, spec: isOnText(error) } } : {}) },
      });
    }
    if (isAboutPage(original)) {
      return answer(
        locale === 'zh'
          ? `分页参数有误（${original.message}）。first须为1至${LARGEST_PAGE}，after须为上一页给出的游标。`
          : `This page can’t be given (${original.message}). Ask for 1 to ${LARGEST_PAGE} entries, after a cursor that came with another page of the same list.`,
        'INVALID_INPUT',
      );
    }
    const { text, code } = failureOf(original, { locale, log, requestId });
    return answer(text, code);
  };
