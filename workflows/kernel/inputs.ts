/** Parts of what callers send, shared by all processes. Read by the API only: the workflow bundle knows the types alone. */
import { z } from 'zod';

/** One sentence in both languages; callers get it as the message of an issue, so it says how to go on. */
export const say = (en: string, zh: string): { error: string } => ({ error: `${en} / ${zh}` });

/** Words somebody wrote: at least one character that isn't a blank, at most `max`. */
export const words = (max = 2000) =>
  z
    .string(say('Send words.', '请填写文字。'))
    .trim()
    .min(1, say('Write at least one word.', '内容不能为空，请填写。'))
    .max(max, say(`Shorten this to at most ${max} characters.`, `请缩短到${max}字以内。`));

const id = (max: number, en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(max, say(en, zh));

/** A person of the tenant. */
export const personId = () =>
  id(80, 'Give the id of a person, as in the list of people.', '请填写人员编号，可在人员名单中查到。');

/** A unit of the tenant. */
export const unitId = () => id(80, 'Give the id of a unit, as in the list of units.', '请填写单位编号，可在单位目录中查到。');

/** A case, by its number. */
export const caseId = () => id(60, 'Give the number of a case, as in its heading.', '请填写案件编号，见案件标题。');

/** A point on the map in WGS 84 degrees. */
export const place = () =>
  z
    .object({
      lat: z
        .number(say('Give the latitude in degrees.', '请填写纬度（度）。'))
        .min(
          -90,
          say(
            'A latitude lies between -90 and 90; check whether the two numbers are swapped.',
            '纬度应在-90至90之间，请核对经纬度是否颠倒。',
          ),
        )
        .max(
          90,
          say(
            'A latitude lies between -90 and 90; check whether the two numbers are swapped.',
            '纬度应在-90至90之间，请核对经纬度是否颠倒。',
          ),
        )
        .describe('Latitude in WGS 84 degrees.'),
      lon: z
        .number(say('Give the longitude in degrees.', '请填写经度（度）。'))
        .min(-180, say('A longitude lies between -180 and 180.', '经度应在-180至180之间。'))
        .max(180, say('A longitude lies between -180 and 180.', '经度应在-180至180之间。'))
        .describe('Longitude in WGS 84 degrees.'),
      address: words(200).optional().describe('The place in words, such as a street and house number.'),
    })
    .meta({ title: 'Place' });

/** A moment with its offset, such as 2026-03-01T17:30:00+08:00. */
export const moment = () =>
  z.iso.datetime({
    offset: true,
    ...say(
      'Give a moment with its offset, such as 2026-03-01T17:30:00+08:00.',
      '请填写带时区的时间，例如2026-03-01T17:30:00+08:00。',
    ),
  });

/** A telephone number as people write it. */
export const phone = () =>
  z
    .string(say('Give a telephone number.', '请填写电话号码。'))
    .trim()
    .regex(/^\+?[0-9][0-9 -]{4,19}$/, say('Give a telephone number of 5 to 20 digits.', '请填写5至20位的电话号码。'));

const stored = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mime: z.string(),
  bytes: z.int().positive(),
  width: z.int().positive().exactOptional(),
  height: z.int().positive().exactOptional(),
  thumbnail: z.string().exactOptional(),
  takenAt: z.string().exactOptional(),
  place: z.object({ lat: z.number(), lon: z.number() }).exactOptional(),
});

/** What no tenant's limit may pass: a request isn't to carry more files than this. */
const MOST_FILES = 20;

/**
 * Photos, up to the tenant's limit of this name. Callers upload files; the API checks and stores them, and these are their descriptors.
 * The API reads `limit` before it stores anything.
 */
export const photos = (limit = 'maxPhotos') =>
  z
    .array(stored, say('Send photos as files.', '请以文件形式上传照片。'))
    .max(MOST_FILES, say(`Send at most ${MOST_FILES} photos at once.`, `一次最多上传${MOST_FILES}张照片。`))
    .default([])
    .meta({ graphql: 'Upload', limit });
