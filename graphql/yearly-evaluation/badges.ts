/** Badges 电子徽章: credentials for a passed year, asked for by the person or the academy, and revoked by the academy. */
import { decodeJwt } from 'jose';
import { holdsEverywhere } from '../../workflows/kernel/process.ts';
import { notify } from '../../workflows/yearly-evaluation/vocabulary.ts';
import { connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import type { SchemaModule } from '../schema/schema.ts';
import { change, issue } from '../tenant/change.ts';
import { issueBadge, shownBadge, tell } from './badge-issue.ts';

/** Roles that see everybody's badges. */
const OVERSEERS = ['academyAdmin', 'personnel', 'auditor', 'admin'] as const;

export const badgesModule: SchemaModule = (builder, { changes: { result } }) => {
  const badge = builder.prismaObject('Badge', {
    description: 'A signed credential for a passed year, as Open Badges 3.0. 电子徽章',
    fields: (t) => ({
      id: t.exposeID('id'),
      person: t.exposeID('person'),
      year: t.exposeInt('year'),
      caseId: t.exposeID('caseId', { description: 'The evaluation by which it was given.' }),
      url: t.string({
        description: 'Where anybody finds it who is told this address.',
        resolve: ({ jwt }) => decodeJwt(jwt).jti ?? '',
      }),
      jwt: t.exposeString('jwt', { description: 'The credential with its signature (compact JWS), to keep in a wallet.' }),
      credential: t.field({
        type: 'JSON',
        description:
          'What it says, for people to read; what is signed is `jwt`. JSON, because Open Badges 3.0 gives its shape (JSON-LD).',
        resolve: ({ jwt }) => {
          const { iss: _, sub: __, jti: ___, nbf: ____, exp: _____, ...credential } = decodeJwt(jwt);
          return credential;
        },
      }),
      issuedAt: t.expose('issuedAt', { type: 'DateTime' }),
      validUntil: t.expose('validUntil', { type: 'DateTime' }),
      revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
      reason: t.exposeString('reason', { nullable: true, description: 'Why it was revoked.' }),
    }),
  });
  builder.queryField('badges', (t) =>
    t.connection(
      {
        type: badge,
        authScopes: { person: true },
        description: 'Badges: your own, or, for those who oversee the academy, everybody’s. 电子徽章',
        args: { person: t.arg.id({ required: false }) },
        resolve: (_, args, context, info) => {
          const where = seenBy(context, args.person);
          return pageOf(
            { context, info, args },
            {
              list: 'badges',
              keys: [{ field: 'issuedAt', down: true }, { field: 'id' }],
              where,
              find: (query) => context.db.badge.findMany(query),
              count: () => context.db.badge.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, badge, 'Badge'),
    ),
  );
  builder.mutationField('issueBadge', (t) =>
    t.field({
      type: result,
      authScopes: { person: true },
      description:
        'Issues the badge for a year that was passed: your own, or, for the academy, anybody’s, also again after one was revoked. Once; a repeat gives the same. 签发徽章',
      args: { year: t.arg.int(), person: t.arg.id({ required: false }), requestId: t.arg.id() },
      resolve: (_, { year, person, requestId }, context) =>
        issueBadge(context, { year, person: person ?? context.caller.actor.id, requestId }),
    }),
  );
  builder.mutationField('revokeBadge', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['academyAdmin'] },
      description:
        'Revokes a badge for good; whoever checks it sees that from then on, and its holder is told. Where it was a mistake, the academy issues another one. 撤销徽章',
      args: { id: t.arg.id(), reason: t.arg.string({ extensions: { longest: 1_000 } }), requestId: t.arg.id() },
      resolve: (_, { id, reason, requestId }, context) => revokeBadge(context, { id, reason: reason.trim() }, requestId),
    }),
  );
};

const revokeBadge = (context: Context, input: { id: string; reason: string }, requestId: string) =>
  change(context, { name: 'revokeBadge', requestId, input }, async (tx) => {
    const { id, reason } = input;
    const { tenant, actor } = context.caller;
    if (reason === '' || reason.length > 1_000)
      throw issue(['reason'], 'Say why, in 1 to 1000 characters.', '请填写1至1000字的撤销理由。');
    const row = { tenant_id: { tenant, id } };
    await tx.$executeRaw`SELECT lock_resource(${tenant}, 'badges')`;
    const before = await tx.badge.findUnique({ where: row });
    if (!before) throw issue(['id'], `There is no badge “${id}”; see \`badges\`.`, `没有徽章“${id}”，请查看badges。`);
    if (before.revokedAt) throw issue(['id'], 'It is revoked already; `badges` says why.', '该徽章此前已撤销，理由见badges。');
    const after = await tx.badge.update({ where: row, data: { revokedAt: new Date(context.now), revokedBy: actor.id, reason } });
    await tell(tx, after, (to) => notify(to, 'badgeRevoked', { year: after.year, reason }));
    return { before: shownBadge(before), after: shownBadge(after) };
  });

const seenBy = ({ caller: { actor } }: Context, person: string | null | undefined) => ({
  AND: [...(holdsEverywhere(actor, OVERSEERS) ? [] : [{ person: actor.id }]), ...(person ? [{ person }] : [])],
});
