/** The register of firms and households: what they are called and were, who acts for them, and where their money goes. */
import { decrypted } from '../../activities/keys.ts';
import { newest } from '../../activities/process-package.ts';
import { isAgentOf } from '../../activities/subjects.ts';
import type { Subject } from '../../prisma/client/client.ts';
import { foldedCode } from '../../workflows/kernel/licence-code.ts';
import { holdsEverywhere } from '../../workflows/kernel/process.ts';
import { SUBJECT_STATES, type SubjectKind, subjectId } from '../../workflows/kernel/subjects.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { maskedAccount, maskedName } from '../described/masked.ts';
import { pageOf } from '../pages.ts';
import { among } from '../schema/known.ts';
import type { ChangeRefs } from './change.ts';
import { accountOwner, addSubjectChanges } from './subject-changes.ts';

type NameSince = { readonly name: string; readonly from: string };
type StateSince = { readonly state: string; readonly from: string; readonly successor?: string };

const idOf = ({ kind, key }: Pick<Subject, 'kind' | 'key'>): string => subjectId(kind as SubjectKind, key);

export const addSubjects = (builder: Builder, changes: ChangeRefs): void => {
  const nameSince = builder.objectRef<NameSince>('SubjectName').implement({
    description: 'A name of a firm or household, with its first day.',
    fields: (t) => ({ name: t.exposeString('name'), from: t.expose('from', { type: 'Date' }) }),
  });
  const stateSince = builder.objectRef<StateSince>('SubjectState').implement({
    description: 'A state of a firm or household, with its first day.',
    fields: (t) => ({
      state: t.exposeString('state', { description: `${Object.keys(SUBJECT_STATES).join(', ')}.` }),
      from: t.expose('from', { type: 'Date' }),
      successor: t.string({ nullable: true, resolve: ({ successor }) => successor ?? null }),
    }),
  });
  const account = builder.objectRef<Subject>('SubjectAccount').implement({
    description: 'The bank account of a firm or household.',
    fields: (t) => ({
      bank: t.string({ resolve: ({ accountBank }) => accountBank ?? '' }),
      number: t.string({
        description: 'In full for those who act for it, and for those whose work is with accounts.',
        resolve: shownAccount,
      }),
      verifiedAt: t.expose('accountVerifiedAt', { type: 'DateTime', nullable: true }),
    }),
  });
  builder.prismaObject('SubjectAgent', {
    description: 'Somebody who acts for a firm or household.',
    fields: (t) => ({
      person: t.exposeID('personId'),
      name: t.string({
        select: { personId: true, person: { select: { name: true } } },
        description: 'Masked unless you are an administrator or that person.',
        resolve: ({ personId, person }, _, context) => {
          if (personId === context.caller.actor.id) return person.name;
          if (!holdsEverywhere(context.caller.actor, ['admin'])) return maskedName(person.name);
          context.readings.shownApart('name', [personId]);
          return person.name;
        },
      }),
      validFrom: t.expose('validFrom', { type: 'Date' }),
      endedOn: t.expose('endedOn', {
        type: 'Date',
        nullable: true,
        description: 'The first day on which they don’t act for it any more.',
      }),
      processes: t.exposeStringList('scope', { description: 'The processes in which they act for it; empty where in all.' }),
    }),
  });
  const subject = builder.prismaObject('Subject', {
    description: 'A firm or household of the register. Cases name it by its kind and key, which stay for life.',
    fields: (t) => ({
      id: t.id({ description: 'As cases name it, such as firm:91339901MA9X00011A.', resolve: idOf }),
      kind: t.exposeString('kind', { description: 'firm or household.' }),
      key: t.exposeID('key', { description: 'The unified social credit code of a firm; the key of a household.' }),
      name: t.string({
        description: 'That of a household is masked, unless you act for it or administer.',
        resolve: (row, _, context) => shownName(context, row, row.name),
      }),
      names: t.field({
        type: [nameSince],
        description: 'All that it was called, the last one last.',
        resolve: (row, _, context) =>
          (row.names as NameSince[]).map(({ name, from }) => ({ name: shownName(context, row, name), from })),
      }),
      state: t.exposeString('state', { description: `${Object.keys(SUBJECT_STATES).join(', ')}.` }),
      states: t.field({
        type: [stateSince],
        description: 'The states that it has had, the last one last.',
        resolve: ({ states }) => states as StateSince[],
      }),
      successor: t.exposeID('successor', { nullable: true, description: 'The key of whoever goes on in its place.' }),
      address: t.string({
        nullable: true,
        description: 'That of a household is for those who act for it and for administrators.',
        resolve: (row, _, context) => (row.address === null || readsAll(context, row) ? row.address : null),
      }),
      area: t.exposeID('area', { nullable: true }),
      size: t.exposeString('size', { nullable: true }),
      industry: t.exposeString('industry', { nullable: true }),
      staff: t.exposeInt('staff', { nullable: true, description: 'People who work there.' }),
      floorArea: t.exposeInt('floorArea', { nullable: true, description: 'In square metres.' }),
      foundedOn: t.expose('foundedOn', { type: 'Date', nullable: true }),
      account: t.field({
        type: account,
        nullable: true,
        resolve: (row) => (row.accountSealed === null ? null : row),
      }),
      licencePhoto: t.exposeString('licencePhoto', {
        nullable: true,
        description: 'SHA-256 of the photo by which a code was compared by eye whose check characters don’t fit.',
      }),
      agents: t.relation('agents', { query: { orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] } }),
      version: t.int({
        description: 'How often it was changed; send it as expectedVersion.',
        resolve: (row, _, { load }) => load.versions.load(idOf(row)),
      }),
    }),
  });
  for (const [kind, list, one, zh] of [
    ['firm', 'firms', 'firm', '企业'],
    ['household', 'households', 'household', '住户'],
  ] as const) {
    builder.queryField(list, (t) =>
      t.connection(
        {
          type: subject,
          authScopes: { staff: true },
          description: `The ${list} of the register, by key. ${zh}名录`,
          args: {
            state: t.arg.string({ required: false }),
            area: t.arg.id({ required: false }),
            name: t.arg.string({ required: false, description: 'A part of the name that it has now.' }),
          },
          resolve: (_, args, context, info) => {
            if (args.state != null) among('state', args.state, Object.keys(SUBJECT_STATES));
            const where = {
              kind,
              ...(args.state ? { state: args.state } : {}),
              ...(args.area ? { area: args.area } : {}),
              // Whose name a household has isn't found out by searching for it.
              ...(args.name ? { name: { contains: args.name }, ...(readsNames(context, kind) ? {} : { key: '' }) } : {}),
            };
            return pageOf(
              { context, info, args },
              {
                list,
                keys: [{ field: 'key' }],
                where,
                find: (query) => context.db.subject.findMany(query),
                count: () => context.db.subject.count({ where }),
              },
            );
          },
        },
        ...connectionOf(builder, subject, kind === 'firm' ? 'Firm' : 'Household'),
      ),
    );
    const found = (query: object, key: string, context: Context) =>
      context.isStaff || isAgentOf(context.caller.actor, subjectId(kind, key))
        ? context.db.subject.findFirst({ ...query, where: { kind, key } })
        : null;
    if (kind === 'firm')
      builder.queryField(one, (t) =>
        t.prismaField({
          type: subject,
          nullable: true,
          authScopes: { person: true },
          description: 'A firm with all that it was called, for staff and for those who act for it. 企业登记信息',
          args: { uscc: t.arg.string() },
          resolve: (query, _, { uscc }, context) => found(query, foldedCode(uscc), context),
        }),
      );
    else
      builder.queryField(one, (t) =>
        t.prismaField({
          type: subject,
          nullable: true,
          authScopes: { person: true },
          description: 'A household, for staff and for those who act for it. 住户登记信息',
          args: { key: t.arg.string() },
          resolve: (query, _, { key }, context) => found(query, key, context),
        }),
      );
  }
  addSubjectChanges(builder, changes);
};

const readsNames = ({ caller }: Context, kind: string): boolean => kind === 'firm' || holdsEverywhere(caller.actor, ['admin']);

const readsAll = (context: Context, row: Subject): boolean =>
  readsNames(context, row.kind) || isAgentOf(context.caller.actor, idOf(row));

const shownName = (context: Context, row: Subject, name: string): string => (readsAll(context, row) ? name : maskedName(name));

/** Roles whose work is with accounts, in any of the processes. */
const accountReaders = ({ services }: Context): readonly string[] =>
  [...services.packages.values()].flatMap((pkg) => newest(pkg).reads?.account ?? []);

const shownAccount = (row: Subject, _: unknown, context: Context): string => {
  const { services, caller } = context;
  const number = decrypted(services.secrets, accountOwner(caller.tenant, row), row.accountSealed ?? '') ?? '';
  if (isAgentOf(caller.actor, idOf(row))) return number;
  if (!holdsEverywhere(caller.actor, accountReaders(context))) return maskedAccount(number);
  context.readings.shownApart('account', []);
  return number;
};
