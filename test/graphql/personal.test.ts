/** Walks all processes: whatever a schema marks as personal, nobody without the role for it sees by any field. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { keptPart, type Part } from '../../graphql/described/part.ts';
import { processes } from '../../workers/processes.ts';
import type { AnyRule } from '../../workflows/kernel/process.ts';
import { listen } from './listening.ts';
import { type Office, openOffice } from './office.ts';
import { FACTS, SENT } from './selections.ts';

/** Values that are told from all others, each made once. */
const marked = () => {
  const words: string[] = [];
  const one = (kind: string): string => {
    const n = String(words.length).padStart(4, '0');
    const word =
      kind === 'phone' ? `1395${n}7788` : kind === 'email' ? `zq${n}personal@example.org` : `Zq${n} ${kind} of somebody`;
    words.push(word);
    return word;
  };
  return { words, one };
};

/** A value of a schema in which all that is personal is told from everything else. */
const sample = (part: Part, mark: (kind: string) => string, name = ''): unknown => {
  if (part['x-personal']) return mark(part['x-personal']);
  if (part.graphql === 'Upload') return [];
  if (part.graphql === 'Budget') return { workingDays: 1 };
  if (part.graphql === 'DateTime' && part.type !== 'string') return Date.UTC(2026, 2, 1);
  if (part.graphql === 'Date' || part.format === 'date') return '2026-03-01';
  if (part.format === 'date-time') return '2026-03-01T08:00:00Z';
  if (part.enum) return part.enum[0];
  switch (part.type ?? 'any') {
    case 'object': {
      const fields = Object.entries(part.properties ?? {}).map(([key, inner]) => [key, sample(inner, mark, key)]);
      const others =
        typeof part.additionalProperties === 'object' ? [['person:nobody', sample(part.additionalProperties, mark)]] : [];
      return Object.fromEntries([...fields, ...others]);
    }
    case 'array':
      return [sample(part.items ?? {}, mark, name)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      // What is sealed is read by no role.
      return name !== 'sealed';
    default:
      return part['x-pick'] ? 'nobody' : `plain ${name}`;
  }
};

let office: Office;
const written = new Map<string, { id: string; words: readonly string[] }>();

/** A case of each process with an event for each of its acts, as the record would hold them: every word is personal, also where it is quoted. */
const write = async (pkg: ProcessPackage): Promise<void> => {
  const process = newest(pkg);
  const { words, one } = marked();
  const id = `FS-${process.code}-20260301-0001`;
  const facts = sample(keptPart(pkg.facts), one) as object;
  const acts: [string, Pick<AnyRule, 'event'>][] = [['start', process.start], ...Object.entries<AnyRule>(process.actions)];
  const events = acts.map(([action, { event }]) => ({
    action,
    name: event,
    input: pkg.inputs[action] ? sample(keptPart(pkg.inputs[action]), one) : {},
  }));
  const [state] = Object.keys(process.states);
  await office.sql(
    `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, live, head_hash)
     VALUES ($1, 'fushan', $2, $3, $4, $5, false, $6, $7, '[]', '{}', 'somebody', now(), now(), false, 'h')`,
    [id, process.name, process.version, `About ${JSON.stringify(facts)}`, state, events.length - 1, facts],
  );
  for (const [revision, { action, name, input }] of events.entries()) {
    const quoted = JSON.stringify([input, facts]);
    await office.sql(
      `INSERT INTO events (case_id, revision, tenant, process, name, action, actor_id, actor_name, role, at, to_state, reason, input, reference, changes, request_id, request_hash, previous, hash)
       VALUES ($1, $2, 'fushan', $3, $4, $5, 'somebody', 'Somebody else', 'resident', now(), $6, $7, $8, $9, $10, $11, '', '', '')`,
      [
        id,
        revision,
        process.name,
        name,
        action,
        state,
        quoted,
        input,
        { quoted },
        { before: facts, after: facts },
        `${id}:${revision}`,
      ],
    );
  }
  const party = [one('name'), one('phone'), one('email')];
  await office.sql(
    `INSERT INTO parties (id, tenant, case_id, role, name, phone, email, revision) VALUES ($1, 'fushan', $2, 'customer', $3, $4, $5, 0)`,
    [`party-${id}`, id, ...party],
  );
  await office.sql(
    `INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, person, params, at, address)
     VALUES ($1, 'fushan', $2, 0, $3, 'inbox', 'escalated', 'qiu-ming', '{}', now(), NULL)`,
    [`outbox-${id}`, id, process.name],
  );
  written.set(process.name, { id, words });
};

beforeAll(async () => {
  office = await openOffice();
  for (const pkg of processes) await write(pkg);
}, 120_000);
afterAll(() => office?.close());

const SHEET = 'sheet { display value }';
const CASE = `title titleText openedByName ${SHEET} parties { name phone email }`;
const EVENT = `reason actorName authority ${SHEET}`;

/** Everything that somebody is shown of a case, by each way to it. */
const everything = async (person: string, process: string, pkg: ProcessPackage, id: string): Promise<string> => {
  const own = `${CASE} ${FACTS(process)}`;
  const rules = newest(pkg);
  const names = [rules.start, ...Object.values<AnyRule>(rules.actions)].map(({ event }) => event);
  const questions = [
    `{ case(id: "${id}") { ${own} history(first: 100) { edges { node { ${EVENT} } } } } }`,
    `{ cases(first: 1, filter: { process: ["${process}"] }) { edges { node { ${own} } } } }`,
    `{ events(first: 100, filter: { process: ["${process}"] }) { edges { node { ${EVENT} case { ${CASE} } } } } }`,
    ...names.map(
      (name) =>
        `{ events(first: 1, filter: { process: ["${process}"], name: ["${name}"] }) { edges { node { ${SENT(process, name)} } } } }`,
    ),
    '{ inbox(first: 100) { edges { node { subject body } } } }',
  ];
  const answers = await Promise.all(questions.map((question) => office.ask(person, question)));
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  return JSON.stringify(answers.map(({ data }) => data));
};

const found = (text: string, words: readonly string[]): string[] => words.filter((word) => text.includes(word));

describe('what is personal', () => {
  for (const pkg of processes) {
    const { name, personal } = newest(pkg);
    it(`in a ${name} is seen by those whose role needs it, and by nobody else`, async () => {
      const { id, words } = written.get(name) ?? { id: '', words: [] };
      expect(words.length).toBeGreaterThanOrEqual(3);
      for (const person of ['qiu-ming', 'shi-lei']) {
        expect([person, found(await everything(person, name, pkg, id), words)]).toEqual([person, []]);
      }
      const [role] = personal;
      if (role === undefined) return;
      await office.sql(
        `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('fushan', $1, 'shi-lei', $2, '2020-01-01')`,
        [`role-${name}`, role],
      );
      const seen = found(await everything('shi-lei', name, pkg, id), words);
      await office.sql(`DELETE FROM person_roles WHERE id = $1`, [`role-${name}`]);
      expect(seen).toEqual(words);
    });
  }

  it('is masked in what is heard live as well', async () => {
    const fields =
      'cursor node { caseId reason sheet { display } case { title } ... on IssueReportReportedEvent { input { reporter { name phone } place { address } } } }';
    const listener = await listen(office, 'qiu-ming', { fields });
    const caller = { name: 'Xanthippe Li', phone: '13912345678' };
    const filed = await office.start('song-jia', {
      category: 'rubbish',
      text: 'A heap',
      place: { lat: 30.003, lon: 120.573, address: '12 Secret Lane' },
      reporter: caller,
    });
    await expect.poll(() => listener.heard.some(({ node }) => node.caseId === filed.case.id), { timeout: 15_000 }).toBe(true);
    listener.hangUp();
    expect(found(JSON.stringify(listener.heard), ['Xanthippe Li', '13912345678', '12 Secret Lane'])).toEqual([]);
  });
});
