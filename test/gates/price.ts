/** What an act costs in Temporal: the events that it leaves in the history of its case. */
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
/** Each once at most: a clock that becomes the next one, and the end of a case. */
const MORE = ['timerStarted', 'workflowExecutionCompleted'];
/** What a closed case needs that is taken up for an act: a run of its own, which reads its record. */
const TAKEN_UP = ['workflowExecutionStarted', 'markerRecorded'];

/** Looks at the history before an act; what it gives back looks after it, and says what there is beside the six. */
export const priceOf = async ({ office }: GateHouse, caseId: string) => {
  const handle = office.program.services.temporal.workflow.getHandle(caseId);
  const read = async () => {
    const { events } = await handle.fetchHistory();
    return (events ?? []).map(kindOf);
  };
  const { runId } = await handle.describe();
  const before = (await read()).length;
  return async (): Promise<{ readonly wrong: readonly string[]; readonly more: readonly string[] }> => {
    const all = await read();
    const isSame = (await handle.describe()).runId === runId;
    const kinds = isSame ? all.slice(before) : all;
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
