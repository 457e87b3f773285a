/** What a caller by Nexus may do: the same as a machine, as the one that the worker was given. */
import { ApplicationFailure } from '@temporalio/common';
import { log, startWorkflow, WorkflowRunOperationHandler } from '@temporalio/nexus';
import {
  HandlerError,
  HandlerStartOperationResult,
  OperationError,
  type OperationHandler,
  type ServiceHandler,
  serviceHandler,
} from 'nexus-rpc';
import { z } from 'zod';
import type { banjieAwaitCase } from '../../workflows/machines/await-case.ts';
import { AWAITS, type CaseEnd, type Machine } from '../../workflows/machines/contract.ts';
import { banjieService } from '../../workflows/machines/nexus-service.ts';
import type { ActServices } from '../acting/services.ts';
import { requestIdOf } from './activities.ts';
import { actAs, endAs, openAs } from './client.ts';
import { doneOr, orFailure } from './failures.ts';

export const banjieNexus = (services: ActServices, as: Machine): ServiceHandler<(typeof banjieService)['operations']> =>
  serviceHandler(banjieService, {
    openCase: (_context, input) =>
      answered(() => {
        const ask = read(opening, input);
        return doneOr(openAs(services, as, { ...ask, requestId: requestIdOf(as, ask.requestId) }));
      }),
    act: (_context, input) =>
      answered(() => {
        const ask = read(acting, input);
        return doneOr(actAs(services, as, { ...ask, requestId: requestIdOf(as, ask.requestId) }));
      }),
    awaitCase: awaiting(services, as),
  });

/** A case that is closed already is answered at once; for an open one a workflow of ours waits. */
const awaiting = (services: ActServices, as: Machine): OperationHandler<{ readonly caseId: string }, CaseEnd> => {
  const byWorkflow = new WorkflowRunOperationHandler<{ readonly caseId: string }, CaseEnd>((context, { caseId }) =>
    startWorkflow<typeof banjieAwaitCase>(context, 'banjieAwaitCase', {
      workflowId: `${AWAITS}${caseId}-${context.requestId}`,
      args: [{ as, caseId }],
    }),
  );
  return {
    start: async (context, input) => {
      const { caseId } = read(waiting, input);
      const end = await answered(() => orFailure(endAs(services, as, { caseId })));
      return end ? HandlerStartOperationResult.sync(end) : byWorkflow.start(context, { caseId });
    },
    cancel: (context, token) => byWorkflow.cancel(context, token),
  };
};

/** What was refused has failed for good; what is away for a while is tried again by Temporal. */
const answered = async <T>(answering: () => Promise<T>): Promise<T> => {
  try {
    return await answering();
  } catch (error) {
    if (error instanceof HandlerError) throw error;
    if (error instanceof ApplicationFailure && error.nonRetryable)
      throw new OperationError('failed', error.message, { cause: error });
    // Others needn't learn how it looks inside.
    log.warn('A Nexus operation can’t be answered just now', { error });
    throw new HandlerError('UNAVAILABLE', 'Banjie can’t answer just now. The operation is tried again by itself.');
  }
};

const word = z.string().min(1).max(200);
const requestId = z.string().min(1).max(1_000);
const waiting = z.object({ caseId: word });
const opening = z.object({ process: word, input: z.unknown(), requestId });
const acting = opening.extend({ caseId: word, action: word, expectedRevision: z.int().optional() });

const read = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new HandlerError('BAD_REQUEST', z.prettifyError(parsed.error));
};
