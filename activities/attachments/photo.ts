import exifr from 'exifr';
import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Metadata } from 'sharp';
import type { Title } from '../../workflows/kernel/process.ts';

/** A photo as it is kept: upright, without what the camera wrote into it, which stands beside it instead. */
export type Photo = {
  readonly bytes: Uint8Array;
  readonly thumbnail: Uint8Array;
  readonly mime: 'image/jpeg';
  readonly width: number;
  readonly height: number;
  /** ISO 8601, UTC. */
  readonly takenAt?: string;
  readonly place?: { readonly lat: number; readonly lon: number };
};

const KINDS = ['image/jpeg', 'image/png', 'image/webp'];
/** Pixels to a side. */
const LARGEST = 2560;
const THUMBNAIL = 320;
/** A picture that unpacks to more pixels is a decompression bomb. */
const MOST_PIXELS = 100_000_000;
/** Pixels to a side: a strip costs by its lines, however narrow they are. */
const LONGEST = 30_000;
/** Bytes of a picture that has to be unpacked whole; an ordinary JPEG is read at the size that is kept. */
const MOST_UNPACKED = 160 * 1024 * 1024;
/** Seconds of work on one picture. */
const PATIENCE = { seconds: 10 };

/**
 * Reads a photo by its content, not by its name. Camera times without an offset are taken in `zone`.
 * The same bytes give the same photo.
 */
export const readPhoto = async (bytes: Uint8Array, zone: string): Promise<Photo | { problem: Title }> => {
  const kind = await fileTypeFromBuffer(bytes);
  if (!kind || !KINDS.includes(kind.mime)) return { problem: notAPhoto(kind?.ext) };
  return unpacked(bytes, zone);
};

/** What a picture takes in memory while it is read. A progressive JPEG is held whole, as 16-bit coefficients; of its colours often a half or a quarter. */
const unpackedBytes = ({ width, height, channels, depth, format, isProgressive, chromaSubsampling }: Metadata): number => {
  if (format !== 'jpeg') return width * height * channels * (depth === 'uchar' ? 1 : 2);
  if (!isProgressive) return 0;
  return width * height * 2 * (channels === 3 && chromaSubsampling === '4:2:0' ? 1.5 : channels);
};

const unpacked = async (bytes: Uint8Array, zone: string): Promise<Photo | { problem: Title }> => {
  try {
    const metadata = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    if (Math.max(metadata.width, metadata.height) > LONGEST || unpackedBytes(metadata) > MOST_UNPACKED)
      return { problem: tooManyPoints };
    const seen = metadata.exif ? await cameraWords(metadata.exif, zone) : {};
    const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' }).rotate().timeout(PATIENCE);
    const kept = await upright
      .clone()
      .resize(LARGEST, LARGEST, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(kept.data)
      .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 75 })
      .toBuffer();
    return { bytes: kept.data, thumbnail, mime: 'image/jpeg', width: kept.info.width, height: kept.info.height, ...seen };
  } catch {
    return {
      problem: {
        en: 'This picture is damaged or far too large to open. Take it again, or send another.',
        zh: '图片已损坏或尺寸过大，无法打开。请重新拍摄或更换照片。',
      },
    };
  }
};

const tooManyPoints: Title = {
  en: 'This picture has too many points to be opened here. Save it smaller, or as an ordinary JPEG, and send it again.',
  zh: '图片像素过大，无法打开。请缩小或另存为普通JPEG格式后重新上传。',
};

const notAPhoto = (extension: string | undefined): Title => ({
  en: `This is ${extension ? `a ${extension.toUpperCase()} file` : 'no picture'}, whatever it is called. Send photos as JPEG, PNG or WebP.`,
  zh: `该文件实际${extension ? `为${extension.toUpperCase()}文件` : '不是图片'}。请上传JPEG、PNG或WebP格式的照片。`,
});

/** Where and when, as far as the camera says so and it can be true. */
const cameraWords = async (exif: Buffer, zone: string): Promise<Pick<Photo, 'takenAt' | 'place'>> => {
  const options = {
    reviveValues: false,
    gps: true,
    exif: true,
    pick: ['DateTimeOriginal', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLongitude', 'GPSLatitudeRef', 'GPSLongitudeRef'],
  };
  const tiff = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif;
  const said = await exifr.parse(tiff, options).catch(() => undefined);
  if (!said) return {};
  const { latitude: lat, longitude: lon, DateTimeOriginal: at, OffsetTimeOriginal: offset } = said;
  const takenAt = typeof at === 'string' ? momentOf(at, typeof offset === 'string' ? offset : undefined, zone) : undefined;
  const isPlace =
    Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return { ...(takenAt ? { takenAt } : {}), ...(isPlace ? { place: { lat, lon } } : {}) };
};

/** `2026:03:01 17:30:00` as a moment; undefined when it is none, or lies before there were such cameras or in the time to come. */
const momentOf = (text: string, offset: string | undefined, zone: string): string | undefined => {
  const [, y, mo, d, h, mi, s] = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text) ?? [];
  if (!y) return undefined;
  const wall = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  // A camera whose clock was never set writes what is no time at all; the picture is as good.
  if (Number.isNaN(wall)) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? '') ?? [];
  const shift = hours ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : offsetIn(zone, wall);
  const at = wall - shift;
  return at > Date.UTC(2000) && at < Date.now() + 86_400_000 ? new Date(at).toISOString() : undefined;
};

/** A zone's distance from UTC in milliseconds, at a time its clocks show. */
const offsetIn = (zone: string, wall: number): number => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(wall);
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(parts) ?? [];
  return hours ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
};
