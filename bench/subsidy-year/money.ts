/** What became of the money of the year, reckoned from the lines of the ledger alone, and held against the cases, the bank and the API. */

import { expect } from '../moved/expectation.ts';
import { checkBalances } from '../moved/ledger.ts';
import { untilSettled } from '../moved/settled.ts';
import { turns } from '../moved/turns.ts';
import { AUDITOR, applications, GRANT, ITEM, type Year } from './year.ts';

export type Money = {
  readonly allocated: number;
  readonly free: number;
  readonly committed: number;
  readonly payable: number;
  readonly inTransit: number;
  readonly spent: number;
  readonly recovered: number;
};

/** Ceilings are counted in accounts of their own. */
const LINES = `WITH moved AS (
    SELECT to_owner AS owner, amount FROM ledger_lines WHERE tenant = $1 AND asset = 'money' AND to_owner NOT IN ('scheme:granted', 'scheme:subsidies')
    UNION ALL SELECT from_owner, -amount FROM ledger_lines WHERE tenant = $1 AND asset = 'money' AND from_owner NOT IN ('scheme:granted', 'scheme:subsidies'))
  SELECT coalesce(-sum(amount) FILTER (WHERE owner = 'scheme:finance'), 0)::float8 AS allocated,
    coalesce(sum(amount) FILTER (WHERE owner = $2), 0)::float8 AS free,
    coalesce(sum(amount) FILTER (WHERE owner LIKE 'committed:%'), 0)::float8 AS committed,
    coalesce(sum(amount) FILTER (WHERE owner LIKE 'payable:%'), 0)::float8 AS payable,
    coalesce(sum(amount) FILTER (WHERE owner LIKE 'inTransit:%'), 0)::float8 AS "inTransit",
    coalesce(sum(amount) FILTER (WHERE owner = $3), 0)::float8 AS spent,
    coalesce(-sum(amount) FILTER (WHERE owner = $4), 0)::float8 AS recovered FROM moved`;

const inTurn = turns(1);

/** As of one moment, also while acts are under way; what was allocated is somewhere, and nowhere twice. */
export const readLines = ({ house: { owner, tenant }, plan }: Pick<Year, 'house' | 'plan'>): Promise<Money> =>
  inTurn(async () => {
    const { rows } = await owner.query<Money>(LINES, [
      ...[tenant, `budget:${ITEM}:${plan.year}`, `scheme:spent:${ITEM}`, `scheme:recovered:${ITEM}`],
    ]);
    const money = rows[0] as Money;
    const { allocated, free, committed, payable, inTransit, spent, recovered } = money;
    expect(
      allocated === free + committed + payable + inTransit + spent - recovered,
      `What was allocated isn’t what is free, committed, owed, on its way and spent, less what came back: ${JSON.stringify(money)}.`,
    );
    const below = Object.entries(money).find(([, fen]) => fen < 0);
    expect(below === undefined, `${below?.[0]} is below zero: ${JSON.stringify(money)}.`);
    return money;
  });

/** Looks at the lines again and again while something goes on; `stop` gives how often. */
export const watchLines = (year: Pick<Year, 'house' | 'plan'>, every = 500): { stop(): Promise<number> } => {
  let looks = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      await readLines(year);
      looks += 1;
      await new Promise((go) => setTimeout(go, every));
    }
  })();
  // What it throws is thrown where it is stopped.
  watching.catch(() => undefined);
  return {
    stop: async () => {
      stopped = true;
      await watching;
      return looks;
    },
  };
};

const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);

/** While nothing is under way: the lines are what the cases, the bank and the API say. */
export const checkMoney = async (year: Year): Promise<Money> => {
  const { bank, callers, house, plan } = year;
  await untilSettled(house);
  const money = await readLines(year);
  const all = await applications(year);
  const of = (...states: readonly string[]) => all.filter(({ state }) => states.includes(state)).length * GRANT;
  const repaid = all.flatMap(({ facts }) => (facts.recovery?.repaid ?? []) as readonly { fen: number }[]);
  const said: Partial<Money> = {
    committed: of('committed', 'onNotice'),
    payable: of('payable'),
    inTransit: of('instructed'),
    spent: of('paid', 'recovering', 'recovered', 'writtenOff'),
    recovered: sum(repaid.map(({ fen }) => fen)),
  };
  for (const [what, fen] of Object.entries(said))
    expect(
      money[what as keyof Money] === fen,
      `By the cases ${fen} cents are ${what}, and by the lines ${money[what as keyof Money]}.`,
    );
  const paid = new Set(all.filter(({ facts }) => facts.paidAt !== null).map(({ id }) => id));
  const byBank = sum(
    bank
      .paid()
      .filter(({ caseId }) => paid.has(caseId))
      .map(({ fen }) => fen),
  );
  expect(money.spent === byBank, `The bank has paid ${byBank} cents, and by the lines ${money.spent} were spent.`);
  const fields = 'allocated free committed payable inTransit spent recovered';
  const { budget } = await callers.ask(AUDITOR, `{ budget(item: "${ITEM}", year: ${plan.year}) { ${fields} } }`);
  for (const [what, fen] of Object.entries(money))
    expect(budget[what] === fen, `By the lines ${fen} cents are ${what}, and by the API ${budget[what]}.`);
  await checkBalances(house, 'money', 'budget:%');
  await checkBalances(house, 'money', 'payable:%');
  return money;
};

/** The bank has paid each application once that is paid, and no other; the ledger has one line for it. */
export const checkOnce = async (year: Year): Promise<{ payments: number; asked: number; back: number }> => {
  const { bank, house } = year;
  const all = await applications(year);
  const paid = all.filter(({ facts }) => facts.paidAt !== null);
  const byCase = Map.groupBy(bank.paid(), ({ caseId }) => caseId);
  const twice = [...byCase].find(([, payments]) => payments.length > 1);
  expect(twice === undefined, `The bank has paid ${twice?.[0]} ${twice?.[1].length} times.`);
  const missing = paid.find(({ id }) => !byCase.has(id));
  expect(
    missing === undefined && byCase.size === paid.length,
    `${paid.length} applications are paid, and the bank has paid ${byCase.size}; ${missing?.id ?? 'none'} is missing.`,
  );
  const accounts = new Set(bank.paid().map(({ account }) => account));
  expect(accounts.size === paid.length, `${paid.length} applications are paid, to ${accounts.size} accounts.`);
  const { rows } = await house.owner.query<{ id: string; lines: number }>(
    `SELECT case_id AS id, count(*)::int AS lines FROM ledger_lines WHERE tenant = $1 AND asset = 'money' AND to_owner = $2 GROUP BY 1`,
    [house.tenant, `scheme:spent:${ITEM}`],
  );
  const wrong = rows.find(({ lines }) => lines !== 1);
  expect(
    wrong === undefined && rows.length === paid.length,
    `${paid.length} applications are paid, and the ledger has ${rows.length} with a line; ${wrong?.id ?? 'none'} has more than one.`,
  );
  const ids = new Set(bank.asked.map(({ id }) => id));
  return { payments: bank.paid().length, asked: bank.asked.length, back: ids.size - bank.paid().length };
};
