/** `npm run build`: what is installed elsewhere, built into dist/: JavaScript with its types, and beside it the files that programs read. */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** Read from where they lie, at run time. */
const read = ['prisma/**/*.sql', 'prisma/schema.prisma', 'prisma/seed/**/*.geojson'];

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
// `npm run check` looks at the types.
const { status } = spawnSync(process.execPath, [compiler, '--project', 'tsconfig.build.json', '--noCheck'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);
for (const file of globSync(read, { cwd: root })) cpSync(join(root, file), join(dist, file));
// What `banjie new-process` writes, as text.
const example = join(root, 'examples/tool-request');
for (const file of globSync('*.ts', { cwd: example }))
  cpSync(join(example, file), join(dist, 'workers/new-process/template', `${file}.txt`));

// Starting is faster where the shipped workflows are bundled already.
const [{ bundleWorkflows }, { builtBundleFile }, { processes }] = await Promise.all(
  ['workflow-bundle', 'built-bundle', 'processes'].map((name) => import(join(dist, 'workers', `${name}.js`))),
);
const { code } = await bundleWorkflows(processes);
// Its map is for stack traces: it names files as others have them, and leaves their text to those files.
const [text, map] = code.split('//# sourceMappingURL=data:application/json;charset=utf-8;base64,');
const { sourcesContent: _, ...lines } = JSON.parse(Buffer.from(map, 'base64').toString());
const sources = lines.sources.map((file: string) => (isAbsolute(file) ? relative(root, file) : file));
const kept = Buffer.from(JSON.stringify({ ...lines, sources })).toString('base64');
writeFileSync(builtBundleFile(), `${text}//# sourceMappingURL=data:application/json;base64,${kept}`);
