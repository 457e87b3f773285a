/** What of a case has an audience of its own, as the caller is to see it: acts, pictures and words that quote it. */
import { placeOf } from '../../activities/acting/visibility.ts';
import { audiencesOf, factsFor, fieldsKeptFrom, type Heard } from '../../workflows/kernel/audiences.ts';
import type { Context } from '../context.ts';
import { isUpload, keptPart, type Part, wordsIn } from '../described/part.ts';
import type { CaseOf } from './masking.ts';
import { processesOf } from './process.ts';

type Asking = Pick<Context, 'services' | 'caller'>;
type Act = { readonly action: string; readonly actorId: string };

/** A case as audiences ask for it: as it is now. */
export const heardOf = ({ id, facts, ...of }: Pick<CaseOf, 'id' | 'unit' | 'area' | 'facts'>): Heard => ({
  id,
  facts,
  ...placeOf(of),
});

/** The fields of what was sent with an act that the caller doesn't read. */
export const keptFields = ({ services, caller: { actor } }: Asking, of: CaseOf, act: Act): 'all' | readonly string[] => {
  const process = processesOf({ services }).get(of.process);
  const isBySelf = act.actorId === actor.id && actor.id !== 'anonymous';
  return process === undefined || isBySelf ? [] : fieldsKeptFrom(process, actor, heardOf(of), act.action);
};

/** Whether something that was sent with an act is kept from the caller, and with it what the act says in words. */
export const isKept = (context: Asking, of: CaseOf, act: Act): boolean => keptFields(context, of, act).length > 0;

/** Whether the pictures that came with an act are. */
export const keepsPhotos = (context: Asking, of: CaseOf, act: Act): boolean => {
  const fields = keptFields(context, of, act);
  const input = context.services.packages.get(of.process)?.inputs[act.action];
  if (fields === 'all' || !input) return fields === 'all';
  return fields.some((field) => isUpload(keptPart(input).properties?.[field] ?? {}));
};

/** Words in facts, all or some, that the caller doesn’t read, and that are hidden wherever they are quoted. */
export const keptWords = (context: Asking, of: CaseOf, facts: unknown, part: Part): ReadonlyMap<string, string> => {
  const process = processesOf(context).get(of.process);
  if (!process || audiencesOf(process).length === 0) return NONE;
  const shown = factsFor(process, context.caller.actor, heardOf(of), facts as object);
  if (shown === facts) return NONE;
  const read = new Set(wordsIn(part, shown));
  return new Map(wordsIn(part, facts).flatMap((words) => (read.has(words) ? [] : [[words, '****'] as const])));
};
const NONE: ReadonlyMap<string, string> = new Map();
