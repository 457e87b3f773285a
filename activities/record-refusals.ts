/** What the database refuses, in words. */
import type { Transition } from '../workflows/kernel/contract.ts';
import type { Refusal } from '../workflows/kernel/process.ts';
import { refuseByKernel } from '../workflows/kernel/refusals.ts';
import type { EffectCatalogue } from './effects.ts';

/** The SQLSTATE of a refusal. */
export const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);
/** What a function says of its refusal: JSON, or nothing. */
export const detailOf = (error: unknown): unknown => JSON.parse((error as { detail?: string }).detail || '{}');

/** SQLSTATE of a transition that was reckoned by a calendar, limits or a staff that have changed since. */
export const STALE = 'BJ004';
/** SQLSTATE of an act in a role that its person doesn't hold on that day. */
export const ROLE_ENDED = 'BJ009';
/** SQLSTATE of a requestId that belongs to another act. */
const REQUEST_ID_USED = 'BJ003';

/** What the record refused without undoing what it noted, in words. */
export const refusalIn = (
  { code, detail }: { readonly code: string; readonly detail: unknown },
  effects: EffectCatalogue,
  { next, outcome }: Transition,
): Refusal => {
  const words = effects.refusals.get(code);
  if (!words) throw new Error(`No effect says ${code} in words.`);
  return words(detail, { opening: next.revision === 0, effects: outcome.effects ?? [] });
};

/** What the database refused, in words; undefined for what is no refusal. */
export const refusalOf = (error: unknown, effects: EffectCatalogue, { next, outcome }: Transition): Refusal | undefined => {
  if (error instanceof RangeError) {
    return refuseByKernel(
      'kernel.brokenClock',
      `A clock of this case can't be reckoned: ${error.message} Ask the administrator to correct it.`,
      `本件时限无法计算：${error.message} 请联系管理员更正。`,
    );
  }
  const code = codeOf(error);
  const words = effects.refusals.get(code);
  if (words) return words(detailOf(error), { opening: next.revision === 0, effects: outcome.effects ?? [] });
  if (code === REQUEST_ID_USED) {
    return refuseByKernel(
      'kernel.requestIdUsed',
      'This requestId belongs to another act already. Send this act with a new one.',
      '该requestId已用于其他操作，请换用新的requestId。',
    );
  }
  if (!neverFits(code)) return undefined;
  return refuseByKernel(
    'kernel.unrecordable',
    `The record can't hold what this act says (PostgreSQL error ${code}); nothing was changed. Correct what you sent, or tell the administrator this number.`,
    `记录无法保存本次操作的内容（数据库错误${code}），未作任何变更。请修改后重新提交，或将该编号告知管理员。`,
  );
};

/**
 * Bad data (class 22), broken constraints (class 23) and what a function refuses without a code of its own (class P0) are no better at the
 * next try: the case must not wait for them for ever.
 */
const neverFits = (code: string): boolean => /^(2[23]|P0)[0-9A-Z]{3}$/.test(code);
