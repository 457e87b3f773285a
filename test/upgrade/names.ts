/** Names that stand in histories, in records and in what tenants have set: law once they were released. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { effectCatalogue } from '../../activities/effects.ts';
import { kernelActivities } from '../../activities/kernel-activities.ts';
import { machineActivities } from '../../activities/machines/activities.ts';
import { noticesOf } from '../../activities/notices.ts';
import type { ProcessPackage } from '../../activities/process-package.ts';
import { commandSeals } from '../../activities/seals.ts';
import { searchAttributes } from '../../workers/embedded/temporal.ts';
import { CASES } from '../../workers/mount-options.ts';
import { processes } from '../../workers/processes.ts';
import { ACT, CLOCKS_MOVED, OPEN } from '../../workflows/kernel/contract.ts';
import { OWN_ACTS } from '../../workflows/kernel/own-acts.ts';
import type { AnyProcess } from '../../workflows/kernel/process.ts';
import { KERNEL_REFUSALS } from '../../workflows/kernel/refusals.ts';
import { banjieService } from '../../workflows/machines/nexus-service.ts';

/** Names by what they are names of. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** What today's code has. */
export const namesOfToday = (): Names => {
  const kernel = kernelActivities(new Pool(), processes, { seals: commandSeals(['names']), secrets: ['names'] });
  const refusals = sources().flatMap((text) => [...text.matchAll(/\brefuse\(\s*'([^']+)'/g)].map(([, code]) => String(code)));
  return {
    'task queues': [CASES],
    'search attributes': searchAttributes,
    Updates: [ACT, OPEN],
    signals: [CLOCKS_MOVED],
    workflows: processes.flatMap(({ versions }) => versions.map(({ name }) => name)),
    activities: [...Object.keys(kernel), ...Object.keys(machineActivities(undefined as never, []))],
    'Nexus operations': Object.keys(banjieService.operations).map((name) => `${banjieService.name}.${name}`),
    'acts of every process': acts(OWN_ACTS),
    effects: [...effectCatalogue([]).kinds.keys()],
    'refusal codes': sorted([...Object.keys(KERNEL_REFUSALS), ...refusals]),
    ...Object.fromEntries(processes.flatMap(ofProcess)),
  };
};

/** An act with what its event is called. */
const acts = (events: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(events).map(([action, event]) => `${action}, recorded as ${event}`);

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

/** Of all versions of its rules, for each of them may have open cases. */
const ofProcess = (pkg: ProcessPackage): readonly (readonly [string, readonly string[]])[] => {
  const { versions, tables = {}, qualifications = {} } = pkg;
  const [{ name = '' } = {}] = versions;
  const all = (of: (process: AnyProcess) => readonly string[]) => sorted(versions.flatMap(of));
  return [
    [`codes in case numbers of ${name}`, all(({ code }) => [code])],
    [`states of ${name}`, all(({ states }) => Object.keys(states))],
    [`clocks of ${name}`, all(({ clocks }) => Object.keys(clocks))],
    [
      `acts of ${name}`,
      all(({ start, actions }) =>
        acts(Object.fromEntries(Object.entries({ start, ...actions }).map(([a, { event }]) => [a, event]))),
      ),
    ],
    [`roles of ${name}`, all(({ roles }) => Object.keys(roles))],
    [`limits of ${name}`, all(({ limits }) => Object.keys(limits))],
    [`tables of ${name}`, Object.keys(tables)],
    [`qualifications of ${name}`, Object.keys(qualifications)],
    [`notices of ${name}`, sorted(Object.keys(noticesOf(pkg)))],
  ];
};

/** The rules as they are written: a refusal has its code where it is refused. */
const sources = (): readonly string[] =>
  ['workflows', 'activities', 'graphql'].flatMap((folder) => {
    const at = join(import.meta.dirname, '..', '..', folder);
    const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    return files.map((file) => readFileSync(join(at, file), 'utf8'));
  });

/** What a version had and today's code hasn't, in sentences. */
export const namesGone = (version: string, then: Names, today: Names): readonly string[] =>
  Object.entries(then).flatMap(([kind, names]) =>
    names
      .filter((name) => !today[kind]?.includes(name))
      .map((name) => `Among the ${kind}, ${version} has “${name}”, which is gone: records and clients name it, so put it back.`),
  );
