import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPhoto } from '../../../activities/attachments/photo.ts';

const ZONE = 'Asia/Shanghai';

/** A picture into which a camera wrote this time, and that it stands in Shaoxing. */
const taken = async (at: string, as: 'jpeg' | 'webp' | 'png' = 'jpeg') => {
  const picture = sharp({ create: { width: 8, height: 6, channels: 3, background: '#888' } });
  const words = {
    IFD2: { DateTimeOriginal: at },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 30/1 0/1' },
  };
  return readPhoto(await picture.withExif(words)[as]().toBuffer(), ZONE);
};

describe('what the camera wrote', () => {
  it.each(['jpeg', 'webp', 'png'] as const)('is read from a %s', async (as) => {
    expect(await taken('2026:03:01 17:30:00', as)).toMatchObject({
      takenAt: '2026-03-01T09:30:00.000Z',
      place: { lat: 30, lon: 120.5 },
    });
  });

  it.each(['0000:00:00 00:00:00', '2026:11:29 25:00:00', '2026:13:45 99:00:00', '2026:11:29 09:00:60', 'hello world'])(
    'as the time %s is passed over, and the picture is taken',
    async (at) => {
      const photo = await taken(at);
      expect(photo).toMatchObject({ width: 8, place: { lat: 30, lon: 120.5 } });
      expect(photo).not.toHaveProperty('takenAt');
    },
  );
});
