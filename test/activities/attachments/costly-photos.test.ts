import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { photoService } from '../../../activities/attachments/desk.ts';
import { readPhoto } from '../../../activities/attachments/photo.ts';
import { attachmentStore } from '../../../activities/attachments/store.ts';

const ZONE = 'Asia/Shanghai';

/** A PNG that says it is of this size, with next to nothing in it. */
const png = (width: number, height: number, bits: number, colours: number): Buffer => {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([bits, colours, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(64))),
  ]);
};

/** A progressive JPEG that says it is of this size. */
const progressive = async (width: number, height: number): Promise<Buffer> => {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg({ progressive: true })
    .toBuffer();
  const frame = picture.indexOf(Buffer.from('ffc2', 'hex'));
  picture.writeUInt16BE(height, frame + 5);
  picture.writeUInt16BE(width, frame + 7);
  return picture;
};

it.each([
  ['unpacks to hundreds of millions', () => png(9_990, 10_000, 16, 6)],
  ['is a strip of fifty million lines', () => png(1, 50_000_000, 1, 0)],
  ['is a progressive JPEG that is held whole in memory', () => progressive(9_999, 9_999)],
])('a picture of few bytes that %s is told so, and not opened', async (_, made) => {
  expect(await readPhoto(await made(), ZONE)).toMatchObject({ problem: { en: expect.stringMatching(/too many points/) } });
});

it('who sends many pictures at once holds up nobody but themselves', async () => {
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const photos = photoService(attachmentStore({ hasItem: () => false, getItem: () => null, getKeys: () => [] }));
  const done: string[] = [];
  const send = async (sender: string) => {
    await photos.look(picture, sender);
    done.push(sender);
  };
  await Promise.all([...Array.from({ length: 6 }, () => send('many')), send('one')]);
  expect(done.indexOf('one')).toBeLessThan(2);
});
