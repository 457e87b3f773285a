import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import type { AnyRule } from '../../workflows/kernel/process.ts';
import { type Office, openOffice } from '../graphql/office.ts';
import { told } from '../replay/stories/issue-report.ts';
import { telling, tenantOf } from '../replay/telling.ts';
import { timeSkipping } from '../servers/shared.ts';

type Counts = { readonly events: number; readonly cases: number };
type Mined = {
  readonly csv: Counts;
  readonly jsonl: Counts;
  readonly xes: Counts;
  readonly ocel: Counts & { readonly types: readonly string[]; readonly relations: number };
  readonly resources: readonly string[];
  /** Per cent of the cases that the discovered net can play. */
  readonly fitting: number;
  readonly states: readonly (readonly [string, string])[];
  readonly steps: readonly (readonly [string, string, number])[];
  readonly first: Readonly<Record<string, number>>;
  readonly last: Readonly<Record<string, number>>;
};

const folder = mkdtempSync(join(tmpdir(), 'banjie-mining-'));
const rules = newest(told.package);
let server: TestWorkflowEnvironment;
let office: Office;
let mined: Mined;

const exported = async (ending: string): Promise<void> => {
  const answer = await fetch(`${office.url}/audit/export.${ending}?process=${rules.name}`, {
    headers: { authorization: `Bearer ${office.token('qiu-ming')}` },
  });
  expect(answer.status).toBe(200);
  writeFileSync(join(folder, `export.${ending}`), Buffer.from(await answer.arrayBuffer()));
};

beforeAll(async () => {
  server = await timeSkipping();
  office = await openOffice({ temporalAddress: server.address as string });
  for (const [story, tell] of Object.entries(told.stories))
    await tell(
      telling(office, server, { process: rules.name, story, tenant: tenantOf(told), patience: 60_000, seen: async () => {} }),
    );
  for (const ending of ['csv', 'jsonl', 'xes', 'ocel.json']) await exported(ending);
  const python = process.env.MINING_PYTHON ?? 'python3';
  const { stdout } = await promisify(execFile)(python, [join(import.meta.dirname, 'mine.py'), folder], { maxBuffer: 10 ** 7 });
  mined = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}, 600_000);
afterAll(async () => {
  await office?.close();
  await server?.teardown();
  rmSync(folder, { recursive: true, force: true });
});

/** The steps that follow on each other, with how often they did. */
const picture = ({ steps, first, last }: Mined): string => {
  const arrows = [
    ...Object.entries(first).map(([event, n]) => ['begin((•))', event, n] as const),
    ...steps,
    ...Object.entries(last).map(([event, n]) => [event, 'finish(((•)))', n] as const),
  ];
  return ['flowchart TD', ...arrows.map(([from, to, n]) => `  ${from} -->|${n}| ${to}`).toSorted(), ''].join('\n');
};

describe('pm4py', () => {
  it('opens every export, and finds as many events and cases in each as the record has', async () => {
    const [stored] = await office.sql<Counts>(
      `SELECT count(*)::int AS events, count(DISTINCT case_id)::int AS cases FROM events WHERE process = $1`,
      [rules.name],
    );
    expect(stored?.cases).toBeGreaterThan(10);
    for (const kind of ['csv', 'jsonl', 'xes', 'ocel'] as const)
      expect([kind, mined[kind]]).toEqual([kind, expect.objectContaining(stored)]);
    expect(mined.ocel.types).toEqual(['issueReport', 'person', 'unit']);
    expect(mined.ocel.relations).toBeGreaterThan(mined.ocel.events);
    expect(mined.resources.filter((resource) => !/^(p-[\w-]{16}|clock:\w+|case:[\w-]+)$/.test(resource))).toEqual([]);
  });

  it('sees cases go from state to state as the rules declare it, and no other way', () => {
    const declared = new Set(
      Object.values<AnyRule>(rules.actions).flatMap(({ from, to = [] }) =>
        from.flatMap((one: string) => to.map((other: string) => `${one} ${other}`)),
      ),
    );
    expect(mined.states.length).toBeGreaterThan(10);
    expect(mined.states.map(([from, to]) => `${from} ${to}`).filter((move) => !declared.has(move))).toEqual([]);
  });

  it('discovers a net that all of these cases fit, and the model that the docs show beside the declared one', async () => {
    expect(mined.fitting).toBe(100);
    await expect(picture(mined)).toMatchFileSnapshot('../../docs/discovered/issue-report.mmd');
  });
});
