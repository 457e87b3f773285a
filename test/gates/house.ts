/** An office on a moved clock whose stories go through the API, step by step, so that gates can look and act between the steps. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { GraphQLArgument } from 'graphql';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { newest } from '../../activities/process-package.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../../workers/processes.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { askWithFiles, type Office, openOffice } from '../graphql/office.ts';
import { readStories, type Telling, type Told } from '../replay/stories.ts';
import { NotDone, telling, tenantOf } from '../replay/telling.ts';
import { timeSkipping } from '../servers/shared.ts';

const wanted = (process.env.BANJIE_GATES ?? '').split(',').filter((name) => name !== '');

/** The processes whose gates are run: those that were named, or all of Banjie's own. */
export const toldOnes = (await readStories())
  .filter((told) => processes.includes(told.package))
  .map((told) => ({ process: newest(told.package).name, told }))
  .filter(({ process }) => wanted.length === 0 || wanted.includes(process));

export type Answer = {
  readonly __typename: 'ActionDone' | 'Refused' | 'Conflict' | 'InvalidInput' | 'Error';
  readonly replayed?: boolean;
  readonly case?: { readonly id: string; readonly state: string; readonly revision: number };
  readonly event?: { readonly name: string };
  readonly message?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
};

/** How often an act without an answer is sent again. */
const PATIENCE = 60;

const RESULT = `__typename
  ... on ActionDone { replayed case { id state revision } event { name } }
  ... on Refused { message reason }
  ... on Conflict { message }
  ... on InvalidInput { message issues { path message } }`;

/** An act as somebody sends it. */
export type Act = {
  readonly who: string | null;
  readonly process: string;
  readonly action: string;
  readonly caseId?: string;
  readonly input?: object;
};

export type GateHouse = {
  readonly office: Office;
  readonly server: TestWorkflowEnvironment;
  /** Whether the API has a mutation for it. */
  offers(act: Pick<Act, 'process' | 'action'>): boolean;
  send(act: Act, more?: { requestId?: string; locale?: 'en' | 'zh' }): Promise<Answer>;
  /** Tells one story; what isn't done is an error. `seen` hears of each case, in the order in which they come. */
  tell(told: Told, story: string, between?: Between): Promise<readonly string[]>;
  /** Waits until what follows by itself has followed. */
  settled(): Promise<void>;
  /** Lets the clock of all that runs stand at this moment at least. */
  until(at: number): Promise<void>;
  now(): number;
  close(): Promise<void>;
};

/** What a gate does between the steps of a story. */
export type Between = {
  /** Before an act of a person; its answer takes the place of the act's own. */
  readonly instead?: (act: Act, plain: () => Promise<Answer>) => Promise<Answer>;
  /** After a case was opened, acted on, or has gone on by itself. */
  readonly after?: (caseId: string, what: string) => Promise<void>;
};

const isPhoto = (value: object): value is { sha256: string } => 'sha256' in value && 'mime' in value;
const photos = new Map<string, Promise<Blob>>();
/** Each photo of a story is one of its own. */
const photoOf = ({ sha256 }: { sha256: string }): Promise<Blob> => {
  const hue = (sha256.charCodeAt(0) * 7) % 160;
  const known =
    photos.get(sha256) ??
    samplePhoto({ place: { lat: 28.58, lon: 121.32 }, takenAt: '2026:03:01 17:30:00', hue, text: sha256.slice(0, 4) }).then(
      (bytes) => new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }),
    );
  photos.set(sha256, known);
  return known;
};

/** The input with null for each photo, and the photos by their paths. */
const split = async (value: unknown, path: string, files: Record<string, Blob>): Promise<unknown> => {
  if (typeof value !== 'object' || value === null) return value;
  if (isPhoto(value)) {
    files[path] = await photoOf(value);
    return null;
  }
  if (Array.isArray(value)) return Promise.all(value.map((one, n) => split(one, `${path}.${n}`, files)));
  const parts = await Promise.all(
    Object.entries(value).map(async ([name, part]) => [name, await split(part, `${path}.${name}`, files)]),
  );
  return Object.fromEntries(parts);
};

const schema = createSchema(processes);
const fieldOf = ({ process, action }: Pick<Act, 'process' | 'action'>): string =>
  action === 'start' ? `start${pascal(process)}` : `${process}${pascal(action)}`;

const mutationOf = (act: Act) => {
  const field = schema.getMutationType()?.getFields()[fieldOf(act)];
  if (!field) return undefined;
  const args = field.args.filter(({ name }) => ['caseId', 'requestId', 'input'].includes(name));
  const named = (text: (arg: GraphQLArgument) => string) => args.map(text).join(', ');
  return {
    hasInput: args.some(({ name }) => name === 'input'),
    query: `mutation (${named(({ name, type }) => `$${name}: ${type}`)}) { ${field.name}(${named(({ name }) => `${name}: $${name}`)}) { ${RESULT} } }`,
  };
};

/** Milliseconds after which a clock that hasn’t moved isn’t waited for. */
const STILL = 20_000;

/** Lets time pass, though a worker that was killed has left the clock of the server standing: it is let go then. */
const sleptThough = async (server: TestWorkflowEnvironment, time: string): Promise<void> => {
  let isOver = false;
  const slept = server.sleep(time as `${number} days`).then(() => {
    isOver = true;
  });
  for (;;) {
    const [at, from] = [await server.currentTimeMs(), Date.now()];
    await Promise.race([slept, sleep(STILL)]);
    if (isOver) return;
    const stood = (await server.currentTimeMs()) - at < Date.now() - from + 1_000;
    if (stood) await (server.connection as Connection).testService?.unlockTimeSkipping({});
  }
};

