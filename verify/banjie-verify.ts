#!/usr/bin/env node
/**
 * `banjie-verify evidence.json --key KEY`: whether evidence of cases holds. Needs the file and the public key of the log, and neither
 * Banjie, nor a database, nor a network. Shares no code with Banjie: what the two agree on are SHA-256, Ed25519, RFC 8785 and RFC 9162.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Larger files and deeper ones aren't evidence. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_DEPTH = 100;

/** What is wrong, and where. */
export class Fault extends Error {}
const fail = (where: string, what: string): never => {
  throw new Fault(where === '' ? what : `${where}: ${what}`);
};

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer => {
  const made = createHash('sha256');
  for (const part of parts) made.update(part);
  return made.digest();
};

// ── Canonical JSON (RFC 8785) ─────────────────────────────────────────────────────────────────────────────────────────

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const canonical = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  // By UTF-16 code units, as JavaScript compares.
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`).join(',')}}`;
};
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const seal = (value: Json): string => sha256(canonical(value)).toString('hex');

/** How deep brackets lie in one another outside of strings. */
const depthOf = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth--;
    if (deepest > MOST_DEPTH) return deepest;
  }
  return deepest;
};

const parse = (text: string): Json => {
  if (Buffer.byteLength(text) > MOST_BYTES) fail('', tooLarge(Buffer.byteLength(text)));
  if (depthOf(text) > MOST_DEPTH) fail('', `The file is nested deeper than ${MOST_DEPTH} levels; that is no evidence.`);
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail('', `The file is no JSON: ${(error as Error).message}.`);
  }
  // One text for one meaning: nothing is said twice, and nothing hides in white space or escapes.
  if (canonical(value) !== text)
    fail('', 'The file isn’t canonical JSON (RFC 8785): it was written or changed by something else.');
  return value;
};

const tooLarge = (bytes: number): string =>
  `The file has ${Math.ceil(bytes / 1024 / 1024)} MB; evidence has at most ${MOST_BYTES / 1024 / 1024} MB.`;

// ── What must be there, and nothing else ──────────────────────────────────────────────────────────────────────────────

type Fields = { readonly [key: string]: Json };

const fieldsOf = (where: string, value: Json | undefined, names?: readonly string[]): Fields => {
  if (value === null || value === undefined || typeof value !== 'object' || isList(value))
    return fail(where, 'An object is missing here.');
  for (const name of names ?? []) if (!Object.hasOwn(value, name)) fail(where, `“${name}” is missing.`);
  for (const name of Object.keys(value)) if (names && !names.includes(name)) fail(where, `“${name}” doesn’t belong here.`);
  return value;
};
const listOf = (where: string, value: Json | undefined): readonly Json[] =>
  value !== null && typeof value === 'object' && isList(value) ? value : fail(where, 'A list is missing here.');
const textOf = (where: string, value: Json | undefined): string =>
  typeof value === 'string' ? value : fail(where, 'A text is missing here.');
const wholeOf = (where: string, value: Json | undefined): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(where, 'A whole number is missing here.');
const bytesOf = (where: string, value: Json | undefined): Buffer => {
  const text = textOf(where, value);
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : fail(where, 'This isn’t Base64.');
};
const hashesOf = (where: string, value: Json | undefined): readonly Buffer[] =>
  listOf(where, value).map((one, n) => {
    const bytes = bytesOf(`${where}, hash ${n}`, one);
    return bytes.length === 32 ? bytes : fail(`${where}, hash ${n}`, 'A hash has 32 bytes.');
  });

// ── Keys, signatures and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature/v1) ───────────────────────

const NOTE = 1;
const COSIGNATURE = 4;

export type VerifierKey = {
  readonly name: string;
  readonly id: Buffer;
  readonly type: number;
  readonly bytes: Buffer;
  readonly key: KeyObject;
};

