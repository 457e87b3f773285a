import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventHash, type HashedEvent } from '../../activities/event-hash.ts';
import { signEvent } from '../../activities/evidence/keys.ts';
import type { EventRow } from '../../activities/evidence/record-rows.ts';
import { readRecord } from '../../activities/evidence/record-rows.ts';
import { underTenant } from '../../activities/merkle-log/append.ts';
import { LogForked } from '../../activities/merkle-log/tenant-logs.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import { checkEvidence, readCheckpoint, verifierKey } from '../../verify/banjie-verify.ts';
import { reconcile } from '../../workers/reconciling.ts';
import { sql } from '../servers/sql.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

const witness = generateKeyPairSync('ed25519');
const WITNESS = 'witness.example/one';
const witnessBytes = Buffer.from(witness.publicKey.export({ format: 'jwk' }).x as string, 'base64url');
const witnessId = createHash('sha256')
  .update(Buffer.concat([Buffer.from(`${WITNESS}\n`), Buffer.of(4), witnessBytes]))
  .digest()
  .subarray(0, 4);
const witnessKey = `${WITNESS}+${witnessId.toString('hex')}+${Buffer.concat([Buffer.of(4), witnessBytes]).toString('base64')}`;

let office: Office;
const published = mkdtempSync(join(tmpdir(), 'banjie-checkpoints-'));
beforeAll(async () => {
  office = await openOffice({ program: { checkpointDir: published, witnesses: [witnessKey] } });
});
afterAll(async () => {
  await office?.close();
  rmSync(published, { recursive: true, force: true });
});

const settled = async () => {
  const { id } = (await office.start('deng-li', rubbish)).case;
  await office.act('fang-yong', 'accept', id);
  await office.act('fang-yong', 'done', id, { result: 'Gone' });
  await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
  return id as string;
};
const ask = async (query: string, person = 'qiu-ming') => {
  const { data, errors } = await office.ask(person, query);
  if (errors) throw new Error(`${errors[0]?.extensions.code}: ${errors[0]?.message}`);
  return data;
};
const LOG = 'origin size checkpoint verifierKeys';
const logs = () => office.program.services.logs;
const evidence = async (id: string, since?: number): Promise<string> =>
  (await ask(`{ evidence(caseIds: ["${id}"]${since === undefined ? '' : `, since: ${since}`}) }`)).evidence;
const keys = () => logs().verifierKeys('fushan').map(verifierKey);
const verdict = async (id: string) =>
  (await ask(`{ verifyRecord(caseId: "${id}") { intact brokenAt why differences { where message } } }`)).verifyRecord;
const logFaults = async () => (await ask('{ verifyLog { checked size faults } }')).verifyLog;

