/** Programs outside that act by signed events: who they are, and the secrets by which they sign. */
import { OVERSEERS } from '../../activities/acting/visibility.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { newSecret, openSecret } from '../inbound/secrets.ts';
import { type ChangeAnswer, type ChangeRefs, change, EXPECTED, issue } from './change.ts';
import { today } from './days.ts';
import { standingOn } from './standing.ts';

/** Hours for which the secret before the new one holds, where nobody says another number, and at most. */
const OVERLAP = 24;
const LONGEST_OVERLAP = 168;

export const addInboundMachines = (builder: Builder, { result }: ChangeRefs): void => {
  const input = builder.inputType('InboundMachineInput', {
    fields: (t) => ({
      person: t.id({ description: 'The person who was entered for it.' }),
      active: t.boolean({ required: false, description: 'Left out, it is.' }),
    }),
  });
  builder.mutationField('setInboundMachine', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Lets a program act by signed events, or no more, as a person who was entered for it and has no roles but those given to them. The first time it makes the secret, which `secret` shows. 设置机器人员的事件接收',
      args: {
        input: t.arg({ type: input }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input: { person, active }, ...asked }, context) =>
        setMachine(context, { person, active: active ?? true }, asked),
    }),
  );
  builder.mutationField('rotateInboundSecret', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Makes a new secret for a program that sends signed events; the one before holds for some hours more, and as long no third one is made. 更换机器人员的签名密钥',
      args: {
        person: t.arg.id(),
        overlapHours: t.arg.int({
          required: false,
          description: `How long the secret before holds: 0 to ${LONGEST_OVERLAP}, ${OVERLAP} when left out. 0 where it has become known.`,
        }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { person, overlapHours, ...asked }, context) =>
        rotate(context, { person, overlapHours: overlapHours ?? OVERLAP }, asked),
    }),
  );
  const machine = builder.prismaObject('InboundMachine', {
    description: 'A program that acts by signed events. Its secret is never shown.',
    fields: (t) => ({
      person: t.exposeID('person'),
      active: t.exposeBoolean('active'),
      path: t.string({
        description: 'Where it posts its events, on the address of this API.',
        resolve: ({ tenant, person }, _, { services }) =>
          `${services.basePath}/inbound/${[tenant, person].map(encodeURIComponent).join('/')}`,
      }),
      secretMadeAt: t.expose('madeAt', { type: 'DateTime' }),
      secretBeforeUntil: t.expose('beforeUntil', {
        type: 'DateTime',
        nullable: true,
        description: 'Until when the secret before holds, or held.',
      }),
      version: t.int({
        description: 'How often it was changed; send it as expectedVersion.',
        resolve: ({ person }, _, { load }) => load.versions.load(subjectOf(person)),
      }),
    }),
  });
  builder.queryField('inboundMachines', (t) =>
    t.prismaField({
      type: [machine],
      authScopes: { role: ['admin', 'auditor'] },
      description: 'Programs that act by signed events. 以签名事件办理的机器人员',
      resolve: (query, _, __, { db }) => db.inboundMachine.findMany({ ...query, orderBy: { person: 'asc' } }),
    }),
  );
};

type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };

const subjectOf = (person: string): string => `inboundMachine:${person}`;

const setMachine = async (
  context: Context,
  input: { readonly person: string; readonly active: boolean },
  asked: Asked,
): Promise<ChangeAnswer> => {
  const { caller, services } = context;
  const { person, active } = input;
  const of = { tenant: caller.tenant, person };
  const answer = await change(context, { name: 'setInboundMachine', input, subject: subjectOf(person), ...asked }, async (tx) => {
    if (active) await checkPerson(tx, context, person);
    const before = await tx.inboundMachine.findFirst({ where: { person } });
    if (!before && !active) throw noMachine(person);
    const after = await tx.inboundMachine.upsert({
      where: { tenant_person: of },
      create: { ...of, active, secret: newSecret(services.secrets, of), madeAt: new Date(), madeBy: asked.requestId },
      update: { active },
    });
    return { before: before && shown(before), after: shown(after) };
  });
  return withSecret(context, person, asked, answer);
};