/** A key as it is handed round: NAME+ID+BASE64. */
export const verifierKey = (text: string): VerifierKey => {
  const [, name = '', hex = '', base64 = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const all = Buffer.from(base64, 'base64');
  const [type = 0] = all;
  const bytes = all.subarray(1);
  const id = sha256(`${name}\n`, all).subarray(0, 4);
  if (bytes.length !== 32 || (type !== NOTE && type !== COSIGNATURE) || id.toString('hex') !== hex)
    return fail('', `“${text.slice(0, 80)}” is no verifier key, such as banjie.example/street+1a2b3c4d+AbC….`);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });
  return { name, id, type, bytes, key };
};

export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly witnesses: readonly string[];
};

/** What a checkpoint says, if one of the keys of its log has signed it, and which witnesses have. */
export const readCheckpoint = (where: string, note: string, keys: readonly VerifierKey[]): Checkpoint => {
  const end = note.lastIndexOf('\n\n');
  const body = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || lines.pop() !== '') fail(where, 'This is no signed note.');
  const [origin = '', size = '', root = '', rest] = body.split('\n');
  const hash = Buffer.from(root, 'base64');
  if (
    rest !== '' ||
    body.split('\n').length !== 4 ||
    !/^(0|[1-9]\d{0,14})$/.test(size) ||
    hash.length !== 32 ||
    hash.toString('base64') !== root
  )
    fail(where, 'This is no checkpoint of a log.');
  const seen = new Set<string>();
  let signed = false;
  const witnesses: string[] = [];
  for (const line of lines) {
    const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const blob = Buffer.from(base64, 'base64');
    if (name === '' || blob.length < 5 || blob.toString('base64') !== base64) fail(where, 'A line of signatures is none.');
    const mark = `${name} ${blob.subarray(0, 4).toString('hex')}`;
    const by = keys.find((key) => key.name === name && key.id.equals(blob.subarray(0, 4)));
    if (!by) continue;
    if (seen.has(mark)) fail(where, `${name} has signed twice.`);
    seen.add(mark);
    const message = by.type === NOTE ? body : `cosignature/v1\ntime ${blob.readBigUInt64BE(4)}\n${body}`;
    if (!verify(null, Buffer.from(message), by.key, blob.subarray(by.type === NOTE ? 4 : 12)))
      fail(where, `The signature of ${name} is wrong: the checkpoint was changed, or isn’t theirs.`);
    if (by.type === COSIGNATURE) witnesses.push(name);
    else if (name === origin) signed = true;
  }
  if (!signed) fail(where, `None of the keys that you trust has signed this checkpoint of ${origin}.`);
  return { origin, size: Number(size), root: hash, witnesses };
};

/** Whether one of the log's keys has signed a text; the signature has the beginning of the SHA-256 of its key before it. */
const isSigned = (signature: string, text: string, keys: readonly VerifierKey[]): boolean => {
  const [id = '', base64 = '', ...more] = signature.split(':');
  const bytes = Buffer.from(base64, 'base64');
  return (
    more.length === 0 &&
    bytes.toString('base64') === base64 &&
    keys.some(
      ({ type, bytes: own, key }) =>
        type === NOTE && sha256(own).toString('hex').slice(0, 8) === id && verify(null, Buffer.from(text), key, bytes),
    )
  );
};

// ── The Merkle tree (RFC 9162, 2.1.3.2 and 2.1.4.2) ───────────────────────────────────────────────────────────────────

const leafHash = (entry: string): Buffer => sha256(Buffer.of(0), entry);
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);
const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

