import type { TestWorkflowEnvironment } from '@temporalio/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { processes } from '../../workers/processes.ts';
import { type Office, openOffice } from '../graphql/office.ts';
import { readStories, type Telling, type Told } from '../replay/stories.ts';
import { NotDone, telling, tenantOf } from '../replay/telling.ts';
import { timeSkipping } from '../servers/shared.ts';
import {
  figuresUnlikeTheEvents,
  otherThanTheEventsWrote,
  otherThanTheRulesSay,
  peopleOf,
  seenBeyondTheirRole,
  whoCannotGoOn,
} from './checks.ts';
import { type Done, type Drawn, disturb, drawn, type Scene } from './disturbances.ts';

/** One story of each process is disturbed here; `npm run pairs` takes all of them. `BANJIE_SEED` plays other courses, `BANJIE_COURSES` more of them; what fails is printed with its seed and can be played again. */
const seed = Number(process.env.BANJIE_SEED ?? 1);
const every = process.env.BANJIE_STORIES === 'all';
const courses = Number(process.env.BANJIE_COURSES ?? 1);
const ADMINS: Readonly<Record<string, string>> = {
  fushan: 'shi-lei',
  shangyu: 'qiu-lin',
  xiaoshan: 'luo-wen',
  tongyu: 'mei-xue',
  xindai: 'guan-shu',
};

let server: TestWorkflowEnvironment;
let office: Office;
const stories = await readStories();
const tellings = stories
  .flatMap((told) =>
    Object.keys(told.stories)
      .slice(0, every ? undefined : 1)
      .map((story) => ({ process: newest(told.package).name, story, told })),
  )
  // Each story is disturbed in its own way.
  .map((telling, n) => ({ ...telling, seed: seed + n }));

beforeAll(async () => {
  server = await timeSkipping();
  office = await openOffice({
    packages: stories.map((told) => told.package).filter((pkg) => !processes.includes(pkg)),
    temporalAddress: server.address as string,
  });
});
afterAll(async () => {
  await office?.close();
  await server?.teardown();
});

const CHANGED = ['people', 'person_roles', 'units', 'limits'];
/** Each course begins with the people, roles, units and limits of the sample data. */
const restore = async (): Promise<void> => {
  for (const table of CHANGED) await office.sql(`CREATE TABLE IF NOT EXISTS kept_${table} AS SELECT * FROM ${table}`);
  await office.sql(
    [
      ...CHANGED.toReversed().map((table) => `DELETE FROM ${table}`),
      ...CHANGED.map((table) => `INSERT INTO ${table} SELECT * FROM kept_${table}`),
    ].join('; '),
  );
};

/** What an office refuses is no fault. */
const unlessNotDone = (error: unknown): undefined => {
  if (!(error instanceof NotDone)) throw error;
};

let n = 0;
/** Tells a story with what was drawn between its acts, and says what came of it and what is wrong. */
const play = async (told: Told, story: string, between: readonly Drawn[]): Promise<{ course: string[]; wrong: string[] }> => {
  await restore();
  const tenant = tenantOf(told);
  const { name: process } = newest(told.package);
  const course: string[] = [];
  const wrong: string[] = [];
  const people = new Set<string>();
  const cases = new Set<string>();
  const open: Done[] = [];
  /** How the story has opened its first case, and the case that came in as well, with how many acts are still done on both. */
  let opening: Parameters<Telling['start']> | undefined;
  let twin: { readonly id: string; readonly of: string; acts: number } | undefined;
  const inner = telling(office, server, {
    process,
    story,
    tenant,
    request: `pairs-${++n}-`,
    patience: 5_000,
    seen: async (id) => void cases.add(id),
  });
  const scene = (): Scene => ({
    office,
    told,
    tenant,
    admin: ADMINS[tenant] as string,
    people,
    cases: [...cases],
    telling: inner,
    twin: async () => {
      const [of] = cases;
      if (!opening || twin || of === undefined) return undefined;
      twin = { id: await inner.start(...opening), of, acts: 3 };
      return twin.id;
    },
  });
  const left = [...between];
  const look = async (after: string) => {
    course.push(after);
    wrong.push(
      ...(await whoCannotGoOn(office, tenant, [...cases], await inner.now())).map((fault) => `${fault} (after ${after})`),
    );
  };
  const disturbed = async () => {
    const next = left.shift();
    if (!next || cases.size === 0) return;
    if (next.undo && open.length > 0) {
      const done = open.shift() as Done;
      await done.undo?.();
      return look(`${done.what}, and not any more`);
    }
    const done = await disturb(scene(), next);
    if (!done) return;
    if (done.undo) open.push(done);
    await look(done.what);
  };
  const outer: Telling = {
    ...inner,
    start: async (who, ...rest) => {
      if (typeof who === 'string') people.add(who);
      opening ??= [who, ...rest];
      const id = await inner.start(who, ...rest);
      await disturbed();
      return id;
    },
    act: async (who, action, id, ...rest) => {
      if (typeof who === 'string') people.add(who);
      await inner.act(who, action, id, ...rest);
      if (twin?.of === id && twin.acts-- > 0) await inner.act(who, action, twin.id, ...rest).catch(unlessNotDone);
      await look(`${typeof who === 'string' ? who : who.id} ${action}`);
      await disturbed();
    },
    until: async (...args) => {
      await inner.until(...args);
      await disturbed();
    },
  };
  try {
    await told.stories[story]?.(outer);
    // Most stories end with a closed case.
    const again = await disturb(scene(), { kind: 'aReopening', choice: between[0]?.choice ?? 0, undo: false });
    if (again) await look(again.what);
  } catch (error) {
    // Whom a disturbance has kept from their act is not a fault; that somebody else can go on was looked at.
    if (!(error instanceof NotDone) || between.length === 0) throw error;
    course.push(error.message);
  }
  for (const { undo } of open) await undo?.().catch(unlessNotDone);
  // Those of the story, and one of each kind of people.
  const kinds = Map.groupBy(await peopleOf(office, tenant), ({ id, grants }) =>
    people.has(id) ? id : JSON.stringify(grants.map(({ role, units }) => [role, units?.length])),
  );
  const viewers = [...kinds.values()].flatMap(([one]) => (one ? [one] : []));
  wrong.push(
    ...(await otherThanTheEventsWrote(office, tenant, [...cases])),
    ...(await otherThanTheRulesSay(office, [...cases])),
    ...(await seenBeyondTheirRole(office, viewers, [...cases])),
    ...(await figuresUnlikeTheEvents(office, ADMINS[tenant] as string, process)),
  );
  return { course, wrong };
};

test.each(tellings)(
  'whatever happens between the acts of $process, $story: somebody can go on, and the record is what the rules give',
  async ({ told, story, seed }) => {
    const found = await fc.check(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 8 }), async (between) => {
        const { course, wrong } = await play(told, story, between);
        if (wrong.length > 0) throw new Error(`${[...new Set(wrong)].join('\n')}\nThe course:\n${course.join('\n')}`);
      }),
      // Another telling goes another way, for its people and days are others: what is found isn't made smaller.
      { seed, numRuns: courses, endOnFailure: true },
    );
    if (found.failed)
      throw new Error(`With the seed ${found.seed}, in course ${found.numRuns}:\n${(found.errorInstance as Error)?.message}`);
  },
  60_000 * courses,
);
