/** The mutations of a process: one to start, one for each action, and one to do the action to many cases. All derived from its folder. */

import { actOnCase, startCase } from '../../activities/acting/act.ts';
import { ApiError } from '../../activities/acting/api-error.ts';
import { oneOfMany, requestIdOfPart } from '../../activities/acting/many.ts';
import { requestIdIssue } from '../../activities/acting/request.ts';
import type { ActAnswer } from '../../activities/acting/services.ts';
import type { ProcessPackage } from '../../activities/process-package.ts';
import { newest } from '../../activities/process-package.ts';
import type { AnyRule } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { readSent } from '../described/sent.ts';
import { noteAct } from '../note-act.ts';
import type { DerivedInput } from './inputs.ts';
import { inputDeriver } from './inputs.ts';
import { pascal } from './names.ts';
import { isForPeople } from './process.ts';
import { type ResultRefs, resultOf } from './results.ts';

/** Cases that one mutation may act on. */
const MOST_AT_ONCE = 100;

const REQUEST_ID =
  'Your own name for this act, such as a UUID. The same act under the same requestId is done once, and answered again.';

export const addMutations = (builder: Builder, packages: readonly ProcessPackage[], { result }: ResultRefs): void => {
  const inputOf = inputDeriver(builder);
  const each = builder.objectRef<{ caseId: string; answer: ActAnswer }>('CaseResult').implement({
    description: 'What became of an act on one of many cases.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      result: t.field({ type: result, resolve: ({ answer }, _, context) => resultOf(context, answer) }),
    }),
  });

  const startEach = builder.objectRef<{ index: number; answer: ActAnswer }>('StartResult').implement({
    description: 'What became of one of the cases that a request was to open.',
    fields: (t) => ({
      index: t.exposeInt('index', { description: 'Its place in the list that was sent, from 0.' }),
      result: t.field({ type: result, resolve: ({ answer }, _, context) => resultOf(context, answer) }),
    }),
  });

  for (const pkg of packages) {
    const process = newest(pkg);
    const { name, title, start } = process;
    const opening = pkg.inputs.start
      ? inputOf(`${pascal(name)}Start`, pkg.inputs.start, `${start.title.en} ${start.title.zh}.`)
      : undefined;
    // A process that only other cases open has nothing to offer here.
    if (isForPeople(start))
      builder.mutationField(`start${pascal(name)}`, (t) =>
        t.field({
          type: result,
          authScopes: { tenant: true },
          description: says(start.title, start.description, start.by, `Opens a case: ${title.en} ${title.zh}.`),
          args: { ...inputArg(t, opening), requestId: t.arg.id({ description: REQUEST_ID }) } as never,
          resolve: async (_, args, context) => {
            return resultOf(context, await open(context, pkg, args as never));
          },
        }),
      );
    if (start.each && opening)
      builder.mutationField(`start${pascal(name)}Each`, (t) =>
        t.field({
          type: [startEach],
          authScopes: { tenant: true },
          description: says(
            start.title,
            start.description,
            start.by,
            `Opens up to ${MOST_AT_ONCE} cases, each with a result of its own: ${title.en} ${title.zh}.`,
          ),
          args: {
            inputs: t.arg({ type: [opening.ref], extensions: { isActInput: true } }),
            requestId: t.arg.id({
              description: `${REQUEST_ID} Each case’s own is derived from it and from its place in the list.`,
            }),
          } as never,
          resolve: (_, args, context) => openEach(context, pkg, args as never),
        }),
      );
    for (const [action, rule] of Object.entries<AnyRule>(process.actions)) {
      if (!isForPeople(rule)) continue;
      const schema = pkg.inputs[action];
      const sent = schema ? inputOf(`${pascal(name)}${pascal(action)}`, schema, `${rule.title.en} ${rule.title.zh}.`) : undefined;
      const description = says(rule.title, rule.description, rule.by);
      builder.mutationField(`${name}${pascal(action)}`, (t) =>
        t.field({
          type: result,
          authScopes: { tenant: true },
          description,
          args: {
            caseId: t.arg.id(),
            expectedRevision: t.arg.int({ required: false, description: 'Act only if the case is still at this revision.' }),
            requestId: t.arg.id({ description: REQUEST_ID }),
            ...inputArg(t, sent),
          } as never,
          resolve: async (_, args, context) => resultOf(context, await act(context, name, action, args as never)),
        }),
      );
      builder.mutationField(`${name}${pascal(action)}Each`, (t) =>
        t.field({
          type: [each],
          authScopes: { tenant: true },
          description: `${description} To each of up to ${MOST_AT_ONCE} cases, with a result per case.`,
          args: {
            caseIds: t.arg.idList(),
            requestId: t.arg.id({ description: `${REQUEST_ID} Each case’s own is derived from it.` }),
            ...inputArg(t, sent),
          } as never,
          resolve: (_, args, context) => actOnEach(context, name, action, args as never),
        }),
      );
    }
  }
};

