import { ApiError } from '../../activities/acting/api-error.ts';

/** A moment that a filter names, checked already where the scalar was read. */
export const moment = (text: string): Date => new Date(text);

/** A span from one moment to before another. */
export const spanOf = (from: string, before: string): { readonly from: Date; readonly before: Date } => {
  const span = { from: moment(from), before: moment(before) };
  if (span.from < span.before) return span;
  throw new ApiError('INVALID_INPUT', {
    en: `The span ends (${before}) before it begins (${from}); swap the two.`,
    zh: `起止时间颠倒：${from}晚于${before}，请对调。`,
  });
};

/** Moments of a column in a span that may be open at either end. */
export const between = (
  field: string,
  from: string | null | undefined,
  before: string | null | undefined,
): readonly Record<string, { gte?: Date; lt?: Date }>[] => {
  if (from && before) spanOf(from, before);
  return [...(from ? [{ [field]: { gte: moment(from) } }] : []), ...(before ? [{ [field]: { lt: moment(before) } }] : [])];
};
