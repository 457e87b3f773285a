import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, it, test } from 'vitest';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { toolRequestPackage } from '../../examples/tool-request/package.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { mountInConfig } from '../../workers/new-process/config-file.ts';
import { type Names, namesFor } from '../../workers/new-process/names.ts';
import { openProject } from '../../workers/new-process/project.ts';
import { writeFolder } from '../../workers/new-process/template.ts';
import { testFolder } from './folders.ts';

const guide = (page: string): string => readFileSync(join(import.meta.dirname, '../../docs/guide', page), 'utf8');

describe('a new process', () => {
  it('is called by its words in the code, in the API, in case numbers and for people', () => {
    const loan = { name: 'toolLoan', type: 'ToolLoan', folder: 'tool-loan', code: 'TL', en: 'Tool loan', zh: '工具借用' };
    expect(namesFor('tool-loan', { zh: '工具借用' }, [])).toEqual(loan);
    expect(namesFor('toolLoan', { zh: '工具借用' }, [])).toEqual(loan);
    expect(namesFor('toolLoan', { en: 'The neighbour’s tools', code: 'NT' }, [])).toMatchObject({
      code: 'NT',
      zh: 'The neighbour’s tools',
    });
    // KL is the key loan's.
    expect(namesFor('kettle-loan', {}, [keyLoanPackage]).code).toBe('KE');
  });

  test.each([
    ['Tool loan!', /no name for a process/],
    ['issue-report', /“issueReport” is taken: a process is called so already/],
    ['key-loan', /a process is called so already/],
    ['case', /the code of a process has that word already/],
    ['delete', /the code of a process has that word already/],
    ['person', /the code of a process has that word already/],
    ['unit', /the API has a type Unit/],
  ])('isn’t called %s', (name, sentence) => expect(() => namesFor(name, {}, [keyLoanPackage])).toThrow(sentence));

  it('has no title that would break its code, and no code that is another’s', () => {
    expect(() => namesFor('tool-loan', { en: 'Tools */' }, [])).toThrow(/is no title/);
    expect(() => namesFor('tool-loan', { code: 'IR' }, [])).toThrow(/Another process numbers its cases by “IR”/);
    expect(() => namesFor('tool-loan', { code: 'tl' }, [])).toThrow(/is no code/);
  });

  it('is written beside what is there, never over it', () => {
    const folder = join(testFolder(), 'tool-loan');
    expect(writeFolder(folder, namesFor('tool-loan', { zh: '工具借用' }, []))).toHaveLength(5);
    const rules = readFileSync(join(folder, 'rules.ts'), 'utf8');
    expect(rules).toContain(`export const toolLoan = defineProcess`);
    expect(rules).toContain(`title: { en: 'Tool loan', zh: '工具借用' }`);
    expect(rules).not.toMatch(/tool request|toolRequest|工具申领/i);
    expect(() => writeFolder(folder, namesFor('tool-loan', {}, []))).toThrow(/is there already, and nothing was written/);
  });
});

describe('banjie.config.ts', () => {
  const loan: Names = namesFor('tool-loan', {}, []);
  const mounted = (before: string | undefined) => {
    const folder = testFolder();
    const file = join(folder, 'banjie.config.ts');
    if (before !== undefined) writeFileSync(file, before);
    const project = { folder, isCheckout: false, packages: [], writeTsconfig: () => [] };
    const said = mountInConfig(project, join(folder, 'processes/tool-loan'), loan);
    return { said: said.join('\n'), text: readFileSync(file, 'utf8') };
  };
  const line = `import { toolLoanPackage } from './processes/tool-loan/package.ts';`;

  it('is made where there is none', () =>
    expect(mounted(undefined).text).toBe(
      `import { defineConfig, processes } from 'banjie';\n${line}\n\nexport default defineConfig({ packages: [...processes, toolLoanPackage] });\n`,
    ));

  it.each(['1-process.md', '1-process.zh.md'])('stands in the guide as it is made: %s', (page) => {
    const made = mounted(undefined).text.replaceAll('toolLoan', 'toolRequest').replaceAll('tool-loan', 'tool-request');
    expect(guide(page)).toContain(`\`\`\`ts\n${made}\`\`\``);
  });

  it.each([
    [`defineConfig({ packages: [a[0], b] })`, 'packages: [a[0], b, toolLoanPackage] })'],
    [`defineConfig({\n  packages: [\n    ...processes,\n  ],\n})`, 'packages: [\n    ...processes, toolLoanPackage\n  ],\n})'],
    [`{ packages: [] }`, 'packages: [toolLoanPackage] }'],
  ])('mounts it beside the others in %s', (value, list) => {
    const head = `import { defineConfig } from 'banjie';\nimport {\n  a,\n  b,\n} from './ours.ts';\n`;
    expect(mounted(`${head}\nexport default ${value};\n`).text).toBe(
      `${head}${line}\n\nexport default ${value.slice(0, value.indexOf('packages'))}${list};\n`,
    );
  });

  it('stays as it is where its list can’t be found, and what to write by hand is said', () => {
    const before = `import { all } from './all.ts';\nexport default all;\n`;
    const { said, text } = mounted(before);
    expect(text).toBe(before);
    expect(said).toContain(`Mount it by hand:\n  ${line}\n  packages: […, toolLoanPackage]`);
  });
});

it('a project that isn’t written in modules is told how it becomes one', async () => {
  const folder = testFolder();
  await expect(openProject(folder)).rejects.toThrow('There is no package.json in this folder');
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  await expect(openProject(folder)).rejects.toThrow('npm pkg set type=module');
});

it.each(['1-process.md', '1-process.zh.md'])('what %s asks the API is what the example answers', (page) => {
  const schema = createSchema([toolRequestPackage]);
  const asked = /```graphql\n([\s\S]*?)```/.exec(guide(page))?.[1]?.trim().split('\n') ?? [];
  expect(asked).toHaveLength(3);
  for (const question of asked) expect(validate(schema, parse(question))).toEqual([]);
});
