import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { Changes } from './changes.ts';
import {
  ACT,
  type ActRequest,
  type ActResult,
  type CaseHead,
  type CaseWorkflowInput,
  CLOCKS_MOVED,
  type DueStep,
  type KernelActivities,
  OPEN,
  type Recorded,
  type Transition,
} from './contract.ts';
import { type Decision, decideStart, unopened } from './decide.ts';
import { decideAny, eventOf } from './own-acts.ts';
import { type Actor, type AnyProcess, type Case, isRefusal } from './process.ts';
import { whenAllAreThere } from './staffing.ts';
import { handOf } from './standing-in.ts';
import { caseAfter, type Decided, isLive, transitionOf } from './transition.ts';

const act = defineUpdate<ActResult, [ActRequest]>(ACT);
const open = defineUpdate<ActResult>(OPEN);
const clocksMoved = defineSignal(CLOCKS_MOVED);

const local = proxyLocalActivities<KernelActivities>({
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '8s',
  retry: { maximumAttempts: 3, initialInterval: '200ms' },
});
const durable = proxyActivities<KernelActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/**
 * Asks Postgres at once, and, while it is away, again and again without limit, and goes on with its answer: an accepted act is never lost.
 */
const untilRecorded = <T, U>(
  ask: (activities: KernelActivities) => Promise<T>,
  goOn: (answer: T) => U | Promise<U>,
): Promise<U> => ask(local).then(goOn, () => ask(durable).then(goOn));

/** History events after which a case of many acts goes on in a new run, where its process says so: no run has more than 250. */
export const LONG_CASE = { historyLimit: 200 } as const;

/** History events of an act, at most. */
const EVENTS_OF_ACT = 6;

/**
 * Runs one case: opens it, takes acts one after another, and wakes for its clocks, until it is closed and no clock runs.
 * `versions` are the released versions of the process's rules; a case keeps the one it opened with.
 */
export const runCase = async (versions: readonly AnyProcess[], opening: CaseWorkflowInput): Promise<void> => {
  const run = new CaseRun(versions, opening);
  // The opening is the chain's first link, queued before any handler is registered: an Update that came with the first workflow
  // task runs inside setHandler, and must find the case opened.
  run.begin(opening);
  setHandler(open, () => run.opened());
  setHandler(act, (request) => run.take(request), { validator: (request) => run.validate(request) });
  setHandler(clocksMoved, () => run.recheckClocks());
  await condition(() => run.mayEnd() && allHandlersFinished());
  const carried = run.carried();
  if (carried) await continueAsNew(carried);
};

class CaseRun {
  private readonly versions: readonly AnyProcess[];
  private readonly historyLimit: number | undefined;
  private head: CaseHead | undefined;
  private changes = new Changes(0);
  private chain: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private openedAs: Promise<ActResult> | undefined;
  private over = false;
  private tooLong = false;
  private armedAt: number | undefined;

  constructor(versions: readonly AnyProcess[], opening: CaseWorkflowInput) {
    this.versions = versions;
    this.historyLimit = opening.historyLimit;
  }

  begin(opening: CaseWorkflowInput): void {
    switch (opening.kind) {
      case 'resume':
        // Where acts come so fast that each run is short, a timer would be left behind before it fires.
        void this.queue(() => this.endOnFailure(() => this.reload(opening, () => this.recheckWhatIsDue())));
        break;
      case 'new':
        this.openedAs = this.queue(() => this.endOnFailure(() => this.recordOpening(opening)));
        break;
    }
  }

  /** What became of the opening. A run that was taken up from the record has been opened before. */
  opened(): Promise<ActResult> {
    return this.openedAs ?? this.queue(() => ({ kind: 'done', revision: 0, requestHash: '' }));
  }

