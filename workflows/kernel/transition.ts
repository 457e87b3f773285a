/** What is recorded of one step of a case. Pure. */
import type { ActRequest, CaseHead, FiredStep, Transition } from './contract.ts';
import { applyOutcome, type Decision, ruleOf } from './decide.ts';
import type { AnyProcess, Case, Refusal } from './process.ts';
import { handsAfter } from './standing-in.ts';

/** An act that was decided, on the case as it was before; `now` in epoch milliseconds. */
export type Decided = {
  readonly before: Case;
  readonly decision: Exclude<Decision, Refusal>;
  readonly request: Omit<ActRequest, 'expectedRevision' | 'seen'>;
  /** Its name in the history. */
  readonly event: string;
  readonly now: number;
  readonly fired?: readonly FiredStep[];
};

/** The case as it will be when the step is recorded; `process` are the rules by which it was decided. */
export const caseAfter = (process: AnyProcess, { before, decision, request: { actor } }: Decided): Case => {
  const after = decision.adopted ?? applyOutcome(before, decision.outcome);
  return { ...after, hands: handsAfter(process, before, actor, decision.role) };
};

/** A step as it is to be recorded; `process` are the rules that hold for the case after it, `head` what was there before. */
export const transitionOf = (
  process: AnyProcess,
  current: Case,
  { before, decision: { outcome, role }, request, event, now, fired }: Decided,
  head: Pick<CaseHead, 'title' | 'hash'> | undefined,
): Transition => {
  const needsFree = ruleOf(process, request.action)?.needsFree?.(before);
  return {
    process: process.name,
    next: current,
    title: outcome.title ?? head?.title ?? '',
    closed: process.closed.includes(current.state),
    live: isLive(process, current),
    waited: before.tasks,
    outcome,
    event: {
      name: event,
      action: request.action,
      actor: request.actor,
      role,
      at: now,
      input: request.input,
      reference: request.reference,
      before: pick(before.facts, Object.keys(outcome.facts ?? {})),
      requestId: request.requestId,
      requestHash: request.requestHash,
      seal: request.seal,
      previous: head?.hash ?? '',
      ...(before.revision < 0 ? {} : { fromState: before.state }),
    },
    ...(needsFree?.length ? { needsFree } : {}),
    ...(fired ? { fired } : {}),
  };
};

/** A closed case's workflow goes on only while a clock runs, such as the one for reopening. */
export const isLive = (process: AnyProcess, current: Case): boolean =>
  !process.closed.includes(current.state) || Object.values(current.clocks).includes('running');

const pick = (facts: unknown, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, (facts as Record<string, unknown>)[key] ?? null]));
