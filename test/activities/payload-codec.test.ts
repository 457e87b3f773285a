import { defaultPayloadConverter, type Payload, type SerializationContext } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { payloadCodec } from '../../activities/payload-codec.ts';

const of = (workflowId: string): SerializationContext => ({ type: 'workflow', namespace: 'default', workflowId });
const words = defaultPayloadConverter.toPayload({ name: '林婷婷', phone: '13912345678' }) as Payload;
const shown = (payload: Payload | undefined) => defaultPayloadConverter.fromPayload(payload as Payload);
const text = (payload: Payload | undefined) => Buffer.from(payload?.data ?? []).toString('latin1');

describe('what stands in Temporal', () => {
  it('shows no word of what was said, and is read by whoever holds the key', async () => {
    const codec = payloadCodec(['a first secret']);
    const [sealed] = await codec.encode([words], of('FS-IR-20261130-0001'));
    expect(text(sealed)).not.toContain('13912345678');
    expect(await codec.decode([sealed as Payload]).then(([payload]) => shown(payload))).toEqual(shown(words));
    // Twice the same words look different.
    expect(text((await codec.encode([words], of('FS-IR-20261130-0001')))[0])).not.toBe(text(sealed));
  });

  it('is encrypted where nobody says whose it is, and plain only for who waits by Nexus without a key of ours', async () => {
    const codec = payloadCodec(['a first secret']);
    expect(text((await codec.encode([words]))[0])).not.toContain('13912345678');
    expect(await codec.encode([words], of('banjie.await-FS-IR-20261130-0001-1'))).toEqual([words]);
  });

  it('is read after a change of the secret for as long as the one before is named', async () => {
    const [old, both, later] = [payloadCodec(['old']), payloadCodec(['new', 'old']), payloadCodec(['new'])];
    const [sealed] = await old.encode([words], of('FS-1'));
    const [again] = await both.encode([words], of('FS-1'));
    expect(shown((await both.decode([sealed as Payload]))[0])).toEqual(shown(words));
    expect(shown((await later.decode([again as Payload]))[0])).toEqual(shown(words));
    await expect(later.decode([sealed as Payload])).rejects.toThrow(/isn’t among BANJIE_SECRET/);
  });

  it('is read of one tenant by those who may read that tenant, and left as it is of others', async () => {
    const codec = payloadCodec(['a first secret']);
    const [fushan, xiaoshan] = [await codec.encode([words], of('FS-IR-1')), await codec.encode([words], of('XS-TC-1'))];
    const both = [...fushan, ...xiaoshan, words];
    const read = codec.decodeOf('FS', both);
    expect(shown(read[0])).toEqual(shown(words));
    expect(read.slice(1)).toEqual(both.slice(1));
  });

  it('isn’t taken for another tenant’s, nor with a changed byte', async () => {
    const codec = payloadCodec(['a first secret']);
    const [sealed] = await codec.encode([words], of('FS-IR-1'));
    const moved = { ...sealed, metadata: { ...sealed?.metadata, owner: Buffer.from('XS') } } as Payload;
    expect(() => codec.decodeOf('XS', [moved])).toThrow();
    const data = Buffer.from(sealed?.data ?? []);
    data[20] = (data[20] as number) ^ 1;
    await expect(codec.decode([{ ...sealed, data } as Payload])).rejects.toThrow();
  });
});
