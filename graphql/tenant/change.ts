/** Changes of the tenant's data: each is journalled with what was before, in its own transaction, and safe to repeat. */

import { requestHash, requestIdIssue, requestIdUsed } from '../../activities/acting/request.ts';
import type { InputIssue } from '../../activities/lookups.ts';
import type { DataChange, Prisma } from '../../prisma/client/client.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { isSeen, plain } from '../../workflows/kernel/text.ts';
import type { Builder } from '../builder.ts';
import { type Context, inLanguage } from '../context.ts';
import type { ResultRefs } from '../schema/results.ts';
import { underTenant } from '../tenant-database.ts';

export type Changed = {
  readonly __typename: 'ChangeDone';
  readonly change: DataChange;
  readonly replayed: boolean;
  readonly advice?: Title | undefined;
  readonly secret?: string | undefined;
};
export type ChangeAnswer = Changed | { readonly __typename: 'InvalidInput'; readonly issues: readonly InputIssue[] };

/** What a change finds wrong with its input; nothing is written then. */
export class ChangeIssues extends Error {
  readonly issues: readonly InputIssue[];
  constructor(issues: readonly InputIssue[]) {
    super(issues.map(({ message }) => message.en).join(' '));
    this.issues = issues;
  }
}

export const issue = (path: readonly (string | number)[], en: string, zh: string): ChangeIssues =>
  new ChangeIssues([{ path, message: { en, zh } }]);

/** What a change is asked for. */
export type ChangeOf = {
  /** The mutation. */
  readonly name: string;
  readonly requestId: string;
  readonly input: unknown;
  /** What is changed, such as `category:rubbish`: of two who have the same open, the second is told. */
  readonly subject?: string;
  readonly expectedVersion?: number | null | undefined;
};

/** Makes a change once per requestId. `apply` works in a transaction under the tenant's rights, and says what was and what is. */
export const change = async (
  context: Context,
  { name, requestId, input, subject, expectedVersion }: ChangeOf,
  apply: (tx: Prisma.TransactionClient) => Promise<{ before: unknown; after: unknown }>,
): Promise<ChangeAnswer> => {
  const { caller, services, db } = context;
  const wrong = requestIdIssue(requestId, caller.actor);
  if (wrong) return { __typename: 'InvalidInput', issues: [wrong] };
  const hash = requestHash({ process: 'tenant', action: name, caseId: null, actor: caller.actor.id, input });
  const before = async (): Promise<ChangeAnswer | undefined> => {
    const found = await db.dataChange.findFirst({ where: { requestId } });
    if (!found) return undefined;
    return found.requestHash === hash
      ? { __typename: 'ChangeDone', change: found, replayed: true }
      : { __typename: 'InvalidInput', issues: [requestIdUsed] };
  };
  const known = await before();
  if (known) return known;
  try {
    const made = await underTenant(services.prisma, caller.tenant, async (tx) => {
      if (subject !== undefined) await checkVersion(tx, context, subject, expectedVersion ?? 0);
      const done = await apply(tx);
      return tx.dataChange.create({
        data: {
          tenant: caller.tenant,
          requestId,
          requestHash: hash,
          actorId: caller.actor.id,
          actorName: caller.actor.name,
          name,
          subject: subject ?? null,
          before: asJson(done.before),
          after: asJson(done.after),
        },
      });
    });
    context.log.info({ change: name, act: requestId }, 'Tenant data changed');
    return { __typename: 'ChangeDone', change: made, replayed: false };
  } catch (error) {
    // The same change may have come twice at once: the second finds what the first has done.
    const done = await before();
    if (done) return done;
    if (error instanceof ChangeIssues) return { __typename: 'InvalidInput', issues: error.issues };
    if ((error as { code?: unknown }).code === UNIQUE) return { __typename: 'InvalidInput', issues: [enteredMeanwhile] };
    throw error;
  }
};