  /** The Update's validator: a refusal here costs no history event. Before the case is known, the chain judges alone. */
  validate(request: ActRequest): void {
    const { head } = this;
    if (!head) return;
    if (this.over) throw ApplicationFailure.nonRetryable('The case has just ended; send the act again.', 'Gone');
    // Where acts keep coming, a run would never come to rest, and its history would grow with all of them. One that doesn't know yet that it is
    // long takes an act all the same: what a turned away Update leaves behind, such as a longer history, comes to its notice with that act.
    if (this.tooLong || (this.waiting > 0 && this.isFull()))
      throw ApplicationFailure.nonRetryable('The case goes on in a new run; send the act again.', 'Gone');
    if (this.waiting > 0 || isBehind(head, request)) return;
    if (request.expectedRevision !== undefined && request.expectedRevision !== head.current.revision)
      throw ApplicationFailure.nonRetryable('The case has moved on.', 'Conflict', this.conflict(head));
    const decision = this.decide(request, head.current, Date.now());
    if (!isRefusal(decision)) {
      if (this.isStale(request)) throw ApplicationFailure.nonRetryable('Look up again, and send the act again.', 'Stale');
      return;
    }
    // Allowed when it was sent and not any more: somebody else was first.
    if (request.seen !== head.current.revision)
      throw ApplicationFailure.nonRetryable('The case has moved on.', 'Conflict', this.conflict(head));
    throw ApplicationFailure.nonRetryable(decision.en, 'Refused', decision);
  }

  take(request: ActRequest): Promise<ActResult> {
    return this.queue(() => this.decideAndRecord(request));
  }

  private recheckWhatIsDue(): void {
    if ((this.head?.nextStepAt ?? Number.POSITIVE_INFINITY) <= Date.now()) this.recheckClocks();
  }

  /** What the signal's sender knew may be old by now; the record isn't. */
  recheckClocks(): void {
    void this.queue(() => this.escalate());
  }

  mayEnd(): boolean {
    return this.waiting === 0 && (this.over || this.finished() || this.tooLong);
  }

  /** The next run begins from the record: what stands in Temporal isn't believed. */
  carried(): CaseWorkflowInput | undefined {
    const { head } = this;
    if (!head || this.over || this.finished()) return undefined;
    const { tenant, id: caseId } = head.current;
    return { kind: 'resume', tenant, caseId, ...(this.historyLimit === undefined ? {} : { historyLimit: this.historyLimit }) };
  }

  private finished(): boolean {
    return this.head !== undefined && !isLive(this.processOf(this.head.current), this.head.current);
  }

  /**
   * Notes whether the run is to be continued as new. Only what stands in the history comes here: a task that an Update caused which was
   * turned away isn't there when the history is replayed. Two acts are kept free, so that the next one finds room in any case.
   */
  private measure(): void {
    this.tooLong = this.head !== undefined && this.isBeyond(2 * EVENTS_OF_ACT);
  }

  /** Whether the acts that wait their turn fill this run's history. */
  private isFull(): boolean {
    return this.isBeyond(this.waiting * EVENTS_OF_ACT);
  }

