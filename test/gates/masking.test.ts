/** What is personal on a case, looked for on every way out by everybody who may not read it. */
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { cursorOf } from '../../activities/event-cursor.ts';
import { newest } from '../../activities/process-package.ts';
import { caseOf } from '../../activities/stored.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { eventsOfProcess, factsOfProcess } from '../../graphql/selection.ts';
import { processes } from '../../workers/processes.ts';
import type { AnyProcess } from '../../workflows/kernel/process.ts';
import { listen } from '../graphql/listening.ts';
import type { Office } from '../graphql/office.ts';
import { peopleOf, storedCases } from '../pairs/checks.ts';
import { tenantOf } from '../replay/telling.ts';
import { type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { mayRead, type PersonalValue, personalValues, type Sent } from './personal-values.ts';
import { passes, remark } from './results.ts';
import { strangersTo, viewersOf } from './viewers.ts';

const schema = createSchema(processes);

/** Kinds of events whose fields are asked for with one question: it has a length. */
const KINDS = 2;
/** All that a process has to say of these events. */
const eventFields = (rules: AnyProcess, names: readonly string[]): readonly string[] => {
  const known = names.filter((name) => schema.getType(`${pascal(rules.name)}${name}Event`));
  const parts = Array.from({ length: Math.ceil(known.length / KINDS) }, (_, n) => known.slice(n * KINDS, (n + 1) * KINDS));
  // Two kinds may call different things by one name.
  const alone = (name: string, n: number) =>
    eventsOfProcess(schema, rules.name, name)
      .replace('{ input ', `{ input${n}: input `)
      .replace(' changes { ', ` changes${n}: changes { `);
  return parts.map((part) => `reason actorName authority ${part.map(alone).join(' ')}`);
};

/** What somebody reads of a case, by the way on which they read it. */
const waysOut = (office: Office, { rules, tenant, names }: { rules: AnyProcess; tenant: string; names: readonly string[] }) => {
  const facts = factsOfProcess(schema, rules.name);
  const events = eventFields(rules, names);
  const read = async (who: string, query: string) => {
    // On a busy machine the same is asked again, also where it hung up.
    const ask = (): Promise<{ data?: unknown; errors?: readonly { message: string; extensions?: { code?: string } }[] }> =>
      office.ask(who, query).catch(({ message }: Error) => ({ errors: [{ message, extensions: { code: 'UNAVAILABLE' } }] }));
    let { data, errors = [] } = await ask();
    for (let n = 0; errors[0]?.extensions?.code === 'UNAVAILABLE' && n < 60; n++) {
      await sleep(1_000);
      ({ data, errors = [] } = await ask());
    }
    const failed = errors.filter(({ extensions }) => !['NOT_FOUND', 'FORBIDDEN'].includes(extensions?.code ?? ''));
    if (failed[0]) throw new Error(`${failed[0].message} in ${query.slice(0, 200)}`);
    return JSON.stringify(data ?? null);
  };
  return {
    case: (who: string, id: string) =>
      read(
        who,
        `{ case(id: "${id}") { title openedByName parties { name phone email } nextActions { reason } holds { resource }
          measurements(first: 20) { edges { node { series value } } } 
          history(first: 50) { edges { node { reason actorName } } } ${facts} } }`,
      ),
    cases: async (who: string, id: string) => {
      const list = await read(
        who,
        `{ cases(first: 20, filter: { process: ["${rules.name}"] }) { edges { node { id title ${facts} } } } }`,
      );
      // Another case may hold the same, and be theirs.
      const edges: readonly { node: { id: string } }[] = JSON.parse(list)?.cases?.edges ?? [];
      return JSON.stringify(edges.filter(({ node }) => node.id === id));
    },
    events: async (who: string, id: string) => {
      const asked = events.map((event) => `{ events(first: 40, filter: { caseId: ["${id}"] }) { edges { node { ${event} } } } }`);
      return (await Promise.all(asked.map((query) => read(who, query)))).join();
    },
    inbox: (who: string) =>
      read(
        who,
        `{ inbox(first: 100) { edges { node { subject body } } } tasks(first: 100) { edges { node { title { en zh } case { title } } } } }`,
      ),
    evidence: (who: string, id: string) => read(who, `{ evidence(caseIds: ["${id}"]) }`),
    subscription: async (who: string, id: string) => {
      const after = cursorOf(office.program.services.secrets, tenant, { tx: 0n, seq: 0n });
      const listeners = await Promise.all(
        events.map((event) => listen(office, who, { after, filter: { caseId: [id] }, fields: `cursor node { ${event} }` })),
      );
      await sleep(200);
      for (const listener of listeners) listener.hangUp();
      const failed = listeners.flatMap(({ errors }) => errors);
      if (failed[0]) throw new Error(failed[0].message);
      return JSON.stringify(listeners.map(({ heard }) => heard));
    },
    export: async (who: string, id: string) => {
      const from = (format: string) =>
        fetch(`${office.url}/audit/export.${format}?caseId=${id}`, { headers: { authorization: `Bearer ${office.token(who)}` } });
      const texts = await Promise.all(['jsonl', 'csv', 'ocel.json', 'xes'].map(async (format) => (await from(format)).text()));
      return texts.join('\n');
    },
  } satisfies Record<string, (who: string, id: string) => Promise<string>>;
};

describe.each(toldOnes)('$process', ({ process, told }) => {
  let house: GateHouse;
  const wrong: string[] = [];
  const readers = new Map<string, Set<string>>();
  const done = new Set<string>();
  let looked = 0;
  const rules = newest(told.package) as AnyProcess;

  const lookAt = async (caseId: string): Promise<void> => {
    const { office } = house;
    const [row] = await storedCases(office, [caseId]);
    if (!row || row.process !== process || done.has(row.state)) return;
    done.add(row.state);
    await house.settled();
    const sent = await office.sql<Sent & { name: string }>(
      `SELECT action, name, actor_id AS actor, input FROM events WHERE case_id = $1`,
      [caseId],
    );
    const values = personalValues(told.package, row, sent);
    const staff = new Map((await peopleOf(office, tenantOf(told))).map((one) => [one.id, one]));
    const current = caseOf(row);
    const own = await office.sql<{ person: string; value: string }>(
      `SELECT p.person, v.value FROM parties p LEFT JOIN people a ON a.tenant = p.tenant AND a.id = p.person,
         unnest(ARRAY[p.phone, p.email, a.phone, a.email]) v(value) WHERE p.case_id = $1 AND v.value IS NOT NULL`,
      [caseId],
    );
    const allowed = (who: string, text: string) => {
      const actor = staff.get(who);
      if (own.some(({ person, value }) => person === who && value === text)) return true;
      return actor !== undefined && values.some((one) => one.value === text && mayRead(told.package, actor, current, one));
    };
    const judge = (who: string, roles: readonly string[], way: string, said: string, { field, kind, value }: PersonalValue) => {
      looked++;
      if (!said.includes(value)) return;
      readers.set(field, (readers.get(field) ?? new Set()).add(roles.join('+')));
      if (!allowed(who, value)) wrong.push(`${row.state}: ${who} (${roles.join()}) reads ${field} (${kind}) by ${way}: ${value}`);
    };
    const ways = Object.entries(
      waysOut(office, { rules, tenant: tenantOf(told), names: [...new Set(sent.map(({ name }) => name))] }),
    );
    const limited = pLimit(3);
    const viewers = [...(await viewersOf(house, told, row)), ...strangersTo(house, told)];
    await Promise.all(
      viewers.map(({ id, roles }) =>
        limited(async () => {
          for (const [way, read] of ways) {
            const said = await read(id, caseId);
            for (const one of values) judge(id, roles, way, said, one);
          }
        }),
      ),
    );
    const messages = await office.sql<{ person: string; channel: string; text: string }>(
      `SELECT person, channel, to_jsonb(o)::text AS text FROM outbox o WHERE case_id = $1 AND channel IN ('email', 'webhook')`,
      [caseId],
    );
    for (const { person, channel, text } of messages) for (const one of values) judge(person ?? 'nobody', [], channel, text, one);
  };

  beforeAll(async () => {
    house = await openGateHouse();
    for (const story of Object.keys(told.stories)) await house.tell(told, story, { after: lookAt });
    for (const [field, roles] of readers) remark('masking', process, `${field} is read by ${[...roles].toSorted().join(', ')}`);
  }, 1_200_000);
  afterAll(() => house?.close());

  it('shows what is personal to those whose it is, and to the roles that need it', () =>
    passes('masking', process, looked, wrong));
});
