/** Everything that a case of a process knows, as tests ask for it. */
import { newest } from '../../activities/process-package.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { eventsOfProcess, factsOfProcess } from '../../graphql/selection.ts';
import { processes } from '../../workers/processes.ts';

const schema = createSchema(processes);

/** The process of a case, by the code in its number. */
export const processOf = (caseId: string): string => {
  const code = caseId.split('-').at(-3);
  const found = processes.map(newest).find((process) => process.code === code);
  if (!found) throw new Error(`No process has ${code} in its case numbers.`);
  return found.name;
};

/** All facts, to be put among the fields of a case. */
export const FACTS = (process: string): string => factsOfProcess(schema, process);

/** Input and changes of some events, to be put among the fields of an event. */
export const SENT = (process: string, ...events: string[]): string => eventsOfProcess(schema, process, ...events);