  private isBeyond(more: number): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return continueAsNewSuggested || historyLength + more >= (this.historyLimit ?? Number.POSITIVE_INFINITY);
  }

  // Promises are dear in a workflow, where a worker as the SDK makes it takes a stack trace for each: the way of an act makes few of them.

  /** One after another; what a turn throws fails that act alone, not those behind it. */
  private queue<T>(turn: () => T | Promise<T>): Promise<T> {
    const alone = this.waiting++ === 0;
    const mine = alone ? begun(turn) : this.chain.then(turn);
    const done = () => {
      this.waiting--;
      this.measure();
    };
    this.chain = mine.then(done, done);
    return mine;
  }

  /** A case that can't begin has no workflow. */
  private endOnFailure<T>(begin: () => Promise<T>): Promise<T> {
    return begun(begin).catch((cause) => {
      this.over = true;
      throw cause;
    });
  }

  /** Goes on from what is on record, and then with what was to come of it. */
  private reload<T>({ tenant, caseId }: { tenant: string; caseId: string }, goOn: () => T | Promise<T>): Promise<T> {
    return untilRecorded(
      (activities) => activities.readHead({ tenant, caseId }),
      (head) => {
        this.setHead(head);
        this.changes = new Changes(head.current.revision);
        return goOn();
      },
    );
  }

  private async recordOpening(opening: CaseWorkflowInput & { kind: 'new' }): Promise<ActResult> {
    const process = this.rules(opening.rulesVersion);
    const now = Date.now();
    const { actor, input, reference, requestId, requestHash, seal } = opening;
    const before = unopened(process, { id: opening.caseId, tenant: opening.tenant, actor, now });
    const decision = judged(() => decideStart(process, { id: opening.caseId, actor, now, input, reference }));
    const request = { action: 'start', actor, input, reference, requestId, requestHash, seal };
    const opened = { kind: 'done', revision: 0, requestHash } as const;
    const result = isRefusal(decision)
      ? ({ kind: 'refused', refusal: decision } as const)
      : await this.record({ before, decision, request, event: process.start.event, now }, () => opened);
    if (result.kind !== 'done') this.over = true;
    return result;
  }

  private decideAndRecord(request: ActRequest, isCurrent = false): ActResult | Promise<ActResult> {
    const { head } = this;
    if (!head) throw ApplicationFailure.nonRetryable('The case was not opened.', 'NotOpened');
    const { current } = head;
    if (!isCurrent && isBehind(head, request))
      return this.reload({ tenant: current.tenant, caseId: current.id }, () => this.decideAndRecord(request, true));
    const now = Date.now();
    if (request.expectedRevision !== undefined && request.expectedRevision !== current.revision) return this.conflict(head);
    const decision = this.decide(request, current, now);
    if (isRefusal(decision))
      return request.seen === current.revision ? { kind: 'refused', refusal: decision } : this.conflict(head);
    if (this.isStale(request)) return { kind: 'stale' };
    const event = eventOf(this.processOf(current), request.action);
    return this.record({ before: current, decision, request, event, now }, () => this.decideAndRecord(request));
  }

  /**
   * Records what follows, and only then lets it count. A turn that was lost with its worker may have recorded before it was lost: then
   * the case goes on from the record, which may tell of another order of acts or another moment, and `behind` says what comes of the step.
   */
  private record(step: Decided, onStale: () => ActResult | Promise<ActResult>): Promise<ActResult> {
    const current = caseAfter(this.processOf(step.before), step);
    const transition = judged(() => transitionOf(this.processOf(current), current, step, this.head));
    return untilRecorded(
      (activities) => activities.record(transition),
      (recorded) => this.afterRecord(step, transition, recorded, onStale),
    );
  }

  private afterRecord(
    { before, request, now }: Decided,
    { next, title }: Transition,
    recorded: Recorded,
    onStale: () => ActResult | Promise<ActResult>,
  ): ActResult | Promise<ActResult> {
    const done = { kind: 'done', revision: next.revision, requestHash: request.requestHash } as const;
    const here = { tenant: next.tenant, caseId: next.id };
    switch (recorded.kind) {
      case 'recorded':
        this.setHead({
          current: { ...next, tasks: whenAllAreThere(next.tasks), ...staffing(recorded) },
          title,
          hash: recorded.hash,
          last: { name: handOf(request.actor).name, at: now },
          ...(recorded.nextStepAt === undefined ? {} : { nextStepAt: recorded.nextStepAt }),
        });
        this.changes.note(before, (this.head as CaseHead).current);
        return done;
      case 'refused':
        return { kind: 'refused', refusal: recorded.refusal };
      case 'again':
        return this.reload(here, () => done);
      case 'behind':
        return this.reload(here, onStale);
    }
  }

  private setHead(head: CaseHead): void {
    this.head = head;
    const { current } = head;
    const state = this.processOf(current).states[current.state] as { en: string; zh: string } | undefined;
    setCurrentDetails(`**${head.title}** — ${state?.zh} (${state?.en}), revision ${current.revision}, ${head.last.name}`);
    this.arm();
  }

  /** One lazy timer: set when none runs or an earlier moment has come up; never taken back, for that would cost an event. */
  private arm(): void {
    const at = this.head?.nextStepAt;
    if (at === undefined || (this.armedAt !== undefined && this.armedAt <= at)) return;
    this.armedAt = at;
    void sleep(Math.max(1, at - Date.now())).then(() => this.wake(at));
  }

  private wake(at: number): void {
    if (this.armedAt !== at) return;
    this.armedAt = undefined;
    const next = this.head?.nextStepAt;
    if (next === undefined || next > Date.now()) {
      this.arm();
      this.measure();
    } else void this.queue(() => this.escalate());
  }

  /** Answers every step that is truly due; the calendar may have changed since the timer was set. */
  private async escalate(): Promise<void> {
    if (!this.head || this.over) return;
    const { current } = this.head;
    const process = this.processOf(current);
    const { steps, nextStepAt } = await untilRecorded(
      (activities) => activities.readDue({ tenant: current.tenant, process: process.name, current, now: Date.now() }),
      (due) => due,
    );
    // A later step that is taken passes over those before it.
    for (const step of steps) if (!(await this.answer(step))) return this.recheckClocks();
    const head = this.head as CaseHead;
    // Nothing was due any more: whoever set the timer is followed by what the calendar says now.
    if (head.current.revision === current.revision)
      this.setHead({
        ...without(head, 'nextStepAt'),
        ...(nextStepAt === undefined || steps.length > 0 ? {} : { nextStepAt }),
      });
  }

  /** Whether the step was decided on what the record says as well; if not, the due steps are to be read again. */
  private async answer(step: DueStep): Promise<boolean> {
    const { current } = this.head as CaseHead;
    // An act of a step before it may have stopped this clock.
    if (current.clocks[step.name] !== 'running') return true;
    const process = this.processOf(current);
    const role = `clock:${step.name}`;
    const actor: Actor = { id: role, name: process.clocks[step.name]?.title.en ?? step.name, grants: [{ role }] };
    const requestId = `${role}:${current.id}:${step.run}:${step.percent}`;
    const base = { actor, reference: step.reference, requestId, requestHash: '', seal: step.seal };
    const fired = [{ name: step.name, run: step.run, percent: step.percent }];
    const now = Date.now();
    let stale = false;
    const onStale = (): ActResult => {
      stale = true;
      return { kind: 'done', revision: 0, requestHash: '' };
    };
    if (step.act) {
      const request = { ...base, action: step.act, input: {} };
      try {
        const decision = this.decide(request, current, now);
        if (!isRefusal(decision)) {
          const event = eventOf(process, step.act);
          const { kind } = await this.record({ before: current, decision, request, event, now, fired }, onStale);
          if (kind === 'done') return !stale;
        }
      } catch (cause) {
        // A broken rule must not stop the ladder.
        if (!(cause instanceof ApplicationFailure && cause.type === BROKEN_RULE)) throw cause;
      }
    }
    // Nobody to act, or the act is out of place by now or can't be decided: the step notifies people and is noted, so that it doesn't fire again.
    const input = { clock: step.name, percent: step.percent, ...(step.dueAt === undefined ? {} : { dueAt: step.dueAt }) };
    const words = { clock: step.name, percent: step.percent };
    const notify = step.notify.map((to) => ({ to, notice: 'escalated', params: words }));
    const request = { ...base, action: 'escalate', input };
    const decision = { outcome: { notify }, role };
    await this.record({ before: current, decision, request, event: 'Escalated', now, fired }, onStale);
    return !stale;
  }

  private decide(
    request: Omit<ActRequest, 'expectedRevision' | 'seen' | 'requestId' | 'requestHash' | 'seal'>,
    current: Case,
    now: number,
  ): Decision {
    const { action, actor, input, reference } = request;
    return judged(() => decideAny(this.versions, current, { action, actor, input, reference, now }));
  }

  /** Whether another act has changed what the look-up of this one read. */
  private isStale({ basedOn = [], seen }: ActRequest): boolean {
    return this.changes.concern(basedOn, seen);
  }

  private processOf(current: Case): AnyProcess {
    return this.rules(current.rulesVersion);
  }

  private rules(version: number): AnyProcess {
    const process = this.versions.find((released) => released.version === version);
    if (!process) throw ApplicationFailure.nonRetryable(`Version ${version} of the rules is not released here.`, 'UnknownRules');
    return process;
  }

  private conflict({ current, last }: CaseHead): ActResult & { kind: 'conflict' } {
    return { kind: 'conflict', revision: current.revision, by: last.name, at: last.at };
  }
}

/** Begins at once. */
const begun = <T>(turn: () => T | Promise<T>): Promise<T> => {
  try {
    return Promise.resolve(turn());
  } catch (cause) {
    return Promise.reject(cause);
  }
};

/** Whether the sender saw more on record than this run knows of: it lost a turn after that had been recorded. */
const isBehind = ({ current }: CaseHead, { seen }: ActRequest): boolean => seen > current.revision;

const BROKEN_RULE = 'BrokenRule';

/** A plain error would hang the case; this one fails the act alone. */
const judged = <T>(judge: () => T): T => {
  try {
    return judge();
  } catch (cause) {
    throw ApplicationFailure.nonRetryable(cause instanceof Error ? cause.message : String(cause), BROKEN_RULE);
  }
};

const staffing = ({ tasks, gone }: Recorded & { kind: 'recorded' }): Partial<Case> => ({
  ...(tasks ? { tasks } : {}),
  ...(gone ? { gone } : {}),
});

const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = value;
  return rest;
};
