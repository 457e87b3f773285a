/** What the tenant's data says to the rules of a protection plan. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Line } from '../../workflows/lines/line.ts';
import type { Facts } from '../../workflows/protection-plan/facts.ts';
import type { Inputs } from '../../workflows/protection-plan/inputs.ts';
import type { Content, Reference } from '../../workflows/protection-plan/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readMoments } from '../days.ts';
import { noPerson, noUnit } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssue, type InputIssues, type StartAsk } from '../lookups.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readUnitsFor } from '../units.ts';
import { readOnLine } from './tables.ts';

type Sent = {
  readonly lines: readonly string[];
  readonly wells: readonly string[];
  readonly customers: readonly string[];
  readonly rounds: Inputs['start']['rounds'];
};

type Looked<T> = { readonly found: readonly T[]; readonly issues: readonly InputIssue[] };

/** What codes stand for, each once, and those that stand for nothing. */
const looked = <T>(field: string, what: Title, codes: readonly string[], rows: ReadonlyMap<string, T>): Looked<T> => ({
  found: [...new Set(codes)].flatMap((code) => rows.get(code) ?? []),
  issues: codes.flatMap((code, index) =>
    rows.has(code)
      ? []
      : [
          {
            path: [field, index],
            message: {
              en: `There is no ${what.en} “${code}”; correct it, or have it entered in the tenant’s tables.`,
              zh: `没有${what.zh}“${code}”，请更正或先在业务参数表中登记。`,
            },
          },
        ],
  ),
});

const LINE = { en: 'line', zh: '线路' };
const WELL = { en: 'irrigation well', zh: '排灌机井' };
const CUSTOMER = { en: 'priority customer', zh: '重要用户' };

const contentOf = async (read: TenantRead, sent: Sent, roundsField: string): Promise<Content | InputIssues> => {
  const titles = await readTable<Omit<Line, 'id'>>(read, 'lines');
  const lineRows = new Map([...titles].map(([id, { title }]) => [id, { id, title }]));
  const lines = looked('lines', LINE, sent.lines, lineRows);
  const wells = looked('wells', WELL, sent.wells, await readOnLine(read, 'irrigationWells'));
  const customers = looked('customers', CUSTOMER, sent.customers, await readOnLine(read, 'priorityCustomers'));

  const people = new Map<string, Awaited<ReturnType<typeof readActor>>>();
  for (const { person } of sent.rounds)
    if (person !== undefined && !people.has(person)) people.set(person, await readActor(read, person));
  const named = sent.rounds.flatMap(({ unit, person }) => unit ?? people.get(person ?? '')?.unit ?? []);
  const units = await readUnitsFor(read, [...new Set(named)], 'patroller');
  const issues = sent.rounds.flatMap((round, index) => [
    ...looked('lines', LINE, round.lines, lineRows).issues.map(({ path, message }) => ({
      path: [roundsField, index, ...path],
      message,
    })),
    ...(round.person !== undefined && !people.get(round.person) ? [noPerson([roundsField, index, 'person'], round.person)] : []),
    ...(round.unit !== undefined && !units.has(round.unit) ? [noUnit([roundsField, index, 'unit'], round.unit)] : []),
  ]);
  const all = [...lines.issues, ...wells.issues, ...customers.issues, ...issues];
  if (all.length > 0) return { issues: all };
  return {
    scope: { lines: lines.found, wells: wells.found, customers: customers.found },
    assignees: sent.rounds.map(({ person: id, unit: unitId }) => {
      const person = (id === undefined ? undefined : people.get(id)) ?? null;
      const unit = units.get(unitId ?? person?.unit ?? '');
      return { person, unit: unit?.unit ?? null, held: unit?.held ?? false };
    }),
  };
};

const drawnUp = async ({ read, input }: StartAsk<Inputs['start'], unknown>) => {
  const { lines, wells, customers, rounds } = input;
  const content = await contentOf(read, { lines, wells, customers, rounds }, 'rounds');
  return 'issues' in content ? content : { reference: content };
};

const momentsOfPlan = async (ask: ActAsk<unknown, Facts, unknown>) => {
  const { season, rounds } = ask.current.facts;
  const days = [season.from, season.to, ...rounds.flatMap(({ from, to }) => [from, to])];
  return { reference: { moments: await readMoments(ask.read, days) } };
};

export const protectionPlanLookups = defineLookups<Reference, Inputs, Facts>()({
  start: drawnUp,
  revise: drawnUp,
  submit: momentsOfPlan,
  approve: momentsOfPlan,
  proposeChange: async (ask) => {
    const input = ask.input;
    const facts = ask.current.facts;
    const now = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
    const rounds = input.addRounds ?? [];
    const content = await contentOf(
      ask.read,
      {
        lines: input.lines ?? now(facts.lines),
        wells: input.wells ?? now(facts.wells),
        customers: input.customers ?? now(facts.customers),
        rounds,
      },
      'addRounds',
    );
    if ('issues' in content) return content;
    const days = [input.to ?? facts.season.to, ...rounds.flatMap(({ from, to }) => [from, to])];
    return { reference: { ...content, moments: await readMoments(ask.read, days) } };
  },
  approveChange: async (ask) => {
    const { change } = ask.current.facts;
    const days = change ? [change.season.to, ...change.addRounds.flatMap(({ from, to }) => [from, to])] : [];
    return { reference: { moments: await readMoments(ask.read, days) } };
  },
});