const rotate = async (
  context: Context,
  input: { readonly person: string; readonly overlapHours: number },
  asked: Asked,
): Promise<ChangeAnswer> => {
  const { caller, services } = context;
  const { person, overlapHours } = input;
  const of = { tenant: caller.tenant, person };
  const answer = await change(
    context,
    { name: 'rotateInboundSecret', input, subject: subjectOf(person), ...asked },
    async (tx) => {
      if (overlapHours < 0 || overlapHours > LONGEST_OVERLAP)
        throw issue(['overlapHours'], `Give 0 to ${LONGEST_OVERLAP} hours.`, `请填写0至${LONGEST_OVERLAP}小时。`);
      const before = await tx.inboundMachine.findFirst({ where: { person } });
      if (!before) throw noMachine(person);
      const now = Date.now();
      if (overlapHours > 0 && before.before !== null && (before.beforeUntil?.getTime() ?? 0) > now)
        throw stillHolds(before.beforeUntil as Date);
      const after = await tx.inboundMachine.update({
        where: { tenant_person: of },
        data: {
          secret: newSecret(services.secrets, of),
          madeAt: new Date(now),
          madeBy: asked.requestId,
          before: overlapHours > 0 ? before.secret : null,
          beforeUntil: new Date(now + overlapHours * 3_600_000),
        },
      });
      return { before: shown(before), after: shown(after) };
    },
  );
  return withSecret(context, person, asked, answer);
};

/** Nobody is made a machine who is a person in the house: whoever has the secret acts in their name. */
const checkPerson = async (tx: Prisma.TransactionClient, context: Context, id: string): Promise<void> => {
  const day = await today(context);
  const found = await tx.person.findFirst({
    where: { id, ...standingOn(day) },
    include: { roles: { where: { role: { in: [...OVERSEERS, 'breakGlass'] }, ...standingOn(day) } } },
  });
  const path = ['input', 'person'];
  if (!found)
    throw issue(
      path,
      `There is no person “${id}”; enter one for the program (setPerson), and give them its roles (giveRole).`,
      `没有人员“${id}”，请先为该程序登记人员（setPerson）并授予角色（giveRole）。`,
    );
  if (found.phone !== null || found.email !== null)
    throw issue(
      path,
      `${found.name} has a telephone or an e-mail address, as people have. Enter a person of its own for the program.`,
      `${found.name}登记了电话或电子邮箱，应为自然人。请为该程序单独登记人员。`,
    );
  if (found.roles.length > 0)
    throw issue(
      path,
      `${found.name} administers or oversees, which no program does. Enter a person of its own for the program.`,
      `${found.name}担任管理或监督角色，程序不得担任。请为该程序单独登记人员。`,
    );
};

/** A third secret would turn away, before its time, whoever still signs by the first. */
const stillHolds = (until: Date) =>
  issue(
    ['overlapHours'],
    `The secret before this one holds until ${until.toISOString()}, for a sender who hasn’t changed yet. Change it again after that; where a secret has become known, give 0 hours, which ends both at once.`,
    `上一密钥仍有效至${until.toISOString()}，供尚未更换的发送方使用。请在此之后再更换；如密钥已泄露，请填写0小时，两个密钥将立即失效。`,
  );

const noMachine = (person: string) =>
  issue(
    ['person'],
    `“${person}” sends no events yet; begin with setInboundMachine. See \`inboundMachines\`.`,
    `“${person}”尚未启用事件接收，请先用setInboundMachine设置；参见inboundMachines。`,
  );

/** What the journal keeps: when a secret was made, and nothing of it. */
const shown = ({
  person,
  active,
  madeAt,
  beforeUntil,
}: {
  person: string;
  active: boolean;
  madeAt: Date;
  beforeUntil: Date | null;
}) => ({ person, active, secretMadeAt: madeAt, secretBeforeUntil: beforeUntil });

/** The secret goes to whoever has made it, and once more where they didn't get the answer. */
const withSecret = async (
  { db, services, caller }: Context,
  person: string,
  { requestId }: Asked,
  answer: ChangeAnswer,
): Promise<ChangeAnswer> => {
  if (answer.__typename !== 'ChangeDone') return answer;
  const made = await db.inboundMachine.findFirst({ where: { person, madeBy: requestId } });
  return made ? { ...answer, secret: openSecret(services.secrets, { tenant: caller.tenant, person }, made.secret) } : answer;
};
