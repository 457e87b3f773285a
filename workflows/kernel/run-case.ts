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
import {
  ACT,
  type ActRequest,
  type ActResult,
  CLOCKS_MOVED,
  type DueStep,
  type KernelActivities,
  OPEN,
  type Opening,
  type Recorded,
  type Standing,
  type Transition,
} from './contract.ts';
import { type Decision, decideStart, unopened } from './decide.ts';
import { decideAny, eventOf } from './own-acts.ts';
import { type Actor, type AnyProcess, isRefusal, type Kase } from './process.ts';
import { isLive, kaseAfter, type Step, transitionOf } from './transition.ts';

const act = defineUpdate<ActResult, [ActRequest]>(ACT);
const open = defineUpdate<ActResult>(OPEN);
const clocksMoved = defineSignal(CLOCKS_MOVED);

const quick = proxyLocalActivities<KernelActivities>({
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '8s',
  retry: { maximumAttempts: 3, initialInterval: '200ms' },
});
const patient = proxyActivities<KernelActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
});

/**
 * Asks Postgres at once, and, while it is away, again and again without limit, and goes on with its answer: an accepted act is never lost.
 */
const insist = <T, U>(ask: (activities: KernelActivities) => Promise<T>, goOn: (answer: T) => U | Promise<U>): Promise<U> =>
  ask(quick).then(goOn, () => ask(patient).then(goOn));

/** History events after which a case of many acts goes on in a new run, where its process says so: no run has more than 250. */
export const LONG_CASE = { historyLimit: 200 } as const;

/** History events of an act, at most. */
const EVENTS_OF_ACT = 6;

/**
 * Runs one case: opens it, takes acts one after another, and wakes for its clocks, until it is closed and no clock runs.
 * `versions` are the released versions of the process's rules; a case keeps the one it opened with.
 */
export const runCase = async (versions: readonly AnyProcess[], opening: Opening): Promise<void> => {
  const run = new CaseRun(versions, opening);
  // The opening is the chain's first link, queued before any handler is registered: an Update that came with the first workflow
  // task runs inside setHandler, and must find the case opened.
  run.begin(opening);
  setHandler(open, () => run.opened());
  setHandler(act, (request) => run.take(request), { validator: (request) => run.validate(request) });
  setHandler(clocksMoved, () => run.lookAgain());
  await condition(() => run.mayEnd() && allHandlersFinished());
  const carried = run.carried();
  if (carried) await continueAsNew(carried);
};

class CaseRun {
  private readonly versions: readonly AnyProcess[];
  private readonly historyLimit: number | undefined;
  private standing: Standing | undefined;
  private chain: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private openedAs: Promise<ActResult> | undefined;
  private over = false;
  private armedAt: number | undefined;

  constructor(versions: readonly AnyProcess[], opening: Opening) {
    this.versions = versions;
    this.historyLimit = opening.historyLimit;
  }

  begin(opening: Opening): void {
    switch (opening.kind) {
      case 'continued':
        this.settleOn(opening.standing);
        // Where acts come so fast that each run is short, a timer would be left behind before it fires.
        if ((opening.standing.nextStepAt ?? Number.POSITIVE_INFINITY) <= Date.now()) void this.queue(() => this.climb());
        break;
      case 'resume':
        void this.queue(() => this.orEnd(() => this.takeUp(opening, () => undefined)));
        break;
      case 'new':
        this.openedAs = this.queue(() => this.orEnd(() => this.recordOpening(opening)));
        break;
    }
  }

  /** What became of the opening. A run that was taken up from the record has been opened before. */
  opened(): Promise<ActResult> {
    return this.openedAs ?? this.queue(() => ({ kind: 'done', revision: 0, requestHash: '' }));
  }

  /** The Update's validator: a refusal here costs no history event. Before the case is known, the chain judges alone. */
  validate(request: ActRequest): void {
    const { standing } = this;
    if (!standing) return;
    if (this.over) throw ApplicationFailure.nonRetryable('The case has just ended; send the act again.', 'Gone');
    // Where acts keep coming, a run would never come to rest, and its history would grow with all of them.
    if (this.isFull()) throw ApplicationFailure.nonRetryable('The case goes on in a new run; send the act again.', 'Gone');
    if (this.waiting > 0 || isBehind(standing, request)) return;
    if (request.expectedRevision !== undefined && request.expectedRevision !== standing.kase.revision)
      throw ApplicationFailure.nonRetryable('The case has moved on.', 'Conflict', this.conflict(standing));
    const decision = this.decide(request, standing.kase, Date.now());
    if (!isRefusal(decision)) return;
    // Allowed when it was sent and not any more: somebody else was first.
    if (request.seen !== standing.kase.revision)
      throw ApplicationFailure.nonRetryable('The case has moved on.', 'Conflict', this.conflict(standing));
    throw ApplicationFailure.nonRetryable(decision.en, 'Refused', decision);
  }

