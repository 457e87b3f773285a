/** Limits: numbers, budgets and ladders of a process, each with the day from which it holds. */
import { z } from 'zod';
import type { Prisma } from '../../prisma/client/client.ts';
import { LIMIT_UNITS, type LimitRule } from '../../workflows/kernel/limits.ts';
import type { AnyProcess, Budget, ClockRule } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { processOf } from '../schema/known.ts';
import { type LimitRef, limitsWith, OFFERED, offered } from '../schema/limit.ts';
import { processesOf } from '../schema/process.ts';
import { badBudget, budgetSchema } from './budgets.ts';
import { type ChangeAnswer, type ChangeRefs, change, EXPECTED, issue } from './change.ts';
import { checkDay } from './days.ts';
import { notAmong } from './known-names.ts';
import { checkOrders } from './limit-orders.ts';
import { checkRecurrence, checkTurns } from './recurrences.ts';
import { rolesHere } from './roles.ts';

export const addLimitChanges = (builder: Builder, { result }: ChangeRefs, limit: LimitRef): void => {
  builder.queryField('limits', (t) =>
    t.field({
      type: [limit],
      authScopes: { person: true },
      description: 'A process’s limits as of today, or of another day: its own, and those the tenant has set. 时限与参数',
      args: { process: t.arg.string(), on: t.arg({ type: 'Date', required: false }) },
      resolve: async (_, { process, on }, context) => {
        const rules = processOf(context, process);
        const rows = await context.read<{ name: string; validFrom: string; value: unknown; holds: boolean }>(
          `SELECT name, valid_from::text AS "validFrom", value, valid_from <= coalesce(($1->>'on')::date, tenant_today(tenant)) AS holds
           FROM limits WHERE process = $1->>'process' ORDER BY name, valid_from`,
          { process, on: on ?? null },
        );
        // Of those that hold, the last of each name.
        const set = Object.fromEntries(rows.filter(({ holds }) => holds).map(({ name, value }) => [name, value]));
        const upcoming = Map.groupBy(
          rows.filter(({ holds }) => !holds),
          ({ name }) => name,
        );
        return limitsWith(rules, set, upcoming);
      },
    }),
  );
  const input = builder.inputType('LimitInput', {
    fields: (t) => ({
      process: t.string(),
      name: t.string({ description: 'Such as maxPhotos, clock.handle or ladder.handle.' }),
      value: t.field({
        type: 'JSON',
        required: true,
        description:
          'A number, a budget such as {"workingDays": 3} or a ladder. JSON, because its name says which of them it is.',
      }),
      validFrom: t.field({ type: 'Date', required: true }),
    }),
  });
  builder.mutationField('setLimit', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Sets a number, a clock’s budget (clock.<name>) or ladder (ladder.<name>) from a day on. 修改时限与参数',
      args: {
        input: t.arg({ type: input }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input: sent, ...asked }, context) => setLimit(context, sent, asked),
    }),
  );
};

const recipient = z.union([
  z.strictObject({ role: z.string() }),
  z.strictObject({ person: z.string() }),
  z.strictObject({ party: z.string() }),
]);
const ladderSchema = z
  .array(
    z.strictObject({
      at: z.int().min(1).max(10_000),
      notify: z.array(recipient).exactOptional(),
      act: z.string().exactOptional(),
    }),
  )
  // A step is known by its share of the budget, and is climbed once.
  .refine((steps) => new Set(steps.map(({ at }) => at)).size === steps.length);

type Sent = { process: string; name: string; value?: unknown; validFrom: string };
type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };

const setLimit = (context: Context, limit: Sent, asked: Asked): Promise<ChangeAnswer> =>
  change(context, { name: 'setLimit', input: limit, subject: `limit:${limit.process}/${limit.name}`, ...asked }, async (tx) => {
    const { tenant } = context.caller;
    const { process, name, value } = limit;
    const rules = processesOf(context).get(process);
    if (!rules) throw notAmong(['input', 'process'], process, [...processesOf(context).keys()]);
    const [kind, clock = ''] = name.split('.');
    if (kind === 'clock' && rules.clocks[clock]) {
      const repeats = checkRecurrence(rules.clocks[clock], value);
      if (!repeats && !budgetSchema.safeParse(value).success) throw badBudget(['input', 'value']);
      const { longest, setBy } = rules.clocks[clock];
      if (setBy)
        throw issue(
          ['input', 'name'],
          `Each case gives this clock a time of its own, so a budget would do nothing. Set it by ${setBy.en}.`,
          `该时限由每个案件自行确定，设置无效，请改设${setBy.zh}。`,
        );
      checkLongest(longest, value as Budget);
    } else if (kind === 'ladder' && rules.clocks[clock]) {
      await checkLadder(tx, context, rules, clock, value);
    } else if (Object.hasOwn(rules.limits, name)) {
      checkLimit(rules.limits[name] as LimitRule | number, value);
    } else if (name === OFFERED) {
      checkLimit(offered, value);
    } else {
      const clocks = Object.keys(rules.clocks);
      const ladders = clocks.map((one) => `ladder.${one}`);
      throw notAmong(['input', 'name'], name, [
        ...Object.keys(rules.limits),
        OFFERED,
        ...clocks.map((one) => `clock.${one}`),
        ...ladders,
      ]);
    }
    const validFrom = await checkDay(context, ['input', 'validFrom'], limit.validFrom);
    const key = { tenant, process, name, validFrom };
    const before = await tx.limit.findFirst({
      where: { process, name, validFrom: { lte: validFrom } },
      orderBy: { validFrom: 'desc' },
    });
    const after = await tx.limit.upsert({
      where: { tenant_process_name_validFrom: key },
      create: { ...key, value: value as Prisma.InputJsonValue },
      update: { value: value as Prisma.InputJsonValue },
    });
    await checkOrders(tx, { tenant, process, name, validFrom, rules: rules.limits });
    return { before, after };
  });

