/** What is recorded of one step of a case. Pure. */
import type { ActRequest, FiredStep, Standing, Transition } from './contract.ts';
import { applyOutcome, type Decision, ruleOf } from './decide.ts';
import type { AnyProcess, Kase, Refusal } from './process.ts';

/** An act that was decided, on the case as it was before; `now` in epoch milliseconds. */
export type Step = {
  readonly before: Kase;
  readonly decision: Exclude<Decision, Refusal>;
  readonly request: Omit<ActRequest, 'expectedRevision' | 'seen'>;
  /** Its name in the history. */
  readonly event: string;
  readonly now: number;
  readonly fired?: readonly FiredStep[];
};

/** The case as it will be when the step is recorded. */
export const kaseAfter = ({ before, decision, request }: Step): Kase =>
  decision.adopted ?? applyOutcome(before, decision.outcome, request);

/** A step as it is to be recorded; `process` are the rules by which the case goes after it, `standing` what was there before. */
export const transitionOf = (
  process: AnyProcess,
  kase: Kase,
  { before, decision: { outcome, role }, request, event, now, fired }: Step,
  standing: Pick<Standing, 'title' | 'hash'> | undefined,
): Transition => {
  const needsFree = ruleOf(process, request.action)?.needsFree?.(before);
  return {
    process: process.name,
    kase,
    title: outcome.title ?? standing?.title ?? '',
    closed: process.closed.includes(kase.state),
    live: isLive(process, kase),
    outcome,
    event: {
      name: event,
      action: request.action,
      actor: request.actor,
      role,
      at: now,
      input: request.input,
      known: request.known,
      before: pick(before.facts, Object.keys(outcome.facts ?? {})),
      requestId: request.requestId,
      requestHash: request.requestHash,
      previous: standing?.hash ?? '',
      ...(before.revision < 0 ? {} : { fromState: before.state }),
    },
    ...(needsFree?.length ? { needsFree } : {}),
    ...(fired ? { fired } : {}),
  };
};

/** A closed case's workflow goes on only while a clock runs, such as the one for reopening. */
export const isLive = (process: AnyProcess, kase: Kase): boolean =>
  !process.closed.includes(kase.state) || Object.values(kase.clocks).includes('running');

const pick = (facts: unknown, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, (facts as Record<string, unknown>)[key] ?? null]));