describe('the log of a record', () => {
  it('is signed, published and kept elsewhere, so that evidence of a case holds without Banjie', async () => {
    const id = await settled();
    const found = checkEvidence(await evidence(id), keys());
    expect(found).toMatchObject({ origin: 'banjie/fushan', witnesses: [], cases: [{ id, events: 4, last: 'closed' }] });
    const { recordLog } = await ask(`{ recordLog { ${LOG} } }`);
    expect(recordLog).toMatchObject({ origin: 'banjie/fushan', size: found.size, verifierKeys: logs().verifierKeys('fushan') });
    expect(await (await fetch(`${office.url}/log/fushan/checkpoint`)).text()).toBe(recordLog.checkpoint);
    expect((await fetch(`${office.url}/log/nowhere/checkpoint`)).status).toBe(404);
    const files = readdirSync(join(published, 'fushan')).toSorted();
    expect(files).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d-\d\d\.note$/), 'latest.note']);
    expect(readFileSync(join(published, 'fushan', 'latest.note'), 'utf8')).toBe(recordLog.checkpoint);

    // Later evidence goes on from the checkpoint that was kept.
    const other = await settled();
    const later = await evidence(other, found.size);
    expect(checkEvidence(later, keys(), recordLog.checkpoint)).toMatchObject({ cases: [{ id: other }] });
    expect(() => checkEvidence(later, [])).toThrow('None of the keys that you trust');
    const { consistencyProof } = await ask(`{ consistencyProof(since: ${found.size}) }`);
    expect(JSON.parse(later).consistency).toEqual({ from: found.size, proof: consistencyProof });
    const { inclusionProof: proof } = await ask(`{ inclusionProof(caseId: "${id}", revision: 2) { position size entry proof } }`);
    expect(JSON.parse(proof.entry)).toMatchObject({ kind: 'event', ref: `${id}/2`, tenant: 'fushan' });
  });

  it('gives evidence to those who oversee, and shows what is personal to those alone who read it', async () => {
    const id = await settled();
    await expect(ask(`{ evidence(caseIds: ["${id}"]) }`, 'fang-yong')).rejects.toThrow('FORBIDDEN');
    await expect(ask(`{ evidence(caseIds: ["FS-IR-20200101-0001"]) }`)).rejects.toThrow('NOT_FOUND');
    const file = await evidence(id);
    const [first] = JSON.parse(file).cases[0].events;
    expect(Object.keys(first.parts.input)).toEqual(['seal']);
    expect(Object.keys(first.parts.wrote.effects.parties)).toEqual(['seal']);
    expect(file).not.toContain('邓丽');
    expect(checkEvidence(file, keys()).sealed).toBeGreaterThan(0);
  });

  it('takes the signature of a witness for the checkpoint that they saw, and no other', async () => {
    await evidence(await settled());
    const { recordLog } = await ask(`{ recordLog { ${LOG} } }`);
    const line = (body: string) => {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(1_800_000_000n);
      const signature = sign(null, Buffer.from(`cosignature/v1\ntime 1800000000\n${body}`), witness.privateKey);
      return `— ${WITNESS} ${Buffer.concat([witnessId, time, signature]).toString('base64')}`;
    };
    const add = (signed: string) =>
      ask(`mutation { addCosignature(size: ${recordLog.size}, line: ${JSON.stringify(signed)}) { checkpoint } }`);
    const body = `${recordLog.checkpoint.split('\n\n')[0]}\n`;
    await expect(add(line(body.replace('banjie', 'other')))).rejects.toThrow(
      'NOT_FOUND: This isn’t the signature of a known witness',
    );
    const { addCosignature } = await add(line(body));
    expect((await add(line(body))).addCosignature).toEqual(addCosignature);
    expect(readCheckpoint('', addCosignature.checkpoint, [...keys(), verifierKey(witnessKey)]).witnesses).toEqual([WITNESS]);
  });

  it('skips nothing that is committed late, and has everything once, however many write it', async () => {
    const insert = `INSERT INTO attempts (id, tenant, process, action, actor_id, actor_name, kind, code, message)
      VALUES ($1, 'fushan', 'issueReport', 'accept', 'x', 'x', 'Refused', 'x', 'x')`;
    const inLog = () => office.sql(`SELECT ref FROM log_entries WHERE ref LIKE 'late-%' ORDER BY position`);
    await office.sql('BEGIN');
    await office.sql(insert, ['late-1']);
    await sql(office.database.ownerUrl, insert, ['late-2']);
    await logs().advance('fushan');
    expect(await inLog()).toEqual([]);
    await office.sql('COMMIT');
    await Promise.all(Array.from({ length: 4 }, () => logs().advance('fushan', { waits: true })));
    expect(await inLog()).toEqual([{ ref: 'late-1' }, { ref: 'late-2' }]);
    const { checked, size, faults } = await logFaults();
    expect(faults).toEqual([]);
    expect(checked).toBe(size);
    const rows = `SELECT (SELECT count(*) FROM events WHERE tenant = 'fushan') + (SELECT count(*) FROM attempts WHERE tenant = 'fushan')
      + (SELECT count(*) FROM data_changes WHERE tenant = 'fushan') + (SELECT count(*) FROM clock_moves WHERE tenant = 'fushan') AS n`;
    expect(await office.sql(rows)).toEqual([{ n: String(size) }]);
  });
});

