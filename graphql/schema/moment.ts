import { ApiError } from '../../activities/acting/api-error.ts';

/** A moment that a filter names. */
export const moment = (text: string): Date => {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  throw new ApiError('INVALID_INPUT', {
    en: `“${text}” is no moment; write it as 2026-03-01T17:30:00+08:00.`,
    zh: `“${text}”不是有效时间，请写成2026-03-01T17:30:00+08:00。`,
  });
};