  take(request: ActRequest): Promise<ActResult> {
    return this.queue(() => this.settle(request));
  }

  /** What the signal's sender knew may be old by now; the record isn't. */
  lookAgain(): void {
    void this.queue(() => this.climb());
  }

  mayEnd(): boolean {
    return this.waiting === 0 && (this.over || this.finished() || this.tooLong());
  }

  carried(): Opening | undefined {
    const { standing } = this;
    if (!standing || this.over || this.finished()) return undefined;
    return { kind: 'continued', standing, ...(this.historyLimit === undefined ? {} : { historyLimit: this.historyLimit }) };
  }

  private finished(): boolean {
    return this.standing !== undefined && !isLive(this.processOf(this.standing.kase), this.standing.kase);
  }

  private tooLong(): boolean {
    return this.standing !== undefined && this.isBeyond(0);
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
    };
    this.chain = mine.then(done, done);
    return mine;
  }

  /** A case that can't begin has no workflow. */
  private orEnd<T>(begin: () => Promise<T>): Promise<T> {
    return begun(begin).catch((cause) => {
      this.over = true;
      throw cause;
    });
  }

  /** Goes on from what is on record, and then with what was to come of it. */
  private takeUp<T>({ tenant, caseId }: { tenant: string; caseId: string }, goOn: () => T | Promise<T>): Promise<T> {
    return insist(
      (activities) => activities.readStanding({ tenant, caseId }),
      (standing) => {
        this.settleOn(standing);
        return goOn();
      },
    );
  }

  private async recordOpening(opening: Opening & { kind: 'new' }): Promise<ActResult> {
    const process = this.rules(opening.rulesVersion);
    const now = Date.now();
    const { actor, input, known, requestId, requestHash } = opening;
    const before = unopened(process, { id: opening.caseId, tenant: opening.tenant, actor, now });
    const decision = judged(() => decideStart(process, { id: opening.caseId, actor, now, input, known }));
    const request = { action: 'start', actor, input, known, requestId, requestHash };
    const opened = { kind: 'done', revision: 0, requestHash } as const;
    const result = isRefusal(decision)
      ? ({ kind: 'refused', refusal: decision } as const)
      : await this.record({ before, decision, request, event: process.start.event, now }, () => opened);
    if (result.kind !== 'done') this.over = true;
    return result;
  }

  private settle(request: ActRequest, isCurrent = false): ActResult | Promise<ActResult> {
    const { standing } = this;
    if (!standing) throw ApplicationFailure.nonRetryable('The case was not opened.', 'NotOpened');
    const { kase } = standing;
    if (!isCurrent && isBehind(standing, request))
      return this.takeUp({ tenant: kase.tenant, caseId: kase.id }, () => this.settle(request, true));
    const now = Date.now();
    if (request.expectedRevision !== undefined && request.expectedRevision !== kase.revision) return this.conflict(standing);
    const decision = this.decide(request, kase, now);
    if (isRefusal(decision))
      return request.seen === kase.revision ? { kind: 'refused', refusal: decision } : this.conflict(standing);
    const event = eventOf(this.processOf(kase), request.action);
    return this.record({ before: kase, decision, request, event, now }, () => this.settle(request));
  }

  /**
   * Records what follows, and only then lets it count. A turn that was lost with its worker may have recorded before it was lost: then
   * the case goes on from the record, which may tell of another order of acts or another moment, and `behind` says what comes of the step.
   */
  private record(step: Step, behind: () => ActResult | Promise<ActResult>): Promise<ActResult> {
    const kase = kaseAfter(step);
    const transition = judged(() => transitionOf(this.processOf(kase), kase, step, this.standing));
    return insist(
      (activities) => activities.record(transition),
      (recorded) => this.afterRecord(step, transition, recorded, behind),
    );
  }

  private afterRecord(
    { request, now }: Step,
    { kase, title }: Transition,
    recorded: Recorded,
    behind: () => ActResult | Promise<ActResult>,
  ): ActResult | Promise<ActResult> {
    const done = { kind: 'done', revision: kase.revision, requestHash: request.requestHash } as const;
    const here = { tenant: kase.tenant, caseId: kase.id };
    switch (recorded.kind) {
      case 'recorded':
        this.settleOn({
          kase: recorded.tasks ? { ...kase, tasks: recorded.tasks } : kase,
          title,
          hash: recorded.hash,
          last: { name: request.actor.name, at: now },
          ...(recorded.nextStepAt === undefined ? {} : { nextStepAt: recorded.nextStepAt }),
        });
        return done;
      case 'refused':
        return { kind: 'refused', refusal: recorded.refusal };
      case 'again':
        return this.takeUp(here, () => done);
      case 'behind':
        return this.takeUp(here, behind);
    }
  }

  private settleOn(standing: Standing): void {
    this.standing = standing;
    const { kase } = standing;
    const state = this.processOf(kase).states[kase.state] as { en: string; zh: string } | undefined;
    setCurrentDetails(`**${standing.title}** — ${state?.zh} (${state?.en}), revision ${kase.revision}, ${standing.last.name}`);
    this.arm();
  }

  /** One lazy timer: set when none runs or an earlier moment has come up; never taken back, for that would cost an event. */
  private arm(): void {
    const at = this.standing?.nextStepAt;
    if (at === undefined || (this.armedAt !== undefined && this.armedAt <= at)) return;
    this.armedAt = at;
    void sleep(Math.max(1, at - Date.now())).then(() => this.wake(at));
  }

  private wake(at: number): void {
    if (this.armedAt !== at) return;
    this.armedAt = undefined;
    const next = this.standing?.nextStepAt;
    if (next === undefined || next > Date.now()) this.arm();
    else void this.queue(() => this.climb());
  }

  /** Answers every rung that is truly due; the calendar may have changed since the timer was set. */
  private async climb(): Promise<void> {
    if (!this.standing || this.over) return;
    const { kase } = this.standing;
    const process = this.processOf(kase);
    const { steps, nextStepAt } = await insist(
      (activities) => activities.readDue({ tenant: kase.tenant, process: process.name, kase, now: Date.now() }),
      (due) => due,
    );
    for (const step of steps) await this.answer(step);
    const standing = this.standing as Standing;
    // Nothing was due any more: whoever set the timer is followed by what the calendar says now.
    if (standing.kase.revision === kase.revision)
      this.settleOn({
        ...without(standing, 'nextStepAt'),
        ...(nextStepAt === undefined || steps.length > 0 ? {} : { nextStepAt }),
      });
  }

  private async answer(step: DueStep): Promise<void> {
    const { kase } = this.standing as Standing;
    // An act of a rung before it may have stopped this clock.
    if (kase.clocks[step.name] !== 'running') return;
    const process = this.processOf(kase);
    const role = `clock:${step.name}`;
    const actor: Actor = { id: role, name: process.clocks[step.name]?.title.en ?? step.name, grants: [{ role }] };
    const requestId = `${role}:${kase.id}:${step.run}:${step.percent}`;
    const base = { actor, known: step.known, requestId, requestHash: '' };
    const fired = [{ name: step.name, run: step.run, percent: step.percent }];
    const now = Date.now();
    if (step.act) {
      const request = { ...base, action: step.act, input: {} };
      try {
        const decision = this.decide(request, kase, now);
        if (!isRefusal(decision)) {
          const event = eventOf(process, step.act);
          const { kind } = await this.record({ before: kase, decision, request, event, now, fired }, () => this.climbAgain());
          if (kind === 'done') return;
        }
      } catch (cause) {
        // A broken rule must not stop the ladder.
        if (!(cause instanceof ApplicationFailure && cause.type === BROKEN_RULE)) throw cause;
      }
    }
    // Nobody to act, or the act is out of place by now or can't be decided: the rung is told and noted, so that it doesn't fire again.
    const input = { clock: step.name, percent: step.percent, ...(step.dueAt === undefined ? {} : { dueAt: step.dueAt }) };
    const words = { clock: step.name, percent: step.percent };
    const tell = step.tell.map((to) => ({ to, notice: 'escalated', with: words }));
    const request = { ...base, action: 'escalate', input };
    const decision = { outcome: { tell }, role };
    await this.record({ before: kase, decision, request, event: 'Escalated', now, fired }, () => this.climbAgain());
  }

  /** A rung that was judged by what is no more: which of them are due is read anew, after those that are being answered. */
  private climbAgain(): ActResult {
    this.lookAgain();
    return { kind: 'done', revision: 0, requestHash: '' };
  }

  private decide(
    request: Omit<ActRequest, 'expectedRevision' | 'seen' | 'requestId' | 'requestHash'>,
    kase: Kase,
    now: number,
  ): Decision {
    const { action, actor, input, known } = request;
    return judged(() => decideAny(this.versions, kase, { action, actor, input, known, now }));
  }

  private processOf(kase: Kase): AnyProcess {
    return this.rules(kase.rulesVersion);
  }

  private rules(version: number): AnyProcess {
    const process = this.versions.find((released) => released.version === version);
    if (!process) throw ApplicationFailure.nonRetryable(`Version ${version} of the rules is not released here.`, 'UnknownRules');
    return process;
  }

  private conflict({ kase, last }: Standing): ActResult & { kind: 'conflict' } {
    return { kind: 'conflict', revision: kase.revision, by: last.name, at: last.at };
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
const isBehind = ({ kase }: Standing, { seen }: ActRequest): boolean => seen > kase.revision;

const BROKEN_RULE = 'BrokenRule';

/** A plain error would hang the case; this one fails the act alone. */
const judged = <T>(judge: () => T): T => {
  try {
    return judge();
  } catch (cause) {
    throw ApplicationFailure.nonRetryable(cause instanceof Error ? cause.message : String(cause), BROKEN_RULE);
  }
};

const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = value;
  return rest;
};
