/** Changes of the register of firms and households: each is journalled, and open cases hear what concerns them. */
import { findPeopleAgain } from '../../activities/acting/hand-back.ts';
import { tellCasesOf } from '../../activities/acting/subject-changes.ts';
import { encrypted, type Owner } from '../../activities/keys.ts';
import { newest } from '../../activities/process-package.ts';
import type { Prisma, Subject } from '../../prisma/client/client.ts';
import { foldedCode, isLicenceCode, licenceProblem } from '../../workflows/kernel/licence-code.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { ENDED, type SubjectChange, type SubjectKind, subjectId } from '../../workflows/kernel/subjects.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { maskedAccount } from '../described/masked.ts';
import { type ChangeAnswer, type ChangeRefs, change, cleanText, EXPECTED, issue } from './change.ts';
import { checkDay, today } from './days.ts';
import { notAmong } from './known-names.ts';
import { standingOn } from './standing.ts';

/** Whose account number it is, for the key under which it is kept. */
export const accountOwner = (tenant: string, { kind, key }: Pick<Subject, 'kind' | 'key'>): Owner => ({
  purpose: 'account',
  of: [tenant, kind, key],
});

const KINDS = [
  { kind: 'firm', noun: 'Firm', named: 'uscc', en: 'firm', zh: '企业' },
  { kind: 'household', noun: 'Household', named: 'key', en: 'household', zh: '住户' },
] as const;

const STAYS = 'Left out it stays as it is; null clears it.';

export const addSubjectChanges = (builder: Builder, { result }: ChangeRefs): void => {
  const account = builder.inputType('SubjectAccountInput', {
    fields: (t) => ({
      bank: t.string(),
      number: t.string(),
      verified: t.boolean({ description: 'Whether it was verified now that it is theirs.' }),
    }),
  });
  const common = builder.inputType('SubjectInput', {
    fields: (t) => ({
      name: t.string({ description: 'Another one than before is a new name from today on; the old one stays in the register.' }),
      state: t.string({ required: false, description: 'active or suspended; ends have an act of their own.' }),
      address: t.string({ required: false, description: STAYS }),
      area: t.id({ required: false, description: STAYS }),
      size: t.string({ required: false, description: STAYS }),
      industry: t.string({ required: false, description: STAYS }),
      staff: t.int({ required: false, description: STAYS }),
      floorArea: t.int({ required: false, description: `In square metres. ${STAYS}` }),
      foundedOn: t.field({ type: 'Date', required: false, description: STAYS }),
      account: t.field({ type: account, required: false, description: STAYS }),
      checkedByEye: t.string({
        required: false,
        description:
          'Of a firm whose licence has check characters that don’t fit: the SHA-256 of the photo of the licence, which stands in a case.',
      }),
    }),
  });
  for (const { kind, noun, named, en, zh } of KINDS) {
    const keyArg = named === 'uscc' ? 'The unified social credit code, as the licence has it.' : 'Any key that stays for life.';
    builder.mutationField(`set${noun}`, (t) =>
      t.field({
        type: result,
        authScopes: { role: ['admin'] },
        description: `Enters a ${en} in the register, or changes what is known of it; open cases hear of another name. 登记${zh}`,
        args: {
          key: t.arg.id({ description: keyArg }),
          input: t.arg({ type: common }),
          expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
          requestId: t.arg.id(),
        },
        resolve: (_, { key, input, ...asked }, context) => setSubject(context, of(kind, key), input, asked),
      }),
    );
    builder.mutationField(`end${noun}`, (t) =>
      t.field({
        type: result,
        authScopes: { role: ['admin'] },
        description: `A ${en} has ended here as of today; its open cases hear of it. ${zh}注销、吊销或迁出`,
        args: {
          key: t.arg.id({ description: keyArg }),
          state: t.arg.string({ description: `${ENDED.join(', ')}.` }),
          successor: t.arg.id({ required: false, description: 'The key of whoever goes on in its place.' }),
          expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
          requestId: t.arg.id(),
        },
        resolve: (_, { key, state, successor, ...asked }, context) =>
          endSubject(context, of(kind, key), { state, successor: successor ?? null }, asked),
      }),
    );
    builder.mutationField(`set${noun}Agent`, (t) =>
      t.field({
        type: result,
        authScopes: { role: ['admin'] },
        description: `Somebody acts for a ${en} from a day on; what waits for it comes to them. 登记${zh}经办人`,
        args: {
          key: t.arg.id({ description: keyArg }),
          person: t.arg.id(),
          from: t.arg({ type: 'Date', required: false, description: 'Today where it is left out.' }),
          until: t.arg({ type: 'Date', required: false, description: 'The last day; none means without end.' }),
          processes: t.arg.stringList({ required: false, description: 'In which processes; all where it is left out.' }),
          expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
          requestId: t.arg.id(),
        },
        resolve: (_, { key, person, from, until, processes, ...asked }, context) =>
          setAgent(context, of(kind, key), { person, from, until, processes: processes ?? [] }, asked),
      }),
    );
    builder.mutationField(`end${noun}Agent`, (t) =>
      t.field({
        type: result,
        authScopes: { role: ['admin'] },
        description: `Somebody acts for a ${en} no more as of today; what waited for them waits for others. 终止${zh}经办人`,
        args: {
          key: t.arg.id({ description: keyArg }),
          person: t.arg.id(),
          expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
          requestId: t.arg.id(),
        },
        resolve: (_, { key, person, ...asked }, context) => endAgent(context, of(kind, key), person, asked),
      }),
    );
  }
};