/** Whoever has no token opens a few cases or says something to a few that are public at a time, and all of them together not too many. */
const countStranger = async ({ caller, services, take }: Context): Promise<void> => {
  if (caller.kind !== 'anonymous') return;
  await take('anonymousStarts');
  await services.rates.take('tenantAnonymousStarts', caller.tenant);
};

const open = async (
  context: Context,
  pkg: ProcessPackage,
  { input, requestId }: { input: unknown; requestId: string },
): Promise<ActAnswer> => {
  const { name } = newest(pkg);
  await countStranger(context);
  const sent = readSent(pkg.inputs.start, input);
  const answer: ActAnswer =
    'issues' in sent
      ? { kind: 'invalid', issues: sent.issues }
      : await startCase(context.services, context.caller, { process: name, input: sent.input, requestId });
  noteAct(context.log, { process: name, action: 'start', act: requestId }, answer);
  return answer;
};

/** Opens a case for each of the inputs, in their order; one that can't be opened keeps none of the others back. */
const openEach = async (
  context: Context,
  pkg: ProcessPackage,
  { inputs, requestId }: { inputs: unknown[]; requestId: string },
): Promise<{ index: number; answer: ActAnswer }[]> => {
  if (inputs.length > MOST_AT_ONCE) {
    throw new ApiError('INVALID_INPUT', {
      en: `Open at most ${MOST_AT_ONCE} cases at once; these are ${inputs.length}.`,
      zh: `一次最多新建${MOST_AT_ONCE}件，现有${inputs.length}件。`,
    });
  }
  const wrong = requestIdIssue(requestId, context.caller.actor);
  return inAFew([...inputs.entries()], async ([index, input]) => ({
    index,
    answer: wrong
      ? { kind: 'invalid', issues: [wrong] }
      : await oneOfMany(String(index), () => open(context, pkg, { input, requestId: requestIdOfPart(requestId, String(index)) })),
  }));
};

/** A few at a time: others want the server too. */
const inAFew = async <One, Found>(all: readonly One[], each: (one: One) => Promise<Found>): Promise<Found[]> => {
  const found: Found[] = [];
  for (let at = 0; at < all.length; at += 8) found.push(...(await Promise.all(all.slice(at, at + 8).map(each))));
  return found;
};

type Sent = { caseId: string; expectedRevision?: number | null; requestId: string; input?: unknown };

const act = async (context: Context, process: string, action: string, { caseId: typed, ...rest }: Sent): Promise<ActAnswer> => {
  await countStranger(context);
  // Numbers of cases have capital letters, however they are typed.
  const sent = { ...rest, caseId: typed.trim().toUpperCase() };
  const read = readSent(context.services.packages.get(process)?.inputs[action], sent.input);
  const answer: ActAnswer =
    'issues' in read
      ? { kind: 'invalid', issues: read.issues }
      : await actOnCase(context.services, context.caller, {
          ...sent,
          input: read.input,
          expectedRevision: sent.expectedRevision ?? undefined,
          process,
          action,
        });
  noteAct(context.log, { process, action, caseId: sent.caseId, act: sent.requestId }, answer);
  return answer;
};

const actOnEach = async (
  context: Context,
  process: string,
  action: string,
  { caseIds, requestId, input }: { caseIds: string[]; requestId: string; input?: unknown },
): Promise<{ caseId: string; answer: ActAnswer }[]> => {
  const ids = [...new Set(caseIds)];
  if (ids.length > MOST_AT_ONCE) {
    throw new ApiError('INVALID_INPUT', {
      en: `Name at most ${MOST_AT_ONCE} cases at once; these are ${ids.length}.`,
      zh: `一次最多处理${MOST_AT_ONCE}件，现有${ids.length}件。`,
    });
  }
  const wrong = requestIdIssue(requestId, context.caller.actor);
  if (wrong) return ids.map((caseId) => ({ caseId, answer: { kind: 'invalid', issues: [wrong] } }));
  return inAFew(ids, async (caseId) => ({
    caseId,
    answer: await oneOfMany(caseId, () =>
      act(context, process, action, { caseId, requestId: requestIdOfPart(requestId, caseId), input }),
    ),
  }));
};

// biome-ignore lint/suspicious/noExplicitAny: the argument builder's own type depends on each field
const inputArg = (t: any, sent: DerivedInput | undefined): object =>
  sent ? { input: t.arg({ type: sent.ref, required: sent.required, extensions: { isActInput: true } }) } : {};

const says = (
  title: { en: string; zh: string },
  description: { en: string; zh: string } | undefined,
  by: readonly string[],
  first = '',
): string =>
  [first, `${title.en} ${title.zh}.`, description?.en ?? '', description?.zh ?? '', `For: ${by.join(', ')}.`]
    .filter(Boolean)
    .join(' ');
