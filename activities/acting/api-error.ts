import type { Title } from '../../workflows/kernel/process.ts';

export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'INVALID_INPUT' | 'RATE_LIMITED' | 'UNAVAILABLE';

/** What isn't an expected outcome of an act; shown as a GraphQL error with its code, in the caller's language. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly title: Title;

  constructor(code: ErrorCode, title: Title, options?: ErrorOptions) {
    super(title.en, options);
    this.code = code;
    this.title = title;
  }
}

export const noSuchCase = (id: string): ApiError =>
  new ApiError(
    'NOT_FOUND',
    id.trim() === ''
      ? { en: 'Name the case by its number, such as FS-IR-20260301-0001.', zh: '请填写案件编号，如FS-IR-20260301-0001。' }
      : {
          en: `There is no case ${id} that you may see. Check the number, or sign in as somebody who has to do with it.`,
          zh: `没有您可查看的案件${id}，请核对编号，或使用有权限的账号登录。`,
        },
  );
