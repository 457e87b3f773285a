/** Sends an act to the workflow of its case, and says what became of it. */

import {
  type Client,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import {
  ApplicationFailure,
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common';
import {
  ACT,
  type ActRequest,
  type ActResult,
  type CaseWorkflowInput,
  OPEN,
  type OpenResult,
} from '../../workflows/kernel/contract.ts';
import type { Refusal } from '../../workflows/kernel/process.ts';
import { newest } from '../process-package.ts';
import { ApiError } from './api-error.ts';
import { caseLines } from './case-line.ts';
import { runByNobody } from './living-workers.ts';
import type { ActServices } from './services.ts';

/** Milliseconds after which the caller has to ask again. The act itself goes on. */
export const PATIENCE = 20_000;

const lineOf = caseLines();

const caseType = defineSearchAttributeKey('CaseType', SearchAttributeType.KEYWORD);
const caseTenant = defineSearchAttributeKey('CaseTenant', SearchAttributeType.KEYWORD);

/** What starting a workflow of a case needs. */
export type StartServices = Pick<ActServices, 'temporal' | 'taskQueue' | 'historyLimit'>;

/** Where a case is. */
export type CaseAt = { readonly process: string; readonly tenant: string; readonly caseId: string };

const startOptions = ({ taskQueue }: StartServices, process: string, opening: CaseWorkflowInput) => ({
  workflowId: opening.caseId,
  taskQueue,
  args: [opening] as [CaseWorkflowInput],
  typedSearchAttributes: new TypedSearchAttributes([
    { key: caseType, value: process },
    { key: caseTenant, value: opening.tenant },
  ]),
});

const starting = (services: ActServices, process: string, opening: CaseWorkflowInput) =>
  new WithStartWorkflowOperation(process, {
    ...startOptions(services, process, opening),
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A number that Temporal knows of is another case's, lost to the record and perhaps in somebody's hands.
    workflowIdReusePolicy: opening.kind === 'new' ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
  });

const fromRecord = ({ historyLimit }: StartServices, { tenant, caseId }: CaseAt): CaseWorkflowInput => ({
  kind: 'resume',
  tenant,
  caseId,
  ...(historyLimit === undefined ? {} : { historyLimit }),
});

/** Gives a case a workflow from the record; one that runs goes on, or is ended where it isn't as the record has the case. */
export const takeUp = async (services: StartServices, at: CaseAt, running: 'goes on' | 'ends'): Promise<void> => {
  await services.temporal.workflow.start(at.process, {
    ...startOptions(services, at.process, fromRecord(services, at)),
    workflowIdConflictPolicy: running === 'ends' ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
};

/** What is sent before it carries this house's seal. */
type Unsealed<Sent> = Omit<Sent, 'seal'>;

/** What no worker runs is answered at once; Temporal would keep it until one comes. */
const checkWorkers = async ({ workers, packages, taskQueue }: ActServices, process: string): Promise<void> => {
  const pkg = packages.get(process);
  if (pkg && (await workers?.lack(process))) throw runByNobody({ title: newest(pkg).title, process, taskQueue });
};

/** What Temporal says where another case's workflow has had the number. */
export type Taken = { readonly kind: 'taken' };

/** Opens a case; a repeat finds the workflow and gets the same answer. */
export const sendOpening = async (
  services: ActServices,
  process: string,
  unsealed: Unsealed<CaseWorkflowInput & { kind: 'new' }>,
): Promise<OpenResult | Taken> => {
  await checkWorkers(services, process);
  const opening = { ...unsealed, seal: services.seals.ofCommand({ process, action: 'start', ...unsealed }) };
  const answer = patiently(services.temporal, opening.caseId, () =>
    services.temporal.workflow.executeUpdateWithStart(OPEN, {
      updateId: opening.requestId,
      startWorkflowOperation: starting(services, process, opening),
    }),
  ) as Promise<OpenResult>;
  return answer.catch((error: unknown) => {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'taken' };
    throw error;
  });
};

/**
 * Sends an act that was looked up so many times. A case whose workflow has ended, and which takes the act all the same, is taken up again
 * from the record.
 */
export const sendAct = async (
  services: ActServices,
  to: CaseAt & { live: boolean },
  unsealed: Unsealed<ActRequest>,
  looks = 1,
): Promise<ActResult> => {
  await checkWorkers(services, to.process);
  const { caseId } = to;
  const { temporal, seals } = services;
  const request = { ...unsealed, seal: seals.ofCommand({ ...to, ...unsealed }) };
  // Temporal gives an Update that it knows its first answer, which may have been to look up again.
  const update = { updateId: looks === 1 ? request.requestId : `${request.requestId}~${looks}`, args: [request] };
  const toRunning = () => temporal.workflow.getHandle(caseId).executeUpdate<ActResult, [ActRequest]>(ACT, update as never);
  const takingUp = () =>
    temporal.workflow.executeUpdateWithStart(ACT, {
      ...update,
      startWorkflowOperation: starting(services, to.process, fromRecord(services, to)),
    }) as Promise<ActResult>;
  return patiently(temporal, caseId, (gone) => (to.live && !gone ? toRunning() : takingUp()));
};

/** Asks until there is an answer or the time is over; `gone` says whether the case's workflow was gone. */
const patiently = async (client: Client, caseId: string, ask: (gone: boolean) => Promise<ActResult>): Promise<ActResult> => {
  const until = Date.now() + PATIENCE;
  let gone = false;
  for (let again = false; ; again = true) {
    const line = lineOf(caseId);
    if (!(await line.enter(until, again))) throw later(new Error(`${caseId} took no more acts in time.`));
    let took = true;
    try {
      return await client.withDeadline(until, () => ask(gone));
    } catch (error) {
      const failure = failureOf(error);
      // The Update's validator said no: that costs no event, and is an answer like any other.
      if (failure?.type === 'Conflict') return failure.details?.[0] as ActResult;
      if (failure?.type === 'Stale') return { kind: 'stale' };
      if (failure?.type === 'Refused') return { kind: 'refused', refusal: failure.details?.[0] as Refusal };
      const late = Date.now() >= until;
      // A workflow may end between being looked for and being asked, a resumed one as well; and of many acts on one case at once,
      // those that come while it goes on in a new run find it gone more than once.
      const unanswered = isGone(error) || hasStumbled(error);
      if (!unanswered || late) throw unanswered || isAway(error) ? later(error) : error;
      // One whose workflow has ended is taken up at once.
      took = error instanceof WorkflowNotFoundError && !gone;
      gone ||= isGone(error);
    } finally {
      line.leave(took);
    }
  }
};

const failureOf = (error: unknown): ApplicationFailure | undefined =>
  error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure ? error.cause : undefined;

const isGone = (error: unknown): boolean => error instanceof WorkflowNotFoundError || failureOf(error)?.type === 'Gone';

/** A worker that stumbled over its task, as an overloaded one does: nothing was decided, and the same Update may be sent again. */
const hasStumbled = (error: unknown): boolean =>
  // The second is what Temporal says when its worker overlooked one of many Updates that came for a case at once.
  /workflow task (failure|in failed state)/i.test(grpcErrorIn(error)?.details ?? '') ||
  failureOf(error)?.type === 'UnprocessedUpdate';

/** gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const away = [1, 4, 8, 14];
const isAway = (error: unknown): boolean =>
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  away.includes(grpcErrorIn(error)?.code ?? 0) ||
  // Its record couldn't be read.
  failureOf(error)?.type === 'NotOpened';

const grpcErrorIn = (error: unknown) => {
  for (let at = error; at instanceof Error; at = at.cause) if (isGrpcServiceError(at)) return at;
  return undefined;
};

export const later = (cause: unknown): ApiError =>
  new ApiError(
    'UNAVAILABLE',
    {
      en: 'This takes longer than usual. Send the same act with the same requestId again in a moment: if it was done, you get its answer, and it is never done twice.',
      zh: '处理时间较长。请稍后用相同的requestId重新提交：若已办理将返回原结果，不会重复办理。',
    },
    { cause },
  );