/** How often something was changed; whoever changes it says which version they have read. Leaving that out is for what nobody has changed yet. */
const checkVersion = async (tx: Prisma.TransactionClient, context: Context, subject: string, expected: number): Promise<void> => {
  await tx.$executeRaw`SELECT lock_resource(${context.caller.tenant}, ${`data:${subject}`})`;
  const version = await tx.dataChange.count({ where: { subject } });
  if (version === expected) return;
  const last = await tx.dataChange.findFirst({ where: { subject }, orderBy: { at: 'desc' } });
  const [by, at] = [last?.actorName ?? '', last?.at.toISOString() ?? ''];
  throw issue(
    ['expectedVersion'],
    version > expected
      ? `${by} changed this at ${at}, to version ${version}. Read it again, and send your change with expectedVersion ${version} if it still fits.`
      : `This is at version ${version}, not ${expected}. Read it again, and send your change with that version.`,
    version > expected
      ? `${by}已于${at}修改，现为第${version}版。请重新读取；如仍需修改，请填写expectedVersion为${version}。`
      : `现为第${version}版，不是第${expected}版。请重新读取后再提交。`,
  );
};

/** For the argument of changes that have a version. */
export const EXPECTED =
  'The `version` that you have read; left out, nobody has changed it before. Whoever was overtaken is told so, and nothing is written.';

/** Text for people, in a change: something that can be seen, without what misleads the eye. */
export const cleanText = (path: readonly (string | number)[], text: string, most = 200): string => {
  const clean = plain(text).trim();
  if (!isSeen(clean)) throw issue(path, 'Write at least one word.', '内容不能为空，请填写。');
  if (clean.length > most) throw issue(path, `Shorten this to at most ${most} characters.`, `请缩短到${most}字以内。`);
  return clean;
};

/** What the database client says where a name or number is there once only. */
const UNIQUE = 'P2002';
const enteredMeanwhile: InputIssue = {
  path: ['input'],
  message: {
    en: 'Somebody has entered the same name or number at this moment. Read it again, and send your change if it still fits.',
    zh: '他人刚刚登记了相同的名称或编号，请重新读取后再提交。',
  },
};

const asJson = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value ?? {}));

export const addChanges = (builder: Builder, { invalid }: Pick<ResultRefs, 'invalid'>) => {
  const journal = builder.prismaObject('DataChange', {
    description:
      'A change to the tenant’s data, by an administrator or, where it is their own to say, by somebody else. Never changed, never deleted.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The mutation.' }),
      subject: t.exposeString('subject', { nullable: true, description: 'What was changed, such as category:rubbish.' }),
      actorId: t.exposeID('actorId'),
      actorName: t.exposeString('actorName'),
      at: t.expose('at', { type: 'DateTime' }),
      before: t.expose('before', {
        type: 'JSON',
        nullable: true,
        description: 'What it was. JSON, because each mutation changes another kind of the tenant’s own data.',
      }),
      after: t.expose('after', {
        type: 'JSON',
        description: 'What it is. JSON, because each mutation changes another kind of the tenant’s own data.',
      }),
      requestId: t.exposeString('requestId'),
    }),
  });
  const done = builder.objectRef<Changed>('ChangeDone').implement({
    description: 'The tenant’s data was changed, and the journal says so.',
    fields: (t) => ({
      change: t.field({ type: journal, resolve: (parent) => parent.change }),
      replayed: t.exposeBoolean('replayed'),
      advice: t.string({
        nullable: true,
        description: 'What you are to know of what you have entered, though it holds.',
        resolve: ({ advice }, _, context) => (advice ? inLanguage(context, advice) : null),
      }),
      secret: t.exposeString('secret', {
        nullable: true,
        description:
          'A secret that was made by this change. Shown in this answer alone, and to whoever made it again where they repeat the very same change.',
      }),
    }),
  });
  const result = builder.unionType('ChangeResult', {
    types: [done, invalid],
    resolveType: (value) => (value as ChangeAnswer).__typename,
  });
  return { result, journal };
};
export type ChangeRefs = ReturnType<typeof addChanges>;
