/** The log of a tenant's record: checkpoints, proofs, and what witnesses add. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { loggedEvent } from '../../activities/evidence/logged-events.ts';
import { entryOf } from '../../activities/merkle-log/entries.ts';
import type { Signed } from '../../activities/merkle-log/tenant-logs.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { evidenceOf } from './evidence.ts';
import { type LogVerdict, verifyLog } from './verified.ts';

/** Entries that are compared at once where nothing is said, and at most. */
const USUAL = 1_000;
const MOST = 20_000;

export const addRecordLog = (builder: Builder): void => {
  const overseers = { role: ['admin', 'auditor'] };
  const log = builder.objectRef<Signed>('RecordLog').implement({
    description:
      'How far the log of the record goes: a Merkle tree (RFC 9162) over all events, attempts, changes of data and moved due times of the tenant.',
    fields: (t) => ({
      origin: t.exposeString('origin', { description: 'The name of the log.' }),
      size: t.exposeInt('size', { description: 'How many entries were signed.' }),
      checkpoint: t.exposeString('note', {
        description: 'The signed note (C2SP tlog-checkpoint); anybody reads it at /log/<tenant>/checkpoint.',
      }),
      verifierKeys: t.stringList({
        description: 'By what checkpoints are checked (C2SP signed-note), the current key first.',
        resolve: (_, __, { services, caller }) => services.logs.verifierKeys(caller.tenant),
      }),
    }),
  });
  builder.queryField('recordLog', (t) =>
    t.field({
      type: log,
      nullable: true,
      authScopes: overseers,
      description: 'The last checkpoint of the log, or the first of this size or more. 日志检查点',
      args: { atLeast: t.arg.int({ required: false }) },
      resolve: async (_, { atLeast }, { services, caller }) =>
        (await services.logs.checkpoint(caller.tenant, atLeast ?? undefined)) ?? null,
    }),
  );

  const inclusion = builder
    .objectRef<{ position: number; size: number; entry: string; proof: readonly string[] }>('InclusionProof')
    .implement({
      description: 'That an event is in the log.',
      fields: (t) => ({
        position: t.exposeInt('position', { description: 'Its place, counted from 0.' }),
        size: t.exposeInt('size', { description: 'The size of the log that the proof is for.' }),
        entry: t.exposeString('entry', { description: 'What stands there, byte for byte.' }),
        proof: t.exposeStringList('proof', { description: 'The hashes of RFC 9162 in Base64.' }),
      }),
    });
  builder.queryField('inclusionProof', (t) =>
    t.field({
      type: inclusion,
      nullable: true,
      authScopes: overseers,
      description: 'Proves that an event is in the log of this size, or of the last checkpoint; null where it isn’t. 收录证明',
      args: { caseId: t.arg.id(), revision: t.arg.int(), size: t.arg.int({ required: false }) },
      resolve: async (_, { caseId, revision, size }, context) => {
        const { logs } = context.services;
        const { tenant } = context.caller;
        const until = await signedSize(context, size);
        const found = await loggedEvent(context.read, caseId.toUpperCase(), revision);
        if (!found || found.position === null || found.position >= until) return null;
        const { event, position } = found;
        const ref = `${found.caseId}/${revision}`;
        const entry = entryOf(tenant, { kind: 'event', ref, tx: event.tx, seq: event.seq, said: event.hash });
        return { position, size: until, entry, proof: (await logs.inclusion(tenant, position, until)).map(base64) };
      },
    }),
  );
  builder.queryField('consistencyProof', (t) =>
    t.stringList({
      authScopes: overseers,
      description: 'Proves that the log of a size is the beginning of a later one: the hashes of RFC 9162 in Base64. 一致性证明',
      args: { since: t.arg.int(), size: t.arg.int({ required: false }) },
      resolve: async (_, { since, size }, context) => {
        const until = await signedSize(context, size);
        if (since < 1 || since > until) throw outside(until);
        return (await context.services.logs.consistency(context.caller.tenant, since, until)).map(base64);
      },
    }),
  );
  builder.mutationField('addCosignature', (t) =>
    t.field({
      type: log,
      authScopes: overseers,
      description: 'Adds the signature of a witness (C2SP tlog-cosignature/v1) to the checkpoint of this size. 见证人联署',
      args: { size: t.arg.int(), line: t.arg.string({ description: 'The signature line: — name Base64' }) },
      resolve: async (_, { size, line }, { services, caller }) => {
        const signed = await services.logs.cosign(caller.tenant, size, line);
        if (signed) return signed;
        throw new ApiError('NOT_FOUND', {
          en: 'This isn’t the signature of a known witness of the checkpoint of that size. Witnesses are named in BANJIE_WITNESSES.',
          zh: '这不是已知见证人对该检查点的签名。见证人在BANJIE_WITNESSES中设置。',
        });
      },
    }),
  );

  builder.queryField('evidence', (t) =>
    t.string({
      authScopes: overseers,
      description:
        'A file in canonical JSON by which others check cases without Banjie: their events, proofs that they are in the log, and the last checkpoint, signed by the house. What may be personal is sealed for those who don’t read it. `npm run evidence -- FILE --key KEY` checks it. 举证文件',
      args: {
        caseIds: t.arg.idList(),
        since: t.arg.int({
          required: false,
          description: 'Proves as well that the log goes on from this size, that of an older checkpoint.',
        }),
      },
      resolve: (_, { caseIds, since }, context) => evidenceOf(context, caseIds.map(String), since),
    }),
  );

  const verdict = builder.objectRef<LogVerdict>('LogVerdict').implement({
    description: 'Whether entries of the log are as the record has them, and as they were signed.',
    fields: (t) => ({
      intact: t.boolean({ resolve: ({ faults }) => faults.length === 0 }),
      checked: t.exposeInt('checked', { description: 'How many entries were compared.' }),
      size: t.exposeInt('size', { description: 'How many entries the last checkpoint has.' }),
      faults: t.stringList({
        description: 'What is wrong, in words.',
        resolve: ({ faults }, _, { caller }) => faults.map((fault) => fault[caller.locale]),
      }),
    }),
  });
  builder.queryField('verifyLog', (t) =>
    t.field({
      type: verdict,
      authScopes: overseers,
      description: `Compares entries of the log with events, attempts, changes of data and moved due times, up to ${MOST} at once. 核验日志`,
      args: {
        position: t.arg.int({ defaultValue: 0, description: 'The place of the first entry.' }),
        most: t.arg.int({ defaultValue: USUAL }),
      },
      resolve: (_, { position, most }, context) =>
        verifyLog(context, { from: Math.max(0, position ?? 0), most: Math.max(0, Math.min(MOST, most ?? USUAL)) }),
    }),
  );
};

const base64 = (bytes: Buffer): string => bytes.toString('base64');

const outside = (size: number): ApiError =>
  new ApiError('NOT_FOUND', {
    en: `The log has ${size} signed entries; ask for a size up to that.`,
    zh: `日志已签名${size}条，请查询不超过此数的范围。`,
  });

/** A size up to what was signed; the last checkpoint's where nothing is said. */
const signedSize = async ({ services, caller }: Context, size: number | null | undefined): Promise<number> => {
  const signed = (await services.logs.checkpoint(caller.tenant))?.size ?? 0;
  if (size !== null && size !== undefined && (size < 1 || size > signed)) throw outside(signed);
  return size ?? signed;
};