describe('the record and Temporal', () => {
  const faultsOf = async (...cases: string[]) => {
    const { pool, temporal } = office.program.services;
    return (await reconcile({ pool, temporal, processes: [], cases, settled: 0 })).faults;
  };

  it('tell the same, until one of them was changed behind the other’s back', async () => {
    const [cut, added, stopped, alone] = [await settled(), await settled(), await settled(), await settled()];
    const open = (await office.start('deng-li', rubbish)).case.id as string;
    const all = [cut, added, stopped, alone, open];
    await expect.poll(() => faultsOf(...all), { timeout: 15_000 }).toEqual([]);
    await office.sql(`UPDATE events SET request_id = 'taken-' || request_id WHERE case_id = $1 AND revision = 2`, [cut]);
    await office.sql(`UPDATE events SET hash = repeat('0', 64) WHERE case_id = $1 AND revision = 1`, [added]);
    await office.program.services.temporal.workflow.getHandle(open).terminate();
    await office.sql(
      `UPDATE events SET case_id = $2, revision = 9, request_id = 'moved', hash = repeat('1', 64) WHERE case_id = $1 AND revision = 3`,
      [stopped, alone],
    );
    const found = await faultsOf(...all);
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^${cut}, request .*: Temporal has it as done \\(revision 2\\), and the record doesn’t`)),
    );
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^${added}, revision 1 .*: it has another hash than the one that was recorded`)),
    );
    expect(found).toContain(`${open} is open in the record, and no workflow runs for it; it is taken up at the next act.`);
    expect(found).toContain(`${alone}, revision 9 (request moved): it is in the record, and Temporal doesn’t know of it.`);
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^${stopped}, request .*: Temporal has it as done \\(revision 3\\)`)),
    );
    expect(found).toHaveLength(6);
  });
});

/** Writes the chain of a case anew after something was changed in it, as its owner may who knows how. */
const rehash = async (id: string, { signed }: { signed: boolean }) => {
  const rows = await readRecord(tenantRead(office.program.services.pool, 'fushan'), id);
  let previous = '';
  for (const { hash: _, signature, tx: __, seq: ___, ...event } of rows?.events ?? ([] as EventRow[])) {
    const hash = eventHash({ ...event, previous, case: id } as HashedEvent);
    const by = signed ? signEvent(office.program.services.keys, hash) : signature;
    await office.sql(`UPDATE events SET previous = $3, hash = $4, signature = $5 WHERE case_id = $1 AND revision = $2`, [
      id,
      event.revision,
      previous,
      hash,
      by,
    ]);
    previous = hash;
  }
  await office.sql(`UPDATE cases SET head_hash = $2 WHERE id = $1`, [id, previous]);
};

describe('the owner of the database', () => {
  /** A case that stands in the log: a transaction that is open elsewhere on the server holds what comes after it back for a moment. */
  const logged = async () => {
    const id = await settled();
    await expect
      .poll(async () => {
        await logs().advance('fushan', { waits: true });
        return (await office.sql(`SELECT ref FROM log_entries WHERE ref = $1`, [`${id}/3`])).length;
      })
      .toBe(1);
    return id;
  };

  it('can’t write a chain anew: without the key it isn’t signed, and with it the log has another one', async () => {
    for (const signed of [false, true]) {
      const id = await logged();
      await office.sql(`UPDATE events SET reason = 'Another reason' WHERE case_id = $1 AND revision = 1`, [id]);
      await rehash(id, { signed });
      const { intact, why, brokenAt } = await verdict(id);
      expect([intact, brokenAt, why]).toEqual(
        signed ? [false, null, 'Revision 1 isn’t as it was logged.'] : [false, 1, 'No key of the house has signed it.'],
      );
    }
  });

  it('can’t cut the last event and set the case back', async () => {
    const id = await logged();
    await office.sql(`DELETE FROM tasks WHERE case_id = $1 AND opened_revision = 3`, [id]);
    await office.sql(`DELETE FROM events WHERE case_id = $1 AND revision = 3`, [id]);
    await office.sql(
      `UPDATE cases SET revision = 2, state = e.to_state, head_hash = e.hash FROM events e WHERE id = $1 AND e.case_id = id AND e.revision = 2`,
      [id],
    );
    expect((await verdict(id)).differences).toContainEqual({
      where: 'log',
      message: 'The log has revision 3, and the record doesn’t.',
    });
    // Nor has the house sign a file that leaves it out.
    await expect(evidence(id)).rejects.toThrow(`UNAVAILABLE: The log has ${id}/3, and the record doesn’t`);
  });

  it('can’t add an event that nobody has recorded', async () => {
    const id = await logged();
    await office.sql(
      `INSERT INTO events (case_id, revision, tenant, process, name, action, actor_id, actor_name, role, at, from_state, to_state, input, changes, wrote, request_id, request_hash, previous, hash)
       SELECT case_id, 4, tenant, process, 'Rated', 'rate', actor_id, actor_name, role, now(), to_state, to_state, '{}', '{}', wrote, 'invented', '', hash, repeat('0', 64) FROM events WHERE case_id = $1 AND revision = 3`,
      [id],
    );
    await office.sql(`UPDATE cases SET revision = 4 WHERE id = $1`, [id]);
    await rehash(id, { signed: false });
    expect(await verdict(id)).toMatchObject({ intact: false, brokenAt: 4, why: 'No key of the house has signed it.' });
  });

  it('can’t delete a case, an attempt or an entry of the journal, nor move events in time', async () => {
    await office.act('zhou-min', 'accept', await settled());
    await ask(
      `mutation { setReplyTemplate(input: { process: "issueReport", state: "handling", id: "thanks", en: "Thanks", zh: "谢谢" }, requestId: "${nextRequest()}") { __typename } }`,
      'shi-lei',
    );
    const [gone, moved] = [await logged(), await logged()];
    for (const table of [
      'tasks',
      'clocks',
      'parties',
      'ledger_lines',
      'attachments',
      'outbox',
      'events',
      'case_texts',
      'clock_steps',
    ])
      await office.sql(`DELETE FROM ${table} WHERE case_id = $1`, [gone]);
    await office.sql(`DELETE FROM cases WHERE id = $1`, [gone]);
    expect(await verdict(gone)).toMatchObject({
      intact: false,
      why: 'The log has this case, and the record doesn’t: it was deleted.',
    });
    await office.sql(`UPDATE events SET tx = tx - 1 WHERE case_id = $1 AND revision = 2`, [moved]);
    expect(await verdict(moved)).toMatchObject({ intact: false, why: 'Revision 2 isn’t as it was logged.' });
    const [attempt] = await office.sql<{ id: string }>(
      `DELETE FROM attempts WHERE id = (SELECT max(id) FROM attempts WHERE tenant = 'fushan' AND id NOT LIKE 'late%') RETURNING id`,
    );
    const [change] = await office.sql<{ id: string }>(
      `UPDATE data_changes SET actor_name = 'Somebody else' WHERE tenant = 'fushan' RETURNING request_id AS id`,
    );
    const { faults } = await logFaults();
    expect(faults).toContainEqual(expect.stringContaining(`is the attempt ${attempt?.id}, which the record doesn’t have`));
    expect(faults).toContainEqual(expect.stringContaining(`The change ${change?.id} isn’t as entry`));
    expect(faults).toContainEqual(expect.stringContaining(`The event ${moved}/2 isn’t as entry`));
    expect(faults).toContainEqual(expect.stringContaining(`is the event ${gone}/0, which the record doesn’t have`));
  });

  it('can’t hide the last checkpoint behind one that nobody has signed', async () => {
    await logged();
    const { size } = await logFaults();
    const { pool } = office.program.services.erasing;
    const lie = underTenant(pool, 'fushan', (client) => client.query(`SELECT keep_checkpoint(10000000, 'a lie')`));
    await expect(lie).rejects.toThrow('the log has fewer entries than the checkpoint');
    await office.sql(`INSERT INTO log_checkpoints (tenant, size, note) VALUES ('fushan', 10000000, 'a lie')`);
    expect((await ask('{ recordLog { size } }')).recordLog.size).toBe(size);
    expect((await logFaults()).checked).toBe(size);
    await office.sql(`DELETE FROM log_checkpoints WHERE size = 10000000`);
  });

  it('can’t write another log: nothing more is signed of it, and whoever asks is told', async () => {
    const [id, whole] = [await logged(), await logged()];
    const fault = async () => [(await logFaults()).faults[0], (await verdict(whole)).why];
    await office.sql(
      `UPDATE log_tiles SET hashes = set_byte(hashes, 5, 255 - get_byte(hashes, 5)) WHERE tenant = 'fushan' AND level = 0`,
    );
    await settled();
    await expect(logs().advance('fushan')).rejects.toThrow(LogForked);
    await expect(evidence(id)).rejects.toThrow(/UNAVAILABLE: The log of fushan isn’t the one of which \d+ entries were signed/);
    for (const said of await fault()) expect(said).toMatch(/isn’t the one of which \d+ entries were signed/);
    for (const table of ['log_heads', 'log_entries', 'log_tiles', 'log_checkpoints'])
      await office.sql(`DELETE FROM ${table} WHERE tenant = 'fushan'`);
    for (const said of await fault()) expect(said).toMatch(/has 0 entries, and \d+ were signed/);
    await office.sql(`DELETE FROM events WHERE case_id = $1 AND revision = 3`, [id]);
    await expect(logs().advance('fushan')).rejects.toThrow(LogForked);
  });
});
