/** `banjie/inputs`: what callers send and what a case knows about itself, as zod schemas with marks for people. Rules import only their types: zod is too large for Temporal's sandbox. */

/** The zod that Banjie reads these schemas with. */
export { z } from 'zod';
/** Ballots as facts of a case. */
export { ballot, ballotRegister, ballotResult, choicesMade, voteRule } from '../workflows/kernel/ballot-facts.ts';
/** Marks on a schema: titles and help in both languages, what is picked, what is personal, what is shown first. */
export * from '../workflows/kernel/describe.ts';
/** Schemas of what most processes ask for, with words for whoever fills them in. */
export {
  caseId,
  email,
  licenceCode,
  moment,
  personId,
  personName,
  phone,
  photos,
  place,
  say,
  secretCode,
  tableKey,
  unitId,
  version,
  words,
} from '../workflows/kernel/inputs.ts';
/** What rules know of these schemas. */
export type { InputTypes } from '../workflows/kernel/process.ts';