export const isIncluded = (entry: string, index: number, { size, root }: Checkpoint, proof: readonly Buffer[]): boolean => {
  if (index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leafHash(entry);
  for (const other of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(other, hash);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else hash = nodeHash(hash, other);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && hash.equals(root);
};

export const isConsistent = (old: Checkpoint, now: Checkpoint, proof: readonly Buffer[]): boolean => {
  if (old.size > now.size || old.size === 0) return false;
  if (old.size === now.size) return proof.length === 0 && old.root.equals(now.root);
  const path = 2 ** Math.round(Math.log2(old.size)) === old.size ? [old.root, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let fn = old.size - 1;
  let sn = now.size - 1;
  while (isOdd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  let before = first;
  let after = first;
  for (const other of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      before = nodeHash(other, before);
      after = nodeHash(other, after);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else after = nodeHash(after, other);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && before.equals(old.root) && after.equals(now.root);
};

// ── Events ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const OPEN = [
  ...['revision', 'tenant', 'process', 'name', 'action', 'actorId', 'role', 'capacity', 'unit', 'at', 'fromState', 'toState'],
  ...['confidential', 'requestId', 'previous'],
] as const;
const SAID = ['actorName', 'reason', 'input', 'reference', 'changes', 'clocks', 'requestHash'] as const;

let sealedParts = 0;
let erasedParts = 0;

/** The parts that were erased of an event, and what is left of those that are shown. */
type Erased = { readonly seals: Record<string, string>; readonly left: Record<string, Json> };

/** The seal of a part: given, or computed from its salt and what it seals. What was erased is sealed, with what is left beside it. */
const sealOf = (where: string, path: string, part: Json | undefined, erased: Erased): string => {
  const { value, salt, seal: given, left } = fieldsOf(where, part);
  const keys = Object.keys(part as Fields)
    .sort()
    .join();
  if (keys === 'salt,value') return seal([textOf(where, salt), value as Json]);
  const wasErased = Object.hasOwn(erased.seals, path);
  if (keys !== 'seal' && !(wasErased && keys === 'left,seal'))
    fail(where, 'Either the value with its salt or its seal stands here.');
  if (wasErased) {
    erased.seals[path] = textOf(where, given);
    if (left !== undefined) erased.left[path] = left;
    erasedParts++;
  } else sealedParts++;
  const text = textOf(where, given);
  return /^[0-9a-f]{64}$/.test(text) ? text : fail(where, 'A seal is a SHA-256 in hex.');
};

const sealsOf = (where: string, parts: Json | undefined, erased: Erased): Json => {
  const said = fieldsOf(where, parts, [...SAID, 'wrote']);
  const wrote = fieldsOf(`${where}, wrote`, said.wrote, ['case', 'clocks', 'fired', 'effects']);
  const effects = fieldsOf(`${where}, effects`, wrote.effects);
  const each = (of: Fields, names: readonly string[], under = '') =>
    names.map((name) => [name, sealOf(`${where}, ${name}`, `${under}${name}`, of[name], erased)] as const);
  return {
    ...Object.fromEntries(each(said, SAID)),
    wrote: {
      ...Object.fromEntries(each(wrote, ['case', 'clocks', 'fired'], 'wrote.')),
      effects: Object.fromEntries(each(effects, Object.keys(effects), 'wrote.effects.')),
    },
  };
};

/** Checks that the house itself erased what is missing. */
const checkTombstone = (
  where: string,
  value: Json | undefined,
  erased: Erased,
  of: Fields,
  keys: readonly VerifierKey[],
): void => {
  if (value === null) return;
  const { parts, signature, ...said } = fieldsOf(where, value, ['parts', 'left', 'at', 'by', 'erasure', 'signature']);
  if (Object.values(erased.seals).includes('') || listOf(where, parts).length === 0)
    fail(where, 'A part that is said to be erased isn’t there.');
  const shown = Object.keys(erased.left).length;
  if (shown > 0 && (shown !== listOf(where, parts).length || seal(erased.left) !== said.left))
    fail(where, 'What is left of the erased parts isn’t what was left.');
  if (!isSigned(textOf(where, signature), `banjie erasure\n${canonical({ ...of, ...said, seals: erased.seals })}`, keys))
    fail(where, 'Parts are missing, and the house hasn’t signed that it erased them.');
};

type Trusted = { readonly keys: readonly VerifierKey[]; readonly checkpoint: Checkpoint };

/** Checks one event; gives its hash and its place in the log. */
const checkEvent = (
  where: string,
  value: Json,
  id: string,
  { keys, checkpoint }: Trusted,
): { hash: string; position: number } => {
  const event = fieldsOf(where, value, [...OPEN, 'parts', 'erased', 'hash', 'signature', 'log']);
  const open = Object.fromEntries(OPEN.map((name) => [name, event[name] as Json]));
  const named =
    event.erased === null ? [] : listOf(where, fieldsOf(where, event.erased).parts).map((path) => textOf(where, path));
  if (named.some((path, n) => n > 0 && path <= (named[n - 1] ?? ''))) fail(where, 'The erased parts aren’t in their order.');
  const erased: Erased = { seals: Object.fromEntries(named.map((path) => [path, ''])), left: {} };
  const hash = seal({ ...open, case: id, sealed: sealsOf(where, event.parts, erased) });
  if (hash !== event.hash) fail(where, 'What it says or wrote isn’t what was hashed.');
  if (!isSigned(textOf(where, event.signature), `banjie event\n${hash}\n`, keys)) fail(where, 'The house hasn’t signed it.');
  checkTombstone(`${where}, erased`, event.erased, erased, { case: id, revision: event.revision as Json, hash }, keys);
  const log = fieldsOf(`${where}, log`, event.log, ['position', 'tx', 'seq', 'proof']);
  const position = wholeOf(`${where}, log`, log.position);
  const entry = canonical({
    tenant: event.tenant as Json,
    kind: 'event',
    ref: `${id}/${event.revision}`,
    tx: textOf(`${where}, log`, log.tx),
    seq: textOf(`${where}, log`, log.seq),
    hash,
  });
  if (!isIncluded(entry, position, checkpoint, hashesOf(`${where}, proof`, log.proof)))
    fail(where, `It isn’t entry ${position} of the log that was signed at ${checkpoint.size} entries.`);
  return { hash, position };
};

const checkCase = (value: Json, trusted: Trusted): { id: string; events: number; last: string } => {
  const { id: given, events: all } = fieldsOf('A case', value, ['id', 'events']);
  const id = textOf('A case', given);
  const events = listOf(id, all);
  let previous = '';
  let before = -1;
  let state: Json = null;
  for (const [revision, event] of events.entries()) {
    const where = `${id}, revision ${revision}`;
    const { revision: own, previous: carried, tenant, toState, fromState } = fieldsOf(where, event);
    if (own !== revision) fail(where, `Revision ${revision} is missing: there is ${JSON.stringify(own)} in its place.`);
    if (carried !== previous) fail(where, 'It doesn’t carry the hash of the event before it.');
    if (!trusted.checkpoint.origin.endsWith(`/${tenant}`)) fail(where, 'It is of another tenant than the log.');
    if (fromState !== state) fail(where, 'It doesn’t begin in the state in which the event before it ended.');
    const { hash, position } = checkEvent(where, event, id, trusted);
    if (position <= before) fail(where, 'It was logged before the event that it follows.');
    [previous, before, state] = [hash, position, toState as Json];
  }
  if (events.length === 0) fail(id, 'It has no events.');
  return { id, events: events.length, last: textOf(id, state) };
};

export type Found = {
  readonly origin: string;
  readonly size: number;
  readonly witnesses: readonly string[];
  readonly cases: readonly { readonly id: string; readonly events: number; readonly last: string }[];
  /** Parts of events that are shown by their seal alone. */
  readonly sealed: number;
  /** Parts that the house has erased. */
  readonly erased: number;
};

/** Checks a whole file; throws a Fault that says what is wrong and where. */
export const checkEvidence = (text: string, keys: readonly VerifierKey[], older?: string): Found => {
  sealedParts = 0;
  erasedParts = 0;
  const file = fieldsOf('', parse(text), ['format', 'checkpoint', 'consistency', 'cases', 'signature']);
  if (file.format !== 'banjie-evidence/2') fail('', 'This file isn’t of the format banjie-evidence/2.');
  const checkpoint = readCheckpoint('The checkpoint', textOf('The checkpoint', file.checkpoint), keys);
  const own = keys.filter(({ name, type }) => name === checkpoint.origin && type === NOTE);
  const { signature, ...content } = file;
  if (!isSigned(textOf('The signature', signature), `banjie evidence\n${canonical(content)}`, own))
    fail('', 'The house hasn’t signed this file, or it was changed afterwards.');
  checkConsistency(
    file.consistency,
    checkpoint,
    older === undefined ? undefined : readCheckpoint('The older checkpoint', older, keys),
  );
  const cases = listOf('The cases', file.cases).map((one) => checkCase(one, { keys: own, checkpoint }));
  if (cases.length === 0) fail('', 'There is no case in this file.');
  for (const [n, { id }] of cases.entries())
    if (n > 0 && id <= (cases[n - 1]?.id ?? '')) fail('', `${id} stands in this file twice, or out of its order.`);
  return {
    origin: checkpoint.origin,
    size: checkpoint.size,
    witnesses: checkpoint.witnesses,
    cases,
    sealed: sealedParts,
    erased: erasedParts,
  };
};

const checkConsistency = (value: Json | undefined, now: Checkpoint, old: Checkpoint | undefined): void => {
  const given = value === null ? undefined : fieldsOf('The consistency proof', value, ['from', 'proof']);
  const from = given && wholeOf('The consistency proof', given.from);
  const proof = given ? hashesOf('The consistency proof', given.proof) : [];
  if (!old) return;
  if (old.origin !== now.origin) fail('The older checkpoint', `It is of ${old.origin}, and the evidence of ${now.origin}.`);
  if (old.size > now.size)
    fail(
      'The older checkpoint',
      `It has ${old.size} entries, and the evidence ${now.size}: the log was cut, or the evidence is the older one.`,
    );
  if (from !== old.size && old.size !== now.size)
    fail(
      '',
      `The file has no proof that the log goes on from ${old.size} entries. Ask for the evidence anew: evidence(…, since: ${old.size}).`,
    );
  if (!isConsistent(old, now, old.size === now.size ? [] : proof))
    fail('', `The log doesn’t go on from the older checkpoint of ${old.size} entries: it was rewritten, or there are two of it.`);
};

// ── The command ───────────────────────────────────────────────────────────────────────────────────────────────────────

const USAGE = `banjie-verify FILE --key KEY [--key KEY …] [--older CHECKPOINT] [--witness KEY …]

  FILE       what the query evidence(caseIds: …) gave
  --key      the verifier key of the log, from somebody you trust; more while a key is replaced
  --older    a checkpoint that you kept: the log must go on from it (evidence(…, since: its size))
  --witness  the verifier key of a witness who must have signed the checkpoint, too`;

const readFile = (path: string): string => {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > MOST_BYTES) fail('', tooLarge(size));
    const bytes = Buffer.alloc(size);
    const read = readSync(file, bytes, 0, size, 0);
    return bytes.toString('utf8', 0, read);
  } finally {
    closeSync(file);
  }
};

const run = (): void => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      witness: { type: 'string', multiple: true },
      older: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [path] = positionals;
  if (values.help || path === undefined || !values.key) {
    (values.help ? console.log : console.error)(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const witnesses = (values.witness ?? []).map(verifierKey);
  const keys = [...values.key.map(verifierKey), ...witnesses];
  const found = checkEvidence(
    readFile(path).replace(/\n$/, ''),
    keys,
    values.older === undefined ? undefined : readFile(values.older),
  );
  for (const { name } of witnesses)
    if (!found.witnesses.includes(name)) fail('The checkpoint', `The witness ${name} hasn’t signed it.`);
  console.log(`good: ${found.cases.length} cases in the log ${found.origin}, signed at ${found.size} entries`);
  for (const { id, events, last } of found.cases) console.log(`  ${id}: ${events} events, last in the state “${last}”`);
  if (found.sealed > 0)
    console.log(`  ${found.sealed} parts of events are sealed: that they are unchanged is proved, not what they say.`);
  if (found.erased > 0) console.log(`  ${found.erased} parts of events were erased, and the house has signed that it did so.`);
  if (values.older === undefined)
    console.log('  Compared with no older checkpoint: keep this one, and name it with --older the next time.');
};

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    run();
  } catch (error) {
    console.error(error instanceof Fault ? `bad: ${error.message}` : `bad: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
