import { ApplicationFailure, condition, defineUpdate, setHandler } from '@temporalio/workflow';
import { ACT, type ActRequest, type ActResult, type CaseWorkflowInput, OPEN } from '../../workflows/kernel/contract.ts';

const open = defineUpdate<ActResult>(OPEN);
const act = defineUpdate<ActResult, [ActRequest]>(ACT);

const from: Readonly<Record<string, string>> = { accept: 'dispatched', done: 'handling', verify: 'verifying', rate: 'closed' };
const to: Readonly<Record<string, string>> = { accept: 'handling', done: 'verifying', verify: 'closed' };

/** A report with the least that Temporal allows: the same Updates, checked against a state in memory, and nothing on record. */
export const bareReport = async ({ requestHash }: CaseWorkflowInput & { kind: 'new' }): Promise<void> => {
  let state = 'dispatched';
  let revision = 0;
  setHandler(open, (): ActResult => ({ kind: 'done', revision: 0, requestHash }));
  setHandler(
    act,
    (request): ActResult => {
      state = to[request.action] ?? state;
      revision++;
      return { kind: 'done', revision, requestHash: request.requestHash };
    },
    {
      validator: ({ action }) => {
        if (from[action] !== state) throw ApplicationFailure.nonRetryable(`Not while ${state}.`, 'Refused');
      },
    },
  );
  // Like a report, it stays open for a while after its rating.
  await condition(() => false);
};
