/** What an act costs in Temporal: the events that it leaves in the history of its case. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { GateHouse } from './house.ts';

/** An act's own: a task of the workflow, the Update, the record, and the answer. */
const OWN = [
  'workflowTaskScheduled',
  'workflowTaskStarted',
  'workflowTaskCompleted',
  'workflowExecutionUpdateAccepted',
  'markerRecorded',
  'workflowExecutionUpdateCompleted',
].toSorted();
/** Each once at most: a clock that becomes the next one, and the end of a case or of a run that has grown long. */
const MORE = ['timerStarted', 'workflowExecutionCompleted', 'workflowExecutionContinuedAsNew'];
/** What a closed case needs that is taken up for an act: a run of its own, which reads its record. */
const TAKEN_UP = ['workflowExecutionStarted', 'markerRecorded'];
/** The last event of a run that has something to do. */
const BUSY = ['workflowTaskScheduled', 'workflowTaskStarted', 'timerFired', 'workflowExecutionUpdateAccepted'];

/** The events up to the answer of the first act among them, with what was done in one go with it. */
const upToAnswer = (kinds: readonly string[]): readonly string[] => {
  const answered = kinds.indexOf('workflowExecutionUpdateCompleted');
  const next = kinds.findIndex((kind, n) => n > answered && !MORE.includes(kind));
  return next < 0 ? kinds : kinds.slice(0, next);
};

/** Looks at the history before an act; what it gives back looks after it, and says what there is beside the six. */
export const priceOf = async ({ office, settled }: GateHouse, caseId: string) => {
  const { workflow } = office.program.services.temporal;
  const read = async (run: string) => {
    const { events } = await workflow.getHandle(caseId, run).fetchHistory();
    return (events ?? []).map(kindOf);
  };
  const newestRun = async () => (await workflow.getHandle(caseId).describe()).runId;
  await settled();
  const runId = await newestRun();
  let known = await read(runId);
  for (let n = 0; n < 100 && BUSY.includes(known.at(-1) ?? ''); n++, known = await read(runId)) await sleep(50);
  const before = known.length;
  return async (): Promise<{ readonly wrong: readonly string[]; readonly more: readonly string[] }> => {
    const old = (await read(runId)).slice(before);
    const isSame = old.includes('workflowExecutionUpdateCompleted');
    const kinds = upToAnswer(isSame ? old : await read(await newestRun()));
    const more = [...(isSame ? [] : TAKEN_UP), ...MORE.filter((kind) => kinds.includes(kind))];
    const rest = [...kinds];
    for (const kind of more) if (rest.includes(kind)) rest.splice(rest.indexOf(kind), 1);
    return { wrong: rest.toSorted().join() === OWN.join() ? [] : [`${kinds.length} events: ${kinds.join(', ')}`], more };
  };
};

const kindOf = (event: object): string =>
  Object.entries(event)
    .find(([name, value]) => name.endsWith('EventAttributes') && value !== null && value !== undefined)?.[0]
    ?.replace('EventAttributes', '') ?? '';
