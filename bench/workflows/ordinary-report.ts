import { ApplicationFailure, condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import {
  ACT,
  type ActRequest,
  type ActResult,
  type KernelActivities,
  OPEN,
  type Opening,
  type Standing,
} from '../../workflows/kernel/contract.ts';
import { type Decision, decide, decideStart, unopened } from '../../workflows/kernel/decide.ts';
import { eventOf } from '../../workflows/kernel/own-acts.ts';
import { isRefusal, type Kase } from '../../workflows/kernel/process.ts';
import { kaseAfter, type Step, transitionOf } from '../../workflows/kernel/transition.ts';
import { ordinaryReportRules as rules } from '../ordinary-rules.ts';

const open = defineUpdate<ActResult>(OPEN);
const act = defineUpdate<ActResult, [ActRequest]>(ACT);
const { record } = proxyActivities<KernelActivities>({ startToCloseTimeout: '10s' });

/** A report that records each act by an ordinary activity: the same rules and the same record, without the kernel. */
export const ordinaryReport = async (opening: Opening & { kind: 'new' }): Promise<void> => {
  const { tenant, caseId, actor, input, known } = opening;
  let standing: Pick<Standing, 'kase' | 'title' | 'hash'> | undefined;
  let chain: Promise<unknown> = Promise.resolve();
  const step = async (of: Omit<Step, 'decision'> & { decision: Decision }): Promise<ActResult> => {
    const { decision } = of;
    if (isRefusal(decision)) return { kind: 'refused', refusal: decision };
    const kase = kaseAfter({ ...of, decision });
    const transition = transitionOf(rules, kase, { ...of, decision }, standing);
    const recorded = await record(transition);
    if (recorded.kind !== 'recorded') throw ApplicationFailure.nonRetryable('It is not on record.', recorded.kind);
    standing = { kase, title: transition.title, hash: recorded.hash };
    return { kind: 'done', revision: kase.revision, requestHash: of.request.requestHash };
  };
  const judge = ({ action, actor, input, known }: ActRequest, kase: Kase): Decision =>
    decide(rules, kase, { action, actor, input, known, now: Date.now() });
  const opened = (async () => {
    const now = Date.now();
    const before = unopened(rules, { id: caseId, tenant, actor, now });
    const decision = decideStart(rules, { id: caseId, actor, now, input, known });
    return step({ before, decision, request: { ...opening, action: 'start' }, event: rules.start.event, now });
  })();
  chain = opened;
  setHandler(open, () => opened);
  setHandler(
    act,
    (request) => {
      const mine = chain.then(() => {
        const { kase } = standing as Standing;
        return step({
          before: kase,
          decision: judge(request, kase),
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
        const decision = standing && judge(request, standing.kase);
        if (decision && isRefusal(decision)) throw ApplicationFailure.nonRetryable(decision.en, 'Refused', decision);
      },
    },
  );
  await condition(() => false);
};
