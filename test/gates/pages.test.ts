/** The docs page of a process, its rules, and the schema of the API say the same about who does what, from where and to where. */
import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { isForPeople } from '../../graphql/schema/process.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../../workers/processes.ts';
import type { AnyProcess, AnyRule } from '../../workflows/kernel/process.ts';
import { roles } from '../../workflows/roles.ts';
import { toldOnes } from './house.ts';
import { passes } from './results.ts';

const mutations = createSchema(processes).getMutationType()?.getFields() ?? {};

/** The rows of the table of actions: name, title, by, from, to. */
const rowsOf = (page: string): ReadonlyMap<string, readonly string[]> => {
  const [, table = ''] = page.split('## Actions 操作');
  const lines = (table.split('\n### ')[0] ?? '').split('\n').filter((line) => line.startsWith('| [`'));
  return new Map(
    lines.map((line) => {
      const cells = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim());
      return [/`(\w+)`/.exec(cells[0] ?? '')?.[1] ?? '', cells];
    }),
  );
};
const statesIn = (cell = ''): string => [...cell.matchAll(/`(\w+)`/g)].map(([, state]) => state).join();
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe.each(toldOnes)('$process', ({ process, told }) => {
  it('has a page that says of each act what its rules and the API say', () => {
    const rules = newest(told.package) as AnyProcess;
    const page = readFileSync(new URL(`../../docs/processes/${kebab(process)}.md`, import.meta.url), 'utf8');
    const rows = rowsOf(page);
    const wrong: string[] = [];
    const actions = Object.entries<AnyRule>(rules.actions);
    for (const [action, rule] of actions) {
      const [, , by = '', from, to] = rows.get(action) ?? [];
      if (!rows.has(action)) wrong.push(`${action} isn’t on the page.`);
      if (statesIn(from) !== rule.from.join())
        wrong.push(`${action}: from ${statesIn(from)} on the page, ${rule.from} in the rules.`);
      if (statesIn(to) !== (rule.to ?? []).join())
        wrong.push(`${action}: to ${statesIn(to)} on the page, ${rule.to} in the rules.`);
      const names = rule.by
        .filter((role) => role !== 'case' && !role.startsWith('clock:'))
        .map((role) => roles[role as keyof typeof roles]?.en);
      for (const name of names)
        if (name !== undefined && !by.includes(name)) wrong.push(`${action}: ${name} isn’t among “${by}”.`);
      if (by.split(', ').length !== rule.by.length) wrong.push(`${action}: “${by}” on the page, ${rule.by} in the rules.`);
      for (const field of [`${process}${pascal(action)}`, `${process}${pascal(action)}Each`])
        if (field in mutations !== isForPeople(rule))
          wrong.push(`${field}: it ${field in mutations ? 'is' : 'isn’t'} in the API.`);
    }
    for (const action of rows.keys()) if (!(action in rules.actions)) wrong.push(`${action} is on the page, and in no rule.`);
    if (`start${pascal(process)}` in mutations !== isForPeople(rules.start))
      wrong.push('The start is elsewhere than in its rules.');
    for (const state of Object.keys(rules.states))
      if (!page.includes(`| \`${state}\` |`)) wrong.push(`${state} isn’t on the page.`);
    passes('pages', process, actions.length, wrong);
  });
});
