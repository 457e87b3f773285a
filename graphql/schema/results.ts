/** What becomes of an act: expected outcomes are data, in words that say how to go on. */

import type { ActAnswer } from '../../activities/acting/services.ts';
import { shownEvents } from '../../activities/acting/visibility.ts';
import type { InputIssue } from '../../activities/lookups.ts';
import { storedRow } from '../../activities/stored.ts';
import type { Case, Event } from '../../prisma/client/client.ts';
import type { Refusal, Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { followCode } from '../callers/follow-code.ts';
import { type Context, inLanguage } from '../context.ts';
import type { CaseRef } from './case.ts';
import type { EventRef } from './event.ts';
import { shownActor } from './masking.ts';
import { personId } from './names-of.ts';
import { type NextActionRef, nextActionsOf } from './next-actions.ts';
import { processesOf } from './process.ts';

type Done = {
  readonly __typename: 'ActionDone';
  readonly case: Case;
  readonly event: Event & { case: Case };
  readonly replayed: boolean;
  readonly followCode: string | null;
  readonly advice: Title | null;
};
type Conflict = {
  readonly __typename: 'Conflict';
  readonly message: string;
  readonly case: Case;
  readonly actor: string;
  readonly at: Date;
};
type Refused = { readonly __typename: 'Refused'; readonly refusal: Refusal; readonly case: Case | null };
type InvalidInput = { readonly __typename: 'InvalidInput'; readonly issues: readonly InputIssue[] };
export type Result = Done | Conflict | Refused | InvalidInput;

/** Reads what an answer speaks of, in one statement: who acts reads what they have written. */
export const resultOf = async (context: Context, answer: ActAnswer): Promise<Result> => {
  switch (answer.kind) {
    case 'done': {
      const [row] = await context.read<{ case: object; event: object }>(
        `SELECT to_jsonb(c) AS case, to_jsonb(e) AS event FROM cases c JOIN events e ON e.case_id = c.id AND e.revision = ($1->>'revision')::int
         WHERE c.id = $1->>'caseId'`,
        { caseId: answer.caseId, revision: answer.revision },
      );
      if (!row) throw new Error(`The record has no revision ${answer.revision} of ${answer.caseId}.`);
      const current = storedRow<Case>(row.case);
      const event = storedRow<Event>(row.event);
      const accountless = processesOf(context).get(current.process)?.start.accountless?.by ?? [];
      const opened = event.action === 'start' && accountless.includes(event.role) && current.followRun === 0;
      const code =
        opened || event.action === 'renewCode'
          ? followCode(context.services.secret, { tenant: context.caller.tenant, caseId: current.id, run: current.followRun })
          : null;
      return {
        __typename: 'ActionDone',
        case: current,
        event: { ...event, case: current },
        replayed: answer.replayed,
        followCode: code,
        advice: adviceOf(context, current),
      };
    }
    case 'conflict':
      return conflictOf(context, answer.caseId);
    case 'refused':
      return {
        __typename: 'Refused',
        refusal: answer.refusal,
        case: answer.caseId === undefined ? null : await theCase(context, answer.caseId),
      };
    case 'invalid':
      return { __typename: 'InvalidInput', issues: answer.issues };
  }
};

const adviceOf = (context: Context, { process, facts }: Case): Title | null =>
  processesOf(context).get(process)?.advice?.(facts) ?? null;

/** Somebody else was first: the actor of the last event, for those who see that event and read whose it is. */
const conflictOf = async (context: Context, caseId: string): Promise<Conflict> => {
  const [row] = await context.read<{ case: object; event: object }>(
    `SELECT to_jsonb(c) AS case, to_jsonb(e) AS event FROM cases c JOIN events e ON e.case_id = c.id AND e.revision = c.revision
     WHERE c.id = $1->>'caseId'`,
    { caseId },
  );
  if (!row) throw new Error(`The record has no case ${caseId}.`);
  const [current, event] = [storedRow<Case>(row.case), storedRow<Event>(row.event)];
  const seen = await context.db.event.findFirst({
    where: { caseId, revision: event.revision, AND: [shownEvents(context.caller.actor, processesOf(context))] },
    select: { revision: true },
  });
  const named = seen !== null && (await personId(context, current, event.actorId)) !== null;
  const actor = named ? shownActor(context, event, current) : inLanguage(context, somebodyElse);
  return {
    __typename: 'Conflict',
    message: inLanguage(
      context,
      event.actorId === context.caller.actor.id
        ? {
            en: 'You have acted on this case since you looked at it. Look at it as it is now, and send your act again with a new requestId if it still fits.',
            zh: '您查看之后已办理过本件。请查看案件最新情况；如仍需办理，请换用新的requestId重新提交。',
          }
        : {
            en: `${actor} was first. Look at the case as it is now, and send your act again with a new requestId if it still fits.`,
            zh: `${actor}已先行办理。请查看案件最新情况；如仍需办理，请换用新的requestId重新提交。`,
          },
    ),
    case: current,
    actor,
    at: event.at,
  };
};

const somebodyElse: Title = { en: 'Somebody else', zh: '他人' };

const theCase = async (context: Context, caseId: string): Promise<Case> => {
  const [row] = await context.read<object>(`SELECT * FROM cases WHERE id = $1->>'caseId'`, { caseId });
  if (!row) throw new Error(`The record has no case ${caseId}.`);
  return storedRow(row);
};

/** The union of outcomes. */
export const addResults = (builder: Builder, refs: { nextAction: NextActionRef; current: CaseRef; event: EventRef }) => {
  const { nextAction, current, event } = refs;
  const done = builder.objectRef<Done>('ActionDone').implement({
    description: 'It was done and is on record.',
    fields: (t) => ({
      case: t.field({ type: current, description: 'The case as it is now.', resolve: (parent) => parent.case }),
      event: t.field({ type: event, resolve: (parent) => parent.event }),
      replayed: t.exposeBoolean('replayed', {
        description:
          'Whether this repeats an act that is on record from another sending of its requestId; nothing was done twice. Of sendings of one requestId at the same moment, exactly one is told false.',
      }),
      followCode: t.exposeString('followCode', {
        nullable: true,
        description:
          'The secret code with which a reporter without an account follows the case: “Authorization: Follow <case>:<code>”. Shown only here.',
      }),
      advice: t.string({
        nullable: true,
        description: 'What you are to know at once, such as where to call in danger.',
        resolve: ({ advice }, _, context) => advice && inLanguage(context, advice),
      }),
    }),
  });
  const conflict = builder.objectRef<Conflict>('Conflict').implement({
    description: 'Somebody else was first.',
    fields: (t) => ({
      message: t.exposeString('message'),
      case: t.field({ type: current, resolve: (parent) => parent.case }),
      actor: t.exposeString('actor', { description: 'Who was first, where you may read it.' }),
      at: t.expose('at', { type: 'DateTime' }),
    }),
  });
  const refused = builder.objectRef<Refused>('Refused').implement({
    description: 'The rules don’t allow it now, and nothing was changed.',
    fields: (t) => ({
      message: t.string({ resolve: ({ refusal }, _, context) => inLanguage(context, refusal) }),
      reason: t.string({ description: 'The lasting name of the rule.', resolve: ({ refusal }) => refusal.code }),
      case: t.field({ type: current, nullable: true, description: 'The case as it is.', resolve: (parent) => parent.case }),
      nextActions: t.field({
        type: [nextAction],
        description: 'What may be done instead.',
        resolve: async (parent, _, context) =>
          parent.case ? (await nextActionsOf(context, parent.case)).filter(({ refusal }) => refusal === undefined) : [],
      }),
    }),
  });
  const issue = builder.objectRef<InputIssue>('InputIssue').implement({
    fields: (t) => ({
      path: t.stringList({
        description: 'Where it is, such as ["input", "place", "lat"].',
        resolve: ({ path }) => path.map(String),
      }),
      message: t.string({ resolve: ({ message }, _, context) => inLanguage(context, message) }),
    }),
  });
  const invalid = builder.objectRef<InvalidInput>('InvalidInput').implement({
    description: 'Something in the input is wrong, and nothing was changed.',
    fields: (t) => ({
      message: t.string({
        resolve: ({ issues }, _, context) => issues.map(({ message }) => inLanguage(context, message)).join(' '),
      }),
      issues: t.field({ type: [issue], resolve: (parent) => parent.issues }),
    }),
  });
  const result = builder.unionType('ActionResult', {
    description: 'What became of an act.',
    types: [done, conflict, refused, invalid],
    resolveType: (value) => (value as Result).__typename,
  });
  return { result, invalid };
};
export type ResultRefs = ReturnType<typeof addResults>;
