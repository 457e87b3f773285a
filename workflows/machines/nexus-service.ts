/** Banjie for workflows of other namespaces, by Nexus: whoever may call the endpoint acts as the one machine that it stands for. */
import { createNexusServiceClient, workflowInfo } from '@temporalio/workflow';
import { operation, service } from 'nexus-rpc';
import { stepOf } from './cases.ts';
import type { ActOnCase, AnyPackage, CaseEnd, Cases, Done, OpenCase } from './contract.ts';

export const banjieService = service('banjie', {
  openCase: operation<OpenCase, Done>(),
  act: operation<ActOnCase, Done>(),
  /** Ends when the case is closed. */
  awaitCase: operation<{ readonly caseId: string }, CaseEnd>(),
});

/** The same as `casesOf`, through a Nexus endpoint: `casesOver<typeof issueReportPackage>(endpoint, 'issueReport')`. */
export const casesOver = <Of extends AnyPackage>(endpoint: string, process: string): Cases<Of> => {
  const banjie = createNexusServiceClient({ endpoint, service: banjieService });
  const requestId = (step: string) => {
    const { namespace, workflowId } = workflowInfo();
    return `${namespace}/${stepOf(workflowId, step)}`;
  };
  return {
    open: (step, input) => banjie.executeOperation('openCase', { process, input, requestId: requestId(step) }),
    act: (step, caseId, action, input?: unknown) =>
      banjie.executeOperation('act', { process, caseId, action, input: input ?? {}, requestId: requestId(step) }),
    untilClosed: (caseId) => banjie.executeOperation('awaitCase', { caseId }),
  };
};
