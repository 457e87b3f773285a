import type { Logger } from 'pino';
import type { ActAnswer } from '../activities/acting/services.ts';

/** One line for each act, to be found by case, by request and by act; what was sent is in the record alone. */
export const noteAct = (
  log: Logger,
  of: { readonly process: string; readonly action: string; readonly caseId?: string; readonly act: string },
  answer: ActAnswer,
  said = 'Act answered',
): void => {
  const { kind } = answer;
  // The line says who calls; whoever stays unnamed isn't to be found by it.
  const { act: requestId, ...what } = of;
  const unnamed = kind === 'done' && answer.unnamed === true;
  log.info(
    {
      ...what,
      ...(unnamed ? {} : { act: requestId }),
      outcome: kind,
      ...('caseId' in answer && !unnamed ? { caseId: answer.caseId } : {}),
      ...(kind === 'done' ? { revision: answer.revision, replayed: answer.replayed } : {}),
      ...(kind === 'refused' ? { code: answer.refusal.code } : {}),
    },
    said,
  );
};
