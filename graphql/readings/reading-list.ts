/** Who has read personal data, for auditors and for those whose data it is. */
import { OVERSEERS, visibleCases } from '../../activities/acting/visibility.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { holdsEverywhere } from '../../workflows/kernel/process.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { LAST_FIRST, pageOf } from '../pages.ts';
import { checkActor, checkRoles, checkUnits } from '../schema/known.ts';
import { CASE_OF } from '../schema/masking.ts';
import { between } from '../schema/moment.ts';
import { casesNaming, personId, roleTitle } from '../schema/names-of.ts';
import { processesOf } from '../schema/process.ts';
import type { TitleRef } from '../schema/titles.ts';
import { emergencyTime } from '../tenant/emergencies.ts';
import type { Way } from './reading-log.ts';

export const addReadings = (builder: Builder, title: TitleRef): void => {
  const way = builder.enumType('ReadingWay', {
    description: 'How somebody came to read it.',
    values: {
      CASE: { value: 'case', description: 'They opened one case.' },
      LIST: { value: 'list', description: 'It stood in a list.' },
      SEARCH: { value: 'search', description: 'They searched for words.' },
      ACT: { value: 'act', description: 'It was in the answer to an act.' },
      LIVE: { value: 'live', description: 'It came by a subscription.' },
      EXPORT: { value: 'export', description: 'It was in an export.' },
      EVIDENCE: { value: 'evidence', description: 'It was in a file of evidence.' },
      CODEC: { value: 'codec', description: 'They had decrypted what stands in Temporal.' },
    } as const,
  });
  const reading = builder.prismaObject('Reading', {
    description: 'Staff were shown personal data of somebody else in full: who, when, of which case, and what kinds. 查阅记录',
    include: { case: { select: CASE_OF } },
    fields: (t) => ({
      reader: t.exposeID('reader'),
      readerName: t.exposeString('readerName'),
      role: t.exposeString('role', { description: 'In which they read it.' }),
      roleTitle: t.field({
        type: title,
        nullable: true,
        resolve: (row, _, context) => roleTitle(processesOf(context).get(row.case?.process ?? ''), row.role),
      }),
      unit: t.exposeID('unit', { nullable: true, description: 'Unit of the reader.' }),
      at: t.expose('at', { type: 'DateTime', description: 'The minute in which it was read.' }),
      caseId: t.exposeID('caseId', { nullable: true, description: 'None for lists of people and for exports as a whole.' }),
      kinds: t.exposeStringList('kinds', {
        description:
          'What was read: name, phone, email, address, account, idNumber, words, code, photo; `found` where a search by words found the case, `everything` by evidence and decryption, `file` for an export.',
      }),
      way: t.field({ type: way, resolve: (row) => row.way as Way }),
      query: t.exposeString('query', { description: 'The fields of this API that were asked, or the path.' }),
      people: t.field({
        type: ['ID'],
        description: 'Whose it was, as far as they have an account and you read who they are.',
        resolve: async ({ people, case: of }, _, context) => {
          const known = of ? await Promise.all(people.map((id) => personId(context, of, id))) : people;
          return known.filter((id) => id !== null);
        },
      }),
    }),
  });
  const filter = builder.inputType('ReadingFilter', {
    fields: (t) => ({
      reader: t.id({ required: false }),
      role: t.stringList({ required: false }),
      unit: t.idList({ required: false, description: 'Unit of the reader.' }),
      caseId: t.idList({ required: false }),
      person: t.id({ required: false, description: 'Whose data it was, on cases on which you read this id.' }),
      emergency: t.id({
        required: false,
        description: 'What was read by whoever had taken a role, in the minutes of that emergency, as `emergencies` lists it.',
      }),
      way: t.field({ type: [way], required: false }),
      from: t.field({ type: 'DateTime', required: false }),
      before: t.field({ type: 'DateTime', required: false }),
    }),
  });
  builder.queryField('readings', (t) =>
    t.connection(
      {
        type: reading,
        authScopes: { tenant: true },
        description:
          'Who has read personal data, last first: all of it for those who oversee the whole tenant, for others who has read their own. 查阅个人信息的记录',
        args: { filter: t.arg({ type: filter, required: false }) },
        resolve: async (_, args, context, info) => {
          // What was read here until now is among them.
          await context.services.readings.flush();
          const where = await readingWhere(context, args.filter);
          return pageOf(
            { context, info, args },
            {
              list: 'readings',
              keys: LAST_FIRST,
              where,
              find: (query) => context.db.reading.findMany(query),
              count: () => context.db.reading.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, reading, 'Reading'),
    ),
  );
};

type ReadingFilter = {
  readonly reader?: string | null | undefined;
  readonly role?: readonly string[] | null | undefined;
  readonly unit?: readonly string[] | null | undefined;
  readonly caseId?: readonly string[] | null | undefined;
  readonly person?: string | null | undefined;
  readonly emergency?: string | null | undefined;
  readonly way?: readonly Way[] | null | undefined;
  readonly from?: string | null | undefined;
  readonly before?: string | null | undefined;
};

/** Readings of what is somebody's own: they learn of no case that they may not see. */
const ownReadings = async (context: Context): Promise<Prisma.ReadingWhereInput> => {
  const { actor } = context.caller;
  if (actor.id === 'anonymous') return { id: { in: [] } };
  if (actor.id.startsWith('follower:')) return { caseId: actor.id.slice('follower:'.length) };
  const visible = await visibleCases(actor, processesOf(context), context.mergers);
  return { people: { has: actor.id }, OR: [{ caseId: null }, { case: visible }] };
};

/** Readings are noted by the minute. */
const inEmergency = async (context: Context, id: string): Promise<Prisma.ReadingWhereInput> => {
  const time = await emergencyTime(context, id);
  return time
    ? { reader: time.person, at: { gte: new Date(Math.floor(time.from.getTime() / 60_000) * 60_000), lte: time.before } }
    : { id: '' };
};

const readingWhere = async (context: Context, filter: ReadingFilter | null | undefined): Promise<Prisma.ReadingWhereInput> => {
  const { reader, role, unit, caseId, person, emergency, way, from, before } = filter ?? {};
  checkRoles(context, role);
  await Promise.all([checkUnits(context, unit), checkActor(context, reader), checkActor(context, person)]);
  const naming = person ? await casesNaming(context, person) : {};
  return {
    AND: [
      ...(holdsEverywhere(context.caller.actor, OVERSEERS) ? [] : [await ownReadings(context)]),
      ...(reader ? [{ reader }] : []),
      ...(role ? [{ role: { in: [...role] } }] : []),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...(caseId ? [{ caseId: { in: caseId.map((id) => id.toUpperCase()) } }] : []),
      ...(person ? [{ people: { has: person } }] : []),
      ...(Object.keys(naming).length > 0 ? [{ OR: [{ caseId: null }, { case: naming }] }] : []),
      ...(emergency ? [await inEmergency(context, emergency)] : []),
      ...(way ? [{ way: { in: [...way] } }] : []),
      ...between('at', from, before),
    ],
  };
};