/** `starts`: another program than all of it in one; `moved` hears how far the clock of the house is ahead of this machine's. */
export const openGateHouse = async ({
  starts,
  moved = () => {},
}: Pick<NonNullable<Parameters<typeof openOffice>[0]>, 'starts'> & {
  moved?: (ahead: number) => void;
} = {}): Promise<GateHouse> => {
  const server = await timeSkipping();
  let ahead = (await server.currentTimeMs()) - Date.now();
  moved(ahead);
  const now = () => Date.now() + ahead;
  const office = await openOffice({
    temporalAddress: server.address as string,
    program: { now },
    ...(starts ? { starts } : {}),
  });
  const settled = async (): Promise<void> => {
    const awaited = `SELECT 1 FROM cases WHERE live AND next_step_at <= to_timestamp($1) UNION ALL
      SELECT 1 FROM outbox WHERE channel IN ('act', 'open') AND delivered_at IS NULL AND given_up_at IS NULL`;
    for (let n = 0; n < 200 && (await office.sql(awaited, [now() / 1_000])).length > 0; n++) await sleep(50);
  };
  const pass = async (time: string): Promise<void> => {
    await (starts ? sleptThough(server, time) : server.sleep(time as `${number} days`));
    ahead = (await server.currentTimeMs()) - Date.now();
    moved(ahead);
    await settled();
  };
  const send: GateHouse['send'] = async (act, { requestId = randomUUID(), locale = 'en' } = {}) => {
    const mutation = mutationOf(act);
    if (!mutation) throw new Error(`There is no mutation for ${act.process}.${act.action}.`);
    const files: Record<string, Blob> = {};
    const input = mutation.hasInput ? await split(act.input ?? {}, 'variables.input', files) : undefined;
    const variables = { requestId, ...(act.caseId ? { caseId: act.caseId } : {}), ...(input === undefined ? {} : { input }) };
    const sent = () =>
      act.who !== null && Object.keys(files).length > 0
        ? askWithFiles(office, act.who, mutation.query, variables, files, { 'accept-language': locale })
        : office.ask(act.who, mutation.query, variables, {
            'accept-language': locale,
            ...(act.who === null ? { 'banjie-tenant': 'tongyu' } : {}),
          });
    // A connection that the server has just closed was no answer, either.
    const ask = () =>
      sent().catch((error: Error) => {
        if (error.message !== 'fetch failed') throw error;
        return { data: undefined, errors: [{ message: error.message, extensions: { code: 'UNAVAILABLE' } }] };
      });
    let { data, errors } = await ask();
    // On a busy machine the same is asked again, as callers do.
    for (let n = 0; errors?.[0]?.extensions?.code === 'UNAVAILABLE' && n < PATIENCE; n++) {
      await sleep(1_000);
      ({ data, errors } = await ask());
    }
    if (errors?.[0]) return { __typename: 'Error', code: errors[0].extensions?.code, message: errors[0].message };
    return data[fieldOf(act)];
  };
  const offers: GateHouse['offers'] = (act) => schema.getMutationType()?.getFields()[fieldOf(act)] !== undefined;
  let telling_ = 0;
  const tell: GateHouse['tell'] = async (told, story, { instead, after } = {}) => {
    const tenant = tenantOf(told);
    const { name } = newest(told.package);
    const cases: string[] = [];
    const seen = async (id: string) => {
      if (!cases.includes(id)) cases.push(id);
    };
    const plain = telling(office, server, { process: name, story, tenant, request: `gates-${++telling_}-`, seen });
    const known = (who: string | Actor): who is string =>
      typeof who === 'string' && office.people.some(({ id, tenant: of }) => id === who && of === tenant);
    const through = async (act: Act): Promise<string> => {
      const answer = await (instead ?? ((_, done) => done()))(act, () => send(act));
      if (answer.__typename !== 'ActionDone' || !answer.case)
        throw new NotDone(`In “${story}” ${act.who} ${act.action} was not done: ${JSON.stringify(answer)}`);
      await seen(answer.case.id);
      return answer.case.id;
    };
    const outer: Telling = {
      ...plain,
      start: async (who, input, more = {}) => {
        const process = more.process ?? name;
        const isPlain = more.historyLimit !== undefined || !known(who) || !offers({ process, action: 'start' });
        const id = isPlain ? await plain.start(who, input, more) : await through({ who, process, action: 'start', input });
        await after?.(id, 'start');
        return id;
      },
      act: async (who, action, caseId, input = {}, process = name) => {
        if (!known(who) || !offers({ process, action })) await plain.act(who, action, caseId, input, process);
        else await through({ who, process, action, caseId, input });
        await after?.(caseId, action);
      },
      pass,
      until: async (caseId, event) => {
        await plain.until(caseId, event);
        await after?.(caseId, event);
      },
      linked: async (caseId, kind) => {
        const id = await plain.linked(caseId, kind);
        await after?.(id, kind);
        return id;
      },
    };
    await told.stories[story]?.(outer);
    return cases;
  };
  return {
    office,
    server,
    offers,
    send,
    tell,
    settled,
    until: async (at) => {
      if (at > now()) await pass(`${Math.ceil((at - now()) / 1_000)} seconds`);
    },
    now,
    close: async () => {
      await office.close();
      await server.teardown();
    },
  };
};