/** A ladder whose steps reach somebody or do what the clock may do, and that leaves none of the clock's own acts out: often they are the only way out. */
const checkLadder = async (
  tx: Prisma.TransactionClient,
  context: Context,
  rules: AnyProcess,
  clock: string,
  value: unknown,
): Promise<void> => {
  const ladder = ladderSchema.safeParse(value);
  if (!ladder.success || ladder.data.some(({ act }) => act !== undefined && !rules.actions[act])) {
    throw issue(
      ['input', 'value'],
      'A ladder is a list such as [{"at": 80, "notify": [{"role": "handler"}]}], with one step for each share and actions of this process alone.',
      '升级阶梯须为列表，例如[{"at": 80, "notify": [{"role": "handler"}]}]，每一比例仅一级，且仅可使用本流程的操作。',
    );
  }
  checkTurns(rules.clocks[clock] as ClockRule, ladder.data);
  const acts = ladder.data.flatMap(({ act }) => (act === undefined ? [] : [act]));
  const notItsOwn = acts.find((act) => !rules.actions[act]?.by.includes(`clock:${clock}`));
  if (notItsOwn !== undefined) {
    throw issue(
      ['input', 'value'],
      `The clock “${clock}” may not do “${notItsOwn}” by itself; let the step tell somebody who may.`,
      `时限“${clock}”不可自动执行“${notItsOwn}”，请改为通知可办理的人员。`,
    );
  }
  const leftOut = rules.clocks[clock]?.ladder.find(({ act }) => act !== undefined && !acts.includes(act));
  if (leftOut) {
    const { at, act } = leftOut;
    throw issue(
      ['input', 'value'],
      `Keep a step that does “${act}”, such as {"at": ${at}, "act": "${act}"}: without it the case may wait for ever.`,
      `须保留执行“${act}”的一级，例如{"at": ${at}, "act": "${act}"}，否则案件可能无限期等待。`,
    );
  }
  const idle = ladder.data.find(({ act, notify = [] }) => act === undefined && notify.length === 0);
  if (idle) {
    throw issue(
      ['input', 'value'],
      `The step at ${idle.at} neither tells anybody nor does anything; give it notify or act, or take it out.`,
      `${idle.at}%一级既不通知也不执行操作，请填写notify或act，或删除该级。`,
    );
  }
  const roles = rolesHere(context);
  for (const to of ladder.data.flatMap(({ notify = [] }) => notify)) {
    if ('role' in to && !roles.has(to.role)) throw notAmong(['input', 'value'], to.role, [...roles.keys()]);
    if ('person' in to && !(await tx.person.findFirst({ where: { id: to.person } })))
      throw issue(
        ['input', 'value'],
        `There is no person “${to.person}”; see \`people\`.`,
        `没有人员“${to.person}”，请查看people。`,
      );
  }
};

/** A budget that the law bounds is of the law's own kind, and no longer: what moves its end behind a day may be left out, and not added. */
const checkLongest = (longest: Budget | undefined, value: Budget): void => {
  if (!longest) return;
  const most: Readonly<Record<string, unknown>> = longest;
  const [kind = ''] = Object.keys(most);
  const isWithin = ([key, given]: readonly [string, unknown]): boolean =>
    key === kind ? Number(given) <= Number(most[kind]) : given === most[key];
  if (kind in value && Object.entries(value).every(isWithin)) return;
  throw issue(
    ['input', 'value'],
    `The law gives no more than ${JSON.stringify(longest)}; set as much or less, in the same unit.`,
    `法定期限最长为${JSON.stringify(longest)}，可设为相同或更短，单位须一致。`,
  );
};

const checkLimit = (rule: LimitRule | number, value: unknown): void => {
  const { least = 0, most = 1_000_000_000, unit = undefined } = typeof rule === 'number' ? {} : rule;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return;
  const { en, zh } = unit ? LIMIT_UNITS[unit] : { en: '', zh: '' };
  throw issue(
    ['input', 'value'],
    `Give a whole number from ${least} to ${most}${en && ` ${en}`}.`,
    `请填写${least}至${most}之间的整数${zh && `（${zh}）`}。`,
  );
};
