import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSchema } from '../../graphql/schema/schema.ts';
import { openStage } from '../../workers/demo/stage.ts';
import { stories } from '../../workers/demo/stories.ts';
import { processes } from '../../workers/processes.ts';
import { type Office, openOffice } from '../graphql/office.ts';
import { anyCall, type Call, namesOf, nextCall, startCall } from './calls.ts';
import { one, seldom } from './values.ts';

/** `npm run fuzz -- --seed N --calls N` draws other calls, and more of them; what fails is shown with its seed. */
const seed = Number(process.env.BANJIE_SEED ?? 1);
const calls = Number(process.env.BANJIE_CALLS ?? 300);
/** Milliseconds after which a call counts as hanging. */
const PATIENCE = 20_000;
const AT_ONCE = 4;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

type Said = { readonly status: number; readonly body: string };

/** What has many times the size that is taken is cut off, and gets no answer: nobody sends it here. */
const LARGEST = 2 * 1024 * 1024;
const bodyOf = (query: string, variables: object): string => {
  const body = JSON.stringify({ query, variables });
  return body.length < LARGEST ? body : JSON.stringify({ query });
};

const send = async ({ headers, text: query, variables }: Call): Promise<Said> => {
  const response = await fetch(`${office.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: bodyOf(query, variables),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { status: response.status, body: await response.text() };
};

/** What no answer holds: that the fault is ours, where our programs lie, or how we ask the database. */
const OURS = /"code":"(INTERNAL|UNAVAILABLE)"|node_modules|\.ts:\d+|prisma\.\w+\.|SELECT .{1,80} FROM|\bat \w+ \(/;

const wrongWith = async (call: Call): Promise<{ said: Said; wrong: string | undefined }> => {
  try {
    const said = await send(call);
    // Words that were sent may come back.
    const echoed = OURS.exec(said.body)?.[0];
    const isOurs = echoed !== undefined && !JSON.stringify(call.variables).includes(echoed);
    return { said, wrong: said.status >= 500 || isOurs ? `${said.status} ${said.body.slice(0, 600)}` : undefined };
  } catch (error) {
    return { said: { status: 0, body: '' }, wrong: `no answer: ${(error as Error).message}` };
  }
};

it(
  'answers whatever it is asked with its own words, and goes on',
  async () => {
    const schema = createSchema(processes);
    const told = calls > 1_000 ? stories : stories.slice(0, 1);
    for (const story of told) await story.play(await openStage(office.url, () => {}));
    const tenants = [...new Set(office.people.map(({ tenant }) => tenant))];
    const peopleOf = (tenant: string) => office.people.filter((person) => person.tenant === tenant);
    const faults: object[] = [];
    const kinds: Record<string, number> = {};
    const memory: number[] = [];
    let made = 0;
    const draws = fc.sample(fc.gen(), { seed, numRuns: calls });
    for (let at = 0; at < draws.length; at += AT_ONCE) {
      const some = await Promise.all(
        draws.slice(at, at + AT_ONCE).map(async (draw) => {
          const tenant = one(draw, tenants);
          const [names, people] = [await namesOf(office, tenant), peopleOf(tenant)];
          if (seldom(draw, 50)) return anyCall(draw, schema, names, seldom(draw, 90) ? people : office.people);
          return (
            (seldom(draw, 30)
              ? startCall(draw, processes, names, people)
              : await nextCall(draw, processes, office, names, people)) ?? anyCall(draw, schema, names, people)
          );
        }),
      );
      for (const [n, { said, wrong }] of (await Promise.all(some.map(wrongWith))).entries()) {
        made++;
        const kind = /"__typename":"(\w+)"/.exec(said.body)?.[1] ?? /"code":"(\w+)"/.exec(said.body)?.[1] ?? 'data';
        kinds[kind] = (kinds[kind] ?? 0) + 1;
        if (wrong) faults.push({ wrong, ...some[n], headers: undefined });
      }
      if (at % 500 < AT_ONCE) memory.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    }
    if (calls > 1_000) console.log(`seed ${seed}, ${made} calls; answers: ${JSON.stringify(kinds)}; MiB: ${memory.join(' ')}`);
    expect({ seed, faults }).toEqual({ seed, faults: [] });
    expect(made).toBe(calls);
    // Some of it has to get through, or the rules are never reached.
    expect(kinds.ActionDone ?? 0).toBeGreaterThan(calls / 150);
    expect((await fetch(`${office.url}/healthz`)).status).toBe(200);
    // Memory doesn't grow with the calls: what the second half needs more is little.
    const [half = 0, end = 0] = [memory[Math.floor(memory.length / 2)], memory.at(-1)];
    expect(end).toBeLessThan(half * 1.3 + 100);
  },
  Math.max(120_000, calls * 500),
);
