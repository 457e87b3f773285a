import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { readConfig } from '../../workers/config.ts';
import { checkPackages } from '../../workers/package-check.ts';
import { processes } from '../../workers/processes.ts';
import { openServices } from '../../workers/services.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What a project is answered that says this in a file of its own. */
const saying = async (text: string | undefined, name = 'banjie.config.ts', named = '') => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-config-'));
  folders.push(folder);
  if (text !== undefined) writeFileSync(join(folder, name), text);
  return await readConfig(folder, named).catch((error: Error) => error.message);
};

const keyLoan = pathToFileURL(join(import.meta.dirname, '../../examples/key-loan/package.ts')).href;
const mounting = (list: string) => `import { keyLoanPackage } from '${keyLoan}'; export default { packages: [${list}] };`;

describe('a project', () => {
  it('has all shipped processes where it says nothing', async () =>
    expect(await saying(undefined)).toEqual({ packages: processes }));

  it('mounts what its configuration names, under any of its names', async () => {
    expect(await saying(mounting('keyLoanPackage'))).toMatchObject({ packages: [{ versions: [{ name: 'keyLoan' }] }] });
    const callers = await saying(mounting('keyLoanPackage], nexus: { tenant: "fushan", person: "calls" }, others: ['));
    expect(callers).toMatchObject({ nexus: { tenant: 'fushan', person: 'calls' } });
    const elsewhere = await saying(mounting('keyLoanPackage'), 'office.mjs', 'office.mjs');
    expect(elsewhere).toMatchObject({ packages: [{ versions: [{ name: 'keyLoan' }] }] });
  });

  test.each([
    ['export default 3;', /banjie\.config\.ts says nothing that Banjie knows\. Let it say: export default/],
    ['export default { packages: [], send: 3 };', /says nothing that Banjie knows/],
    [`export default { packages: [], nexus: 'fushan' };`, /says nothing that Banjie knows/],
    ['export default { packages: [] };', /mounts no process/],
    [mounting('keyLoanPackage, {}'), /entry 2 of packages is no process/],
    [mounting('keyLoanPackage, keyLoanPackage'), /Two processes are called “keyLoan”: rename one of them, or mount it once/],
    [`import 'nowhere-to-be-found'; export default {};`, /can't be read: .*nowhere-to-be-found/],
  ])('is told in a sentence what is wrong with %s', async (text, sentence) => expect(await saying(text)).toMatch(sentence));

  it('is told where the file that it names isn’t there', async () =>
    expect(await saying(undefined, '', 'office.ts')).toMatch(/BANJIE_CONFIG names \S+office\.ts, and there is no such file/));
});

describe('processes that can’t be mounted together are named', () => {
  const [rules] = hallBookingPackage.versions;
  it('where two number their cases alike', () =>
    expect(() =>
      checkPackages([keyLoanPackage, { ...hallBookingPackage, versions: [{ ...rules, code: 'KL' } as never] }]),
    ).toThrow('The processes “keyLoan” and “hallBooking” number their cases by “KL”: give one another code.'));
  it('where one comes without its workflow', () =>
    expect(() => checkPackages([{ ...keyLoanPackage, workflows: new URL('./gone.ts', import.meta.url) }])).toThrow(
      /The workflow of the process “keyLoan” is missing: there is no file \S+gone\.ts/,
    ));
  it('where the rules of one have a fault', () =>
    expect(() =>
      checkPackages([keyLoanPackage, { ...hallBookingPackage, versions: [{ ...rules, fallback: 'nobody' } as never] }]),
    ).toThrow(
      /^The rules of the process “hallBooking” have 2 faults\. Mend them, and start again:\n {2}fallback names the role nobody, which the process doesn't know\./,
    ));
});

test.each([
  [{ secret: '' }, /`secret` \(BANJIE_SECRET\) needs at least 16 characters/],
  [{ secretsBefore: ['short'] }, /at least 16 characters/],
  [{ appUrl: '' }, /`appUrl` is empty/],
  [{ taskQueue: undefined }, /`taskQueue` is empty/],
])('a portal that hands over %j hears it at once', async (wrong, words) => {
  const given = { secret: 'a secret of the tests', appUrl: 'postgresql://a', workerUrl: 'postgresql://b', taskQueue: 'cases' };
  await expect(openServices({ ...given, ...wrong } as never)).rejects.toThrow(words);
});
