/** For workflows of other teams on a worker that has Banjie: open cases, act on them as a machine, and wait for their end. */
import { condition, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { type AnyPackage, type CaseEnd, type Cases, endOf, type Machine, type MachineActivities } from './contract.ts';

/** What was refused is not tried again; what is away for a while is. */
const { banjieOpenCase, banjieActOnCase, banjieCaseEnd } = proxyActivities<MachineActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
});

/** How often the record is asked whether a case has ended, in case the word of it was lost. */
const ASK_AGAIN = '1 day';

/** Cases of one process, opened and acted on as this machine: `casesOf<typeof issueReportPackage>('issueReport', { tenant, person })`. */
export const casesOf = <Of extends AnyPackage>(process: string, as: Machine): Cases<Of> => {
  const requestId = (step: string) => stepOf(workflowInfo().workflowId, step);
  return {
    open: (step, input) => banjieOpenCase({ as, process, input, requestId: requestId(step) }),
    act: (step, caseId, action, input?: unknown) =>
      banjieActOnCase({ as, process, caseId, action, input: input ?? {}, requestId: requestId(step) }),
    untilClosed: (caseId) => untilClosed(as, caseId),
  };
};

/** The same in each run of a workflow, and after it was reset or tried again. */
export const stepOf = (workflowId: string, step: string): string => `${workflowId}/${step}`;

/** What is told isn't believed: it has the record asked. */
export const untilClosed = async (as: Machine, caseId: string): Promise<CaseEnd> => {
  let isTold = false;
  setHandler(defineSignal(endOf(caseId)), () => {
    isTold = true;
  });
  for (;;) {
    const end = await banjieCaseEnd({ as, caseId, workflowId: workflowInfo().workflowId });
    if (end) return end;
    await condition(() => isTold, ASK_AGAIN);
    isTold = false;
  }
};
