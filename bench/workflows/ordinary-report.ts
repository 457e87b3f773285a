import { ApplicationFailure, condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import {
  ACT,
  type ActRequest,
  type ActResult,
  type CaseHead,
  type CaseWorkflowInput,
  type KernelActivities,
  OPEN,
} from '../../workflows/kernel/contract.ts';
import { type Decision, decide, decideStart, unopened } from '../../workflows/kernel/decide.ts';
import { eventOf } from '../../workflows/kernel/own-acts.ts';
import { type Case, isRefusal } from '../../workflows/kernel/process.ts';
import { caseAfter, type Decided, transitionOf } from '../../workflows/kernel/transition.ts';
import { ordinaryReportRules as rules } from '../ordinary-rules.ts';

const open = defineUpdate<ActResult>(OPEN);
const act = defineUpdate<ActResult, [ActRequest]>(ACT);
const { record } = proxyActivities<KernelActivities>({ startToCloseTimeout: '10s' });

/** A report that records each act by an ordinary activity: the same rules and the same record, without the kernel. */
export const ordinaryReport = async (opening: CaseWorkflowInput & { kind: 'new' }): Promise<void> => {
  const { tenant, caseId, actor, input, reference } = opening;
  let head: Pick<CaseHead, 'current' | 'title' | 'hash'> | undefined;
  let chain: Promise<unknown> = Promise.resolve();
  const step = async (of: Omit<Decided, 'decision'> & { decision: Decision }): Promise<ActResult> => {
    const { decision } = of;
    if (isRefusal(decision)) return { kind: 'refused', refusal: decision };
    const current = caseAfter(rules, { ...of, decision });
    const transition = transitionOf(rules, current, { ...of, decision }, head);
    const recorded = await record(transition);
    if (recorded.kind !== 'recorded') throw ApplicationFailure.nonRetryable('It is not on record.', recorded.kind);
    head = { current, title: transition.title, hash: recorded.hash };
    return { kind: 'done', revision: current.revision, requestHash: of.request.requestHash };
  };
  const judge = ({ action, actor, input, reference }: ActRequest, current: Case): Decision =>
    decide(rules, current, { action, actor, input, reference, now: Date.now() });
  const opened = (async () => {
    const now = Date.now();
    const before = unopened(rules, { id: caseId, tenant, actor, now });
    const decision = decideStart(rules, { id: caseId, actor, now, input, reference });
    return step({ before, decision, request: { ...opening, action: 'start' }, event: rules.start.event, now });
  })();
  chain = opened;
  setHandler(open, () => opened);
  setHandler(
    act,
    (request) => {
      const mine = chain.then(() => {
        const { current } = head as CaseHead;
        return step({
          before: current,
          decision: judge(request, current),
          request,
          event: eventOf(rules, request.action),
          now: Date.now(),
        });
      });
      chain = mine;
      return mine;
    },
    {
      validator: (request) => {
        const decision = head && judge(request, head.current);
        if (decision && isRefusal(decision)) throw ApplicationFailure.nonRetryable(decision.en, 'Refused', decision);
      },
    },
  );
  await condition(() => false);
};