type Which = { readonly kind: SubjectKind; readonly key: string };
type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };
type Maybe<T> = T | null | undefined;
type Input = {
  readonly name: string;
  readonly state?: Maybe<string>;
  readonly address?: Maybe<string>;
  readonly area?: Maybe<string>;
  readonly size?: Maybe<string>;
  readonly industry?: Maybe<string>;
  readonly staff?: Maybe<number>;
  readonly floorArea?: Maybe<number>;
  readonly foundedOn?: Maybe<string>;
  readonly account?: Maybe<{ readonly bank: string; readonly number: string; readonly verified: boolean }>;
  readonly checkedByEye?: Maybe<string>;
};

const of = (kind: SubjectKind, key: string): Which => ({ kind, key: kind === 'firm' ? foldedCode(key) : key.trim() });
const idOf = ({ kind, key }: Which): string => subjectId(kind, key);
const asDay = (day: Date): string => day.toISOString().slice(0, 10);
const NEXT_DAY = 86_400_000;

const setSubject = async (context: Context, which: Which, input: Input, asked: Asked): Promise<ChangeAnswer> => {
  let renamed: SubjectChange | undefined;
  const answer = await change(
    context,
    { name: which.kind === 'firm' ? 'setFirm' : 'setHousehold', input: { ...which, ...input }, subject: idOf(which), ...asked },
    async (tx) => {
      const { tenant } = context.caller;
      const before = await tx.subject.findFirst({ where: which });
      const day = asDay(await today(context));
      if (!before) await checkKey(tx, which, input.checkedByEye);
      const name = cleanText(['input', 'name'], input.name, 100);
      const state = input.state ?? before?.state ?? 'active';
      if (state !== before?.state && state !== 'active' && state !== 'suspended')
        throw notAmong(['input', 'state'], state, ['active', 'suspended']);
      for (const field of ['staff', 'floorArea'] as const)
        if ((input[field] ?? 0) < 0) throw issue(['input', field], 'Give a number from 0 on.', '请填写不小于0的数。');
      if (input.area && !(await tx.area.findFirst({ where: { id: input.area, ...standingOn(await today(context)) } })))
        throw issue(
          ['input', 'area'],
          `There is no area “${input.area}”, or no longer; choose one from \`areas\`.`,
          `没有网格“${input.area}”或已撤销，请从areas中选择。`,
        );
      const { address, size, industry } = Object.fromEntries(
        (['address', 'size', 'industry'] as const).map((field) => {
          const text = input[field];
          return [field, text ? cleanText(['input', field], text) : text];
        }),
      ) as Pick<Input, 'address' | 'size' | 'industry'>;
      const stays = Object.fromEntries(
        Object.entries({ address, size, industry, area: input.area, staff: input.staff, floorArea: input.floorArea }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      const names = (before?.names ?? []) as { name: string; from: string }[];
      const states = (before?.states ?? []) as { state: string; from: string }[];
      const data = {
        ...stays,
        ...(input.foundedOn === undefined ? {} : { foundedOn: input.foundedOn === null ? null : new Date(input.foundedOn) }),
        // An account was verified in the name that was.
        ...(before && before.name !== name ? { accountVerifiedAt: null } : {}),
        ...accountOf(context, which, input.account),
        ...(input.checkedByEye && !isLicenceCode(which.key) ? { licencePhoto: input.checkedByEye } : {}),
        name,
        names: name === before?.name ? names : [...names, { name, from: before ? day : (input.foundedOn ?? day) }],
        state,
        states: state === before?.state ? states : [...states, { state, from: before ? day : (input.foundedOn ?? day) }],
        ...(state === before?.state ? {} : { successor: null }),
      };
      const after = await tx.subject.upsert({
        where: { tenant_kind_key: { tenant, ...which } },
        create: { tenant, ...which, ...data },
        update: data,
      });
      if (before && before.name !== name) renamed = { subject: idOf(which), name, before: before.name };
      return { before: before && shown(before), after: { ...shown(after), ...(renamed ? { renamed } : {}) } };
    },
  );
  if (answer.__typename !== 'ChangeDone') return answer;
  // Also where it is repeated: what was broken off goes on.
  const { renamed: told } = answer.change.after as { renamed?: SubjectChange };
  if (told) await tellCasesOf(context, 'renameSubject', told, asked.requestId);
  return answer;
};

/** A new key: that of a firm has to fit its check characters, unless its licence was seen. */
const checkKey = async (tx: Prisma.TransactionClient, { kind, key }: Which, photo: Maybe<string>): Promise<void> => {
  if (kind === 'household') {
    if (!/^[\p{L}\p{N}._/-]{1,60}$/u.test(key))
      throw issue(
        ['key'],
        'A key has 1 to 60 letters, digits, dots, dashes or slashes.',
        '编号须为1至60位文字、数字、点、横线或斜线。',
      );
    return;
  }
  const problem = licenceProblem(key, photo != null);
  if (problem) throw issue(['key'], problem.en, problem.zh);
  if (photo != null && !isLicenceCode(key) && !(await tx.caseAttachment.findFirst({ where: { sha256: photo } })))
    throw issue(
      ['input', 'checkedByEye'],
      'There is no photo of this SHA-256 in any case; attach one of the licence first.',
      '没有该SHA-256对应的照片，请先在案件中上传执照照片。',
    );
};

const accountOf = ({ services, caller }: Context, which: Which, account: Input['account']) => {
  if (account === undefined) return {};
  if (account === null) return { accountBank: null, accountSealed: null, accountVerifiedAt: null };
  const number = account.number.replace(/\s/g, '');
  if (!/^[0-9A-Z-]{8,34}$/.test(number))
    throw issue(
      ['input', 'account', 'number'],
      'An account has 8 to 34 digits or capital letters; compare it with the bank’s paper.',
      '账号应为8至34位数字或大写字母，请与开户证明核对。',
    );
  return {
    accountBank: cleanText(['input', 'account', 'bank'], account.bank, 100),
    accountSealed: encrypted(services.secrets, accountOwner(caller.tenant, which), number),
    accountVerifiedAt: account.verified ? new Date() : null,
  };
};

/** What the journal keeps: of an account, that there is one. */
const shown = ({ accountSealed, ...row }: Subject) => ({
  ...row,
  account: accountSealed === null ? null : maskedAccount(''),
});

const endSubject = async (
  context: Context,
  which: Which,
  { state, successor }: { readonly state: string; readonly successor: string | null },
  asked: Asked,
): Promise<ChangeAnswer> => {
  const answer = await change(
    context,
    {
      name: which.kind === 'firm' ? 'endFirm' : 'endHousehold',
      input: { ...which, state, successor },
      subject: idOf(which),
      ...asked,
    },
    async (tx) => {
      const { tenant } = context.caller;
      if (!(ENDED as readonly string[]).includes(state)) throw notAmong(['state'], state, [...ENDED]);
      const before = await known(tx, which);
      if (before.state === state) throw issue(['state'], `${before.name} has ended so already.`, `${before.name}已是该状态。`);
      const heir = successor === null ? null : of(which.kind, successor).key;
      if (heir !== null) await checkHeir(tx, which, heir);
      const day = await today(context);
      const states = [
        ...(before.states as object[]),
        { state, from: asDay(day), ...(heir === null ? {} : { successor: heir }) },
      ] as Prisma.InputJsonArray;
      const at = { tenant_kind_key: { tenant, ...which } };
      const after = await tx.subject.update({ where: at, data: { state, states, successor: heir } });
      // Nobody acts for what isn't there; of a firm whose licence was revoked or which has moved somebody winds up the affairs.
      if (state === 'dissolved')
        await tx.subjectAgent.updateMany({ where: { ...which, ...standingOn(day) }, data: { endedOn: day } });
      return { before: shown(before), after: shown(after) };
    },
  );
  if (answer.__typename !== 'ChangeDone') return answer;
  const { name } = answer.change.after as { name: string };
  const heir = successor === null ? {} : { successor: idOf(of(which.kind, successor)) };
  await tellCasesOf(context, 'endSubject', { subject: idOf(which), name, state, ...heir }, asked.requestId);
  if (state === 'dissolved') await findPeopleAgain(context, { people: [idOf(which)] }, asked.requestId);
  return answer;
};

const known = async (tx: Prisma.TransactionClient, which: Which): Promise<Subject> => {
  const found = await tx.subject.findFirst({ where: which });
  if (found) return found;
  throw issue(
    ['key'],
    `The register has no ${which.kind} “${which.key}”; enter it first, or compare the key.`,
    `登记簿中没有“${which.key}”，请先登记或核对编号。`,
  );
};

/** Somebody of the register goes on in its place, who doesn't go on as this one in turn. */
const checkHeir = async (tx: Prisma.TransactionClient, which: Which, heir: string): Promise<void> => {
  const { kind } = which;
  for (let next: string | null = heir, passed = new Set<string>(); next !== null && !passed.has(next); ) {
    if (next === which.key)
      throw issue(
        ['successor'],
        'It would go on in its own place in the end; choose another successor.',
        '该承接关系最终指向自身，请另选承接主体。',
      );
    passed = passed.add(next);
    const found: Subject | null = await tx.subject.findFirst({ where: { kind, key: next } });
    if (!found)
      throw issue(
        ['successor'],
        `The register has no ${kind} “${next}”; enter the successor first.`,
        `登记簿中没有“${next}”，请先登记承接主体。`,
      );
    next = found.successor;
  }
};

type AgentInput = {
  readonly person: string;
  readonly from?: Maybe<string>;
  readonly until?: Maybe<string>;
  readonly processes: readonly string[];
};

const setAgent = async (context: Context, which: Which, input: AgentInput, asked: Asked): Promise<ChangeAnswer> => {
  const { person, until, processes } = input;
  const answer = await change(
    context,
    {
      name: which.kind === 'firm' ? 'setFirmAgent' : 'setHouseholdAgent',
      input: { ...which, ...input },
      subject: idOf(which),
      ...asked,
    },
    async (tx) => {
      const { tenant } = context.caller;
      const subject = await known(tx, which);
      if (subject.state === 'dissolved')
        throw issue(
          ['key'],
          `${subject.name} is dissolved; nobody acts for it any more.`,
          `${subject.name}已注销，不能再登记经办人。`,
        );
      const day = await today(context);
      if (!(await tx.person.findFirst({ where: { id: person, ...standingOn(day) } })))
        throw issue(
          ['person'],
          `There is no person “${person}”, or no longer; choose one from the list of people.`,
          `没有人员“${person}”或已离岗，请从人员名单中选择。`,
        );
      const unknown = processes.find((name) => !context.services.packages.has(name));
      if (unknown !== undefined) throw notAmong(['processes'], unknown, [...context.services.packages.keys()]);
      const from = input.from ? await checkDay(context, ['from'], input.from) : day;
      if (until && new Date(until) < from)
        throw issue(['until'], 'The last day isn’t before the first one.', '截止日不得早于起始日。');
      const endedOn = until ? new Date(new Date(until).getTime() + NEXT_DAY) : null;
      const before = await tx.subjectAgent.findFirst({ where: { ...which, personId: person, ...standingOn(day) } });
      const data = { endedOn, scope: [...processes], ...(before && !input.from ? {} : { validFrom: from }) };
      const after = before
        ? await tx.subjectAgent.update({ where: { tenant_id: { tenant, id: before.id } }, data })
        : await tx.subjectAgent.create({ data: { tenant, ...which, personId: person, validFrom: from, ...data } });
      return { before, after };
    },
  );
  if (answer.__typename !== 'ChangeDone') return answer;
  await findPeopleAgain(context, { people: [idOf(which), person] }, asked.requestId);
  return { ...answer, advice: await withoutRole(context, person) };
};

/** Whoever acts for a firm does so in a role of its agents. */
const withoutRole = async (context: Context, person: string): Promise<Title | undefined> => {
  const roles = [...context.services.packages.values()].flatMap((pkg) => newest(pkg).subjects?.agents ?? []) as string[];
  const day = await today(context);
  if (roles.length === 0) return undefined;
  const held = await context.db.personRole.count({ where: { personId: person, role: { in: roles }, ...standingOn(day) } });
  return held > 0
    ? undefined
    : {
        en: `They hold none of the roles in which agents act (${[...new Set(roles)].join(', ')}); give them one with giveRole.`,
        zh: `该人员尚无经办人角色（${[...new Set(roles)].join('、')}），请用giveRole授予。`,
      };
};

const endAgent = async (context: Context, which: Which, person: string, asked: Asked): Promise<ChangeAnswer> => {
  const answer = await change(
    context,
    {
      name: which.kind === 'firm' ? 'endFirmAgent' : 'endHouseholdAgent',
      input: { ...which, person },
      subject: idOf(which),
      ...asked,
    },
    async (tx) => {
      const { tenant } = context.caller;
      await known(tx, which);
      const day = await today(context);
      const before = await tx.subjectAgent.findFirst({ where: { ...which, personId: person, ...standingOn(day) } });
      if (!before)
        throw issue(
          ['person'],
          `“${person}” doesn’t act for it, or no longer; its \`agents\` are in the register.`,
          `“${person}”不是其经办人或已终止，请查看登记簿中的agents。`,
        );
      const after = await tx.subjectAgent.update({ where: { tenant_id: { tenant, id: before.id } }, data: { endedOn: day } });
      return { before, after };
    },
  );
  if (answer.__typename === 'ChangeDone') await findPeopleAgain(context, { people: [idOf(which), person] }, asked.requestId);
  return answer;
};
