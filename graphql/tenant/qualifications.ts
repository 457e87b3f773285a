/** The register of who is qualified for what, and until when. */
import { findPeopleAgain } from '../../activities/acting/hand-back.ts';
import { readHeld } from '../../activities/qualifications.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import type { TitleRef } from '../schema/titles.ts';
import { type ChangeAnswer, type ChangeRefs, change, issue } from './change.ts';
import { today } from './days.ts';
import { allKinds } from './qualification-kinds.ts';

export const addQualifications = (builder: Builder, { result }: ChangeRefs, title: TitleRef): void => {
  const qualification = builder.prismaObject('Qualification', {
    description: 'What somebody is allowed to do by training, from one day to another.',
    fields: (t) => ({
      id: t.exposeID('id'),
      person: t.exposeID('person'),
      kind: t.exposeString('kind'),
      title: t.field({
        type: title,
        nullable: true,
        resolve: async ({ kind }, _, context) => (await allKinds(context)).get(kind) ?? null,
      }),
      validFrom: t.expose('validFrom', { type: 'Date' }),
      until: t.expose('until', { type: 'Date', nullable: true, description: 'The last day.' }),
      revokedOn: t.expose('revokedOn', { type: 'Date', nullable: true }),
      source: t.exposeString('source', { description: 'The case it comes from, or “register”.' }),
    }),
  });
  builder.queryField('qualifications', (t) =>
    t.connection(
      {
        type: qualification,
        authScopes: { person: true },
        description: 'Qualifications: your own, or, for staff, everybody’s. 资格登记',
        args: { person: t.arg.id({ required: false }), kind: t.arg.string({ required: false }) },
        resolve: (_, args, context, info) => {
          const where = heldBy(context, args);
          return pageOf(
            { context, info, args },
            {
              list: 'qualifications',
              keys: [{ field: 'person' }, { field: 'kind' }, { field: 'validFrom', down: true }, { field: 'id' }],
              where,
              find: (query) => context.db.qualification.findMany(query),
              count: () => context.db.qualification.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, qualification, 'Qualification'),
    ),
  );

  const input = builder.inputType('QualificationInput', {
    fields: (t) => ({
      person: t.id(),
      kind: t.string(),
      validFrom: t.field({ type: 'Date' }),
      until: t.field({ type: 'Date', required: false, description: 'The last day; none means without end.' }),
    }),
  });
  builder.mutationField('addQualification', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Enters a qualification in the register. 登记资格',
      args: { input: t.arg({ type: input }), requestId: t.arg.id() },
      resolve: (_, args, context) => addQualification(context, args.input, args.requestId),
    }),
  );
  builder.mutationField('revokeQualification', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Takes a qualification away as of today; open cases in which they need it hear of it. 撤销资格',
      args: { id: t.arg.id(), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) => revokeQualification(context, id, requestId),
    }),
  );
};

type QualificationInput = { person: string; kind: string; validFrom: string; until?: string | null | undefined };

const addQualification = (context: Context, input: QualificationInput, requestId: string): Promise<ChangeAnswer> =>
  change(context, { name: 'addQualification', requestId, input }, async (tx) => {
    const { tenant } = context.caller;
    const { person, kind } = input;
    const kinds = await allKinds(context);
    if (!kinds.has(kind)) {
      throw issue(
        ['input', 'kind'],
        `There is no kind “${kind}”; choose one of ${[...kinds.keys()].join(', ')}, or name it in the table qualificationKinds first.`,
        `没有资格“${kind}”，请选择${[...kinds.keys()].join('、')}，或先在qualificationKinds表中登记。`,
      );
    }
    if (!(await tx.person.findFirst({ where: { id: person } })))
      throw issue(['input', 'person'], `There is no person “${person}”; see \`people\`.`, `没有人员“${person}”，请查看people。`);
    const validFrom = new Date(input.validFrom);
    const until = input.until ? new Date(input.until) : null;
    if (until && until < validFrom)
      throw issue(['input', 'until'], 'It would end before it begins; check the two days.', '截止日早于生效日，请核对。');
    const after = await tx.qualification.create({ data: { tenant, person, kind, validFrom, until, source: 'register' } });
    return { before: null, after };
  });

/** Open cases in which they need it hear of it at once, unless they have it otherwise. */
const revokeQualification = async (context: Context, id: string, requestId: string): Promise<ChangeAnswer> => {
  const answer = await change(context, { name: 'revokeQualification', requestId, input: { id } }, async (tx) => {
    const before = await tx.qualification.findFirst({ where: { id } });
    if (!before)
      throw issue(
        ['id'],
        `There is no qualification “${id}”; see \`qualifications\`.`,
        `没有资格记录“${id}”，请查看qualifications。`,
      );
    const after = await tx.qualification.update({
      where: { tenant_id: { tenant: context.caller.tenant, id } },
      data: { revokedOn: before.revokedOn ?? (await today(context)) },
    });
    return { before, after };
  });
  if (answer.__typename === 'ChangeDone') {
    const { person, kind } = answer.change.after as { person: string; kind: string };
    const held = await readHeld(context.read, [person], [kind]);
    const day = (await today(context)).toISOString().slice(0, 10);
    if (!held.some(({ from, until }) => from <= day && (until === null || until >= day)))
      await findPeopleAgain(context, { people: [person], unqualified: [{ person, kind }] }, requestId);
  }
  return answer;
};

const heldBy = (
  { caller, isStaff }: Context,
  { person, kind }: { person?: string | null | undefined; kind?: string | null | undefined },
) => ({
  ...(kind ? { kind } : {}),
  AND: [...(isStaff ? [] : [{ person: caller.actor.id }]), ...(person ? [{ person }] : [])],
});
