/** `banjie new-process NAME [--zh 名称] [--en Title] [--code XX] [--dir FOLDER]`: writes a process of your own to begin with, and mounts it. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from './environment.ts';
import { mountInConfig } from './new-process/config-file.ts';
import { namesFor } from './new-process/names.ts';
import { openProject } from './new-process/project.ts';
import { writeFolder } from './new-process/template.ts';
import { StartError } from './start-error.ts';
import { typed } from './typed.ts';

const usage = `Name the process in words with hyphens, as in: ${typed('new-process tool-loan --zh 工具借用')}`;

const options = { zh: { type: 'string' }, en: { type: 'string' }, code: { type: 'string' }, dir: { type: 'string' } } as const;

const read = () => {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${usage}`);
  }
};

await runProgram(async () => {
  const {
    positionals: [asked],
    values,
  } = read();
  if (!asked) throw new StartError(usage);
  const project = await openProject(process.cwd());
  const names = namesFor(asked, values, project.packages);
  const dir = values.dir ?? (project.isCheckout ? 'examples' : 'processes');
  const folder = resolve(project.folder, dir, names.folder);
  const files = writeFolder(folder, names);
  const [mounted, ...more] = mountInConfig(project, folder, names);
  const told = [
    `${names.en} ${names.zh} (${names.name}, cases ${names.code}):`,
    ...files.map((file) => `  ${file}`),
    mounted,
    ...more,
    ...project.writeTsconfig(dir),
    ...(values.zh ? [] : ['Its Chinese title is the English one as yet: change it in rules.ts.']),
    '',
    `Play its story:  node ${project.isCheckout ? '--conditions=banjie-source ' : ''}--test ${dir}/${names.folder}/story.test.ts`,
    `Start it:        ${typed('start')}, then open http://localhost:4000/graphql for start${names.type} and ${names.name}Grant`,
  ];
  console.log(told.filter((line) => line !== undefined).join('\n'));
});
