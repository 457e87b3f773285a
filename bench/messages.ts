/** What messages by e-mail and SMS add to a case: the same reports with everybody's inbox alone, and with the sample's channels. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openBench } from './cases.ts';
import { median, showRatio, showTable } from './figures.ts';
import { play } from './load.ts';
import { processorMillis } from './processor-time.ts';
import { muteMessages, type Servers, unmuteMessages } from './servers.ts';
import { temporalActions } from './temporal-actions.ts';

type Cost = { readonly actions: number; readonly messages: number; readonly casesPerSecond: number } & Record<
  'temporal' | 'program' | 'postgres',
  number
>;

const LEFT = `SELECT count(*)::int AS n FROM outbox WHERE channel <> 'inbox' AND delivered_at IS NOT NULL`;
const WAITING = `SELECT count(*)::int AS n FROM outbox WHERE channel <> 'inbox' AND delivered_at IS NULL`;

/** Plays them in turns, each until its last message has left, 16 at once. */
export const benchMessages = async (servers: Servers, { rounds, cases }: { rounds: number; cases: number }): Promise<void> => {
  const bench = await openBench(servers, 'messages');
  const { owner } = servers;
  const count = async (sql: string) => (await owner.query<{ n: number }>(sql)).rows[0]?.n ?? 0;
  const cost = async (): Promise<Cost> => {
    const actions = await temporalActions(servers.temporalMetrics);
    const messages = await count(LEFT);
    const used = () => ({
      temporal: processorMillis(bench.pids.temporal),
      program: processorMillis(bench.pids.program),
      postgres: processorMillis(bench.pids.postgres),
    });
    const before = used();
    const since = performance.now();
    await play(bench.ways.kernel, cases, 16, bench.pids);
    while ((await count(WAITING)) > 0) await sleep(50);
    const seconds = (performance.now() - since) / 1_000;
    const after = used();
    const per = (who: keyof typeof before) => (after[who] - before[who]) / cases;
    return {
      casesPerSecond: cases / seconds,
      messages: ((await count(LEFT)) - messages) / cases,
      actions: ((await temporalActions(servers.temporalMetrics)) - actions) / cases,
      temporal: per('temporal'),
      program: per('program'),
      postgres: per('postgres'),
    };
  };
  const inbox: Cost[] = [];
  const sent: Cost[] = [];
  try {
    await play(bench.ways.kernel, 120, 16, bench.pids);
    for (let round = 0; round < rounds; round++) {
      await muteMessages(owner);
      inbox.push(await cost());
      await unmuteMessages(owner);
      sent.push(await cost());
    }
  } finally {
    await muteMessages(owner);
    await bench.close();
  }
  const middle = (costs: readonly Cost[], of: (cost: Cost) => number) => median(costs.map(of));
  console.log(`\nMessages, 16 cases at once, ${cases} a round, medians of ${rounds} rounds; processor time in ms per case`);
  showTable(
    ['', 'messages', 'Temporal actions', 'cases/s', 'CPU Temporal', 'CPU worker+API', 'CPU PostgreSQL'],
    [['inboxes alone', inbox] as const, ['the sample’s channels', sent] as const].map(([name, costs]) => [
      name,
      middle(costs, ({ messages }) => messages),
      middle(costs, ({ actions }) => actions),
      middle(costs, ({ casesPerSecond }) => casesPerSecond),
      middle(costs, ({ temporal }) => temporal),
      middle(costs, ({ program }) => program),
      middle(costs, ({ postgres }) => postgres),
    ]),
  );
  const ratio = (of: (cost: Cost) => number) => median(sent.map((cost, round) => of(cost) / of(inbox[round] as Cost)));
  showRatio(
    'Temporal’s processor time, with messages to without',
    ratio(({ temporal }) => temporal),
    'at most 1.1',
  );
  showRatio(
    'work of all programs, likewise',
    ratio(({ temporal, program, postgres }) => temporal + program + postgres),
    'nothing; it is what messages cost',
  );
};
