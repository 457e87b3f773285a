/** What isn't done, as workflows of other teams hear of it. */
import { ApplicationFailure } from '@temporalio/common';
import type { Done } from '../../workflows/machines/contract.ts';
import type { NotDone } from '../../workflows/machines/not-done.ts';
import { ApiError, type ErrorCode } from '../acting/api-error.ts';
import type { ActAnswer } from '../acting/services.ts';

/** What was done; the rest is thrown, and isn't tried again, because it would end alike. */
export const doneOr = async (answering: Promise<ActAnswer>): Promise<Done> => {
  const answer = await orFailure(answering);
  switch (answer.kind) {
    case 'done':
      return { caseId: answer.caseId, revision: answer.revision, replayed: answer.replayed };
    case 'refused': {
      const { code, en, zh } = answer.refusal;
      throw failure({ kind: 'refused', code, en, zh });
    }
    case 'conflict': {
      const { by } = answer;
      throw failure({
        kind: 'conflict',
        code: 'kernel.conflict',
        en: `${by} was first. Look at the case as it is now, and act again under another step if it still fits.`,
        zh: `${by}已先办理。请查看案件现状，如仍需办理，请以新的步骤名重新提交。`,
      });
    }
    case 'invalid': {
      const in_ = (language: 'en' | 'zh') =>
        answer.issues.map(({ path, message }) => `${path.join('.')}: ${message[language]}`).join(' ');
      throw failure({ kind: 'invalid', code: 'INVALID_INPUT', en: in_('en'), zh: in_('zh') });
    }
  }
};

/** The same of an answer that isn't to be expected: what may be there a moment later is tried again. */
export const orFailure = async <T>(answering: Promise<T>): Promise<T> => {
  try {
    return await answering;
  } catch (error) {
    if (!(error instanceof ApiError) || TRIED_AGAIN.includes(error.code)) throw error;
    throw failure({ kind: 'refused', code: error.code, ...error.title });
  }
};

const TRIED_AGAIN: readonly ErrorCode[] = ['UNAVAILABLE', 'RATE_LIMITED'];

export const failure = (notDone: NotDone): ApplicationFailure =>
  ApplicationFailure.nonRetryable(notDone.en, `banjie.${notDone.kind}`, notDone);
