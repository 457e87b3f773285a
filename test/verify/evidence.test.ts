import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { houseKeys } from '../../activities/evidence/keys.ts';
import { canonical, checkEvidence, verifierKey } from '../../verify/banjie-verify.ts';
import { freshJwk, madeEvidence } from './made-evidence.ts';
import { otherBytes, otherContent } from './mutations.ts';

/** How many random changes are tried of each kind; `npm run mutations` tries 10,000. */
const RUNS = Number(process.env.MUTATIONS ?? 200);

const made = madeEvidence();
const keys = made.verifierKeys.map(verifierKey);
const good = made.file(true);
const faultOf = (text: string, older?: string): string | undefined => {
  try {
    checkEvidence(text, keys, older);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** The file signed anew by the house, as it would be by whoever has its key and not the log. */
const signedAnew = (content: object): string => {
  const { signature: _, ...rest } = content as { signature: string };
  const { current } = made.keys;
  const signature = `${current.id}:${current.sign(`banjie evidence\n${canonicalize(rest)}`).toString('base64')}`;
  return canonicalize({ ...rest, signature }) ?? '';
};

describe('evidence', () => {
  it('holds, in full and with what is personal sealed, and goes on from an older checkpoint', () => {
    expect(checkEvidence(good, keys, made.older.note)).toMatchObject({
      size: made.signed.size,
      sealed: 0,
      // Two of them, and the hash of what was sent, in each of three cases.
      erased: 9,
      cases: [{ events: 4, last: 'closed' }, { events: 4 }, { events: 4 }],
    });
    expect(checkEvidence(made.file(false), keys)).toMatchObject({ sealed: 12 * 8 - 9, erased: 9 });
  });

  it('doesn’t hold after any change of its bytes', () => {
    fc.assert(
      fc.property(otherBytes(good), (other) => faultOf(other) !== undefined),
      { numRuns: RUNS },
    );
  });

  it('doesn’t hold after any change of what it says, even where the house has signed the file again', () => {
    fc.assert(
      fc.property(otherContent(JSON.parse(good)), (other) => {
        const text = signedAnew(other);
        return text === signedAnew(JSON.parse(good)) || faultOf(text, made.older.note) !== undefined;
      }),
      { numRuns: RUNS },
    );
  });

  it('says in words what is wrong and where', () => {
    type File = { checkpoint: string; consistency: unknown; cases: { id: string; events: Record<string, never>[] }[] };
    const changed = (change: (file: File) => void): string | undefined => {
      const file = JSON.parse(good) as File;
      change(file);
      return faultOf(signedAnew(file), made.older.note);
    };
    const event = (file: File, n: number) =>
      file.cases[1]?.events[n] as unknown as Record<string, unknown> & { log: { position: number } };
    const where = 'ST-IR-20261130-0002, revision';
    expect(changed((file) => Object.assign(event(file, 2), { toState: 'closed' }))).toBe(
      `${where} 2: What it says or wrote isn’t what was hashed.`,
    );
    // Data that was taken away without a tombstone of the house.
    expect(changed((file) => Object.assign(event(file, 1), { erased: null }))).toBe(
      `${where} 1, actorName: Either the value with its salt or its seal stands here.`,
    );
    expect(changed((file) => Object.assign(event(file, 1).erased as object, { by: 'somebody' }))).toBe(
      `${where} 1, erased: Parts are missing, and the house hasn’t signed that it erased them.`,
    );
    expect(changed((file) => Object.assign((event(file, 1).parts as { input: object }).input, { left: 'Other words' }))).toBe(
      `${where} 1, erased: What is left of the erased parts isn’t what was left.`,
    );
    expect(changed((file) => file.cases[1]?.events.splice(1, 1))).toBe(
      `${where} 1: Revision 1 is missing: there is 2 in its place.`,
    );
    expect(changed((file) => (event(file, 1).log.position += 1))).toBe(
      `${where} 1: It isn’t entry ${made.entries.findIndex((entry) => entry.includes('0002/1')) + 1} of the log that was signed at ${made.signed.size} entries.`,
    );
    expect(changed((file) => Object.assign(event(file, 1), { signature: null }))).toBe(`${where} 1: A text is missing here.`);
    expect(changed((file) => (file.consistency = null))).toBe(
      'The file has no proof that the log goes on from 300 entries. Ask for the evidence anew: evidence(…, since: 300).',
    );
    expect(faultOf(good, madeEvidence(made.keys).checkpointAt(300).note.replace('300', '299'))).toMatch(
      /^The older checkpoint: The signature of/,
    );
    expect(faultOf(madeEvidence().file(true))).toBe(
      'The checkpoint: None of the keys that you trust has signed this checkpoint of banjie.example/street.',
    );
    // A log that was written anew isn't the one of the checkpoint that was kept, whoever has signed it.
    const fork = madeEvidence(made.keys, 'as somebody would have it');
    expect(faultOf(fork.file(true))).toBeUndefined();
    expect(faultOf(fork.file(true), made.older.note)).toBe(
      'The log doesn’t go on from the older checkpoint of 300 entries: it was rewritten, or there are two of it.',
    );
    expect(faultOf(fork.file(true), made.signed.note)).toMatch(/^The log doesn’t go on from the older checkpoint of 583 entries/);
    expect(faultOf(good, made.checkpointAt(299).note)).toMatch(/no proof that the log goes on from 299/);
  });

  it('is signed by the old key and the new one while a key is replaced', () => {
    const [old, fresh] = [freshJwk() as { d?: string }, freshJwk() as object];
    const both = madeEvidence(houseKeys([fresh, old] as never));
    for (const key of both.verifierKeys.map(verifierKey)) expect(both.signed.note).toContain(`— ${key.name} `);
    expect(both.signed.note.trim().split('\n')).toHaveLength(6);
    const { d: _, ...retired } = old;
    const after = madeEvidence(houseKeys([fresh, retired] as never));
    expect(after.signed.note.trim().split('\n')).toHaveLength(5);
    expect(after.verifierKeys).toEqual(both.verifierKeys);
    expect(() => houseKeys([retired, fresh] as never)).toThrow('no private part');
  });
});

describe('banjie-verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-verify-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (name: string, text: string, ...more: string[]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const program = join(import.meta.dirname, '../../verify/banjie-verify.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [
      program,
      path,
      '--key',
      made.verifierKeys[0] as string,
      ...more,
    ]);
    return { status, said: `${stdout}${stderr}` };
  };

  it('says that a file is good, or why not', () => {
    const older = join(folder, 'older.note');
    writeFileSync(older, made.older.note);
    const { status, said } = run('good.json', `${good}\n`, '--older', older);
    expect([status, said]).toEqual([
      0,
      expect.stringContaining('good: 3 cases in the log banjie.example/street, signed at 583 entries'),
    ]);
    expect(run('bad.json', good.replace('Gone', 'Here'))).toEqual({
      status: 1,
      said: 'bad: The house hasn’t signed this file, or it was changed afterwards.\n',
    });
    expect(run('good.json', good, '--help')).toEqual({
      status: 0,
      said: expect.stringContaining('--older    a checkpoint that you kept'),
    });
  });

  it('refuses in words, and at once, what is far too large or nested', () => {
    const large = join(folder, 'large.json');
    writeFileSync(large, '');
    truncateSync(large, 200 * 1024 * 1024);
    const program = join(import.meta.dirname, '../../verify/banjie-verify.ts');
    const began = Date.now();
    const { stderr } = spawnSync(process.execPath, [program, large, '--key', made.verifierKeys[0] as string]);
    expect(stderr.toString()).toBe('bad: The file has 200 MB; evidence has at most 64 MB.\n');
    expect(faultOf('['.repeat(10_000_000))).toBe('The file is nested deeper than 100 levels; that is no evidence.');
    expect(faultOf('{"a":'.repeat(90) + '"\\"[['.repeat(1_000_000))).toMatch(/^The file is no JSON/);
    expect(faultOf(`${good} `)).toMatch(/^The file isn’t canonical JSON/);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it('writes canonical JSON as the product does', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false }),
        (value) => canonical(JSON.parse(JSON.stringify(value))) === canonicalize(JSON.parse(JSON.stringify(value))),
      ),
      { numRuns: 200 },
    );
  });
});
