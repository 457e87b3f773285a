/** Whether the record and Temporal's histories tell the same of a case. Pure. */

/** One run of a case's workflow, as its history has it. */
export type Run = {
  readonly running: boolean;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** The request by which it opened the case; none where it went on with one. */
  readonly opening?: string | undefined;
  /** Acts that were accepted; without an outcome where none was given yet. */
  readonly acts: readonly { readonly requestId: string; readonly outcome?: ActOutcome | undefined }[];
  /** Hashes of the events that were recorded. */
  readonly hashes: readonly string[];
  /** Whether an answer got lost, and what was recorded was found again without its hash. */
  readonly foundAgain: boolean;
};
export type ActOutcome = { readonly kind: string; readonly revision?: number };

export type RecordedCase = {
  readonly id: string;
  /** Whether a workflow should run for it. */
  readonly live: boolean;
  readonly updatedAt: number;
  readonly events: readonly {
    readonly revision: number;
    readonly requestId: string;
    readonly hash: string;
    readonly at: number;
  }[];
};

/** When Temporal was asked, before the record was, and how long before something must have happened for both to know of it. */
export type Asked = { readonly began: number; readonly settled: number };

/** What one side has and the other hasn't, in sentences. */
export const unreconciled = (id: string, record: RecordedCase | undefined, runs: readonly Run[], asked: Asked): string[] => {
  const before = asked.began - asked.settled;
  const hashes = new Set(runs.flatMap((run) => run.hashes));
  const running = runs.some((run) => run.running);
  if (!record) {
    if (hashes.size > 0) return [`${id} isn’t in the record; Temporal has ${hashes.size} acts of it that were recorded.`];
    const waits = runs.some((run) => run.running && run.startedAt < before);
    return waits ? [`${id} isn’t in the record, and a workflow runs for it.`] : [];
  }
  return [
    ...(record.live && !running
      ? [`${id} is open in the record, and no workflow runs for it; it is taken up at the next act.`]
      : []),
    ...(!record.live && running && record.updatedAt < before
      ? [`${id} has come to its end in the record, and a workflow still runs for it.`]
      : []),
    ...(runs.length > 0 ? [...onlyInRecord(record, runs, hashes, before), ...onlyInTemporal(record, runs, hashes)] : []),
  ];
};

const onlyInRecord = (record: RecordedCase, runs: readonly Run[], hashes: ReadonlySet<string>, before: number): string[] => {
  const complete = runs.some(({ opening }) => opening !== undefined);
  const from = complete ? Number.NEGATIVE_INFINITY : Math.min(...runs.map(({ startedAt }) => startedAt));
  const done = new Map(
    runs.flatMap(({ acts }) =>
      acts.flatMap(({ requestId, outcome }) => (outcome?.kind === 'done' ? [[requestId, outcome] as const] : [])),
    ),
  );
  const openings = new Set(runs.map(({ opening }) => opening));
  const foundAgain = runs.some((run) => run.foundAgain);
  return record.events.flatMap(({ revision, requestId, hash, at }) => {
    // Histories of runs that ended long ago aren't kept.
    if (at < from || at > before) return [];
    const where = `${record.id}, revision ${revision} (request ${requestId})`;
    const act = done.get(requestId);
    if (act && act.revision !== revision) return [`${where}: Temporal has this request as revision ${act.revision}.`];
    if (hashes.has(hash)) return [];
    if (!act && !openings.has(requestId)) return [`${where}: it is in the record, and Temporal doesn’t know of it.`];
    return foundAgain ? [] : [`${where}: it has another hash than the one that was recorded.`];
  });
};

const onlyInTemporal = (record: RecordedCase, runs: readonly Run[], hashes: ReadonlySet<string>): string[] => {
  const requests = new Set(record.events.map(({ requestId }) => requestId));
  const running = runs.some((run) => run.running);
  const lost = runs.flatMap(({ acts }) =>
    acts.flatMap(({ requestId, outcome }) => {
      if (outcome?.kind === 'done' && !requests.has(requestId))
        return [
          `${record.id}, request ${requestId}: Temporal has it as done (revision ${outcome.revision}), and the record doesn’t have it.`,
        ];
      return outcome === undefined && !running
        ? [`${record.id}, request ${requestId}: it was accepted, and no workflow runs that could answer it.`]
        : [];
    }),
  );
  const own = new Set(record.events.map(({ hash }) => hash));
  const gone = [...hashes].filter((hash) => !own.has(hash));
  return gone.length === 0 || lost.length > 0
    ? lost
    : [
        `${record.id}: ${gone.length} events that were recorded aren’t in the record as they were (${gone[0]}${gone.length > 1 ? ', …' : ''}).`,
      ];
};
