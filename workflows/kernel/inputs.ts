/** Parts of what callers send, shared by all processes. Read by the API only: the workflow bundle knows the types alone. */
import { z } from 'zod';
import { personal, picked, shownAs, titled } from './describe.ts';
import { foldedCode, licenceProblem } from './licence-code.ts';
import { folded, isMoment, isSeen, plain } from './text.ts';

/** One sentence in both languages; callers get it as the message of an issue, so it says how to go on. */
export const say = (en: string, zh: string): { error: string } => ({ error: `${en} / ${zh}` });

/** Words somebody wrote: at least one character that can be seen, at most `max`, without those that mislead the eye. */
export const words = (max = 2000) =>
  z
    .string(say('Send words.', '请填写文字。'))
    .overwrite(plain)
    .trim()
    .min(1, say('Write at least one word.', '内容不能为空，请填写。'))
    .refine((text) => text === '' || isSeen(text), say('Write at least one word.', '内容不能为空，请填写。'))
    .max(max, say(`Shorten this to at most ${max} characters.`, `请缩短到${max}字以内。`));

/** Words in several lines. */
export const lines = (max = 2000) => shownAs('text', words(max));

/** A whole number between two bounds. */
export const whole = (least: number, most: number) => {
  const wrong = say(`Give a whole number from ${least} to ${most}.`, `请填写${least}至${most}之间的整数。`);
  return z.int(wrong).min(least, wrong).max(most, wrong);
};

const id = (max: number, en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(max, say(en, zh));

/** A person of the tenant; `role` is the one that they are to hold. */
export const personId = (role?: string) =>
  picked(
    role === undefined ? 'person' : `person:${role}`,
    id(80, 'Give the id of a person, as in the list of people.', '请填写人员编号，可在人员名单中查到。'),
  );

/** A unit of the tenant. */
export const unitId = () =>
  picked('unit', id(80, 'Give the id of a unit, as in the list of units.', '请填写单位编号，可在单位目录中查到。'));

/** A case, by its number; of this process where one is named. */
export const caseId = (process?: string) =>
  picked(
    process === undefined ? 'case' : `case:${process}`,
    id(60, 'Give the number of a case, as in its heading.', '请填写案件编号，见案件标题。').toUpperCase(),
  );

/** A row of one of the tenant's tables, by its key. */
export const tableKey = (table: string) =>
  picked(`table:${table}`, id(80, 'Give the key of a row, as in the table.', '请填写表中条目的编号。'));

const degrees = (most: number, en: string, zh: string) => z.number(say(en, zh)).min(-most, say(en, zh)).max(most, say(en, zh));

/** A point on the map in WGS 84 degrees. */
export const place = () =>
  shownAs(
    'place',
    z
      .object({
        lat: titled(
          'Latitude',
          '纬度',
          degrees(
            90,
            'A latitude lies between -90 and 90; check whether the two numbers are swapped.',
            '纬度应在-90至90之间，请核对经纬度是否颠倒。',
          ),
          ['In WGS 84 degrees.', 'WGS 84坐标（度）。'],
        ),
        lon: titled('Longitude', '经度', degrees(180, 'A longitude lies between -180 and 180.', '经度应在-180至180之间。'), [
          'In WGS 84 degrees.',
          'WGS 84坐标（度）。',
        ]),
        address: titled('Address', '地址', personal('address', words(200)).optional(), [
          'The place in words, such as a street and house number.',
          '用文字说明地点，例如街道和门牌号。',
        ]),
      })
      .meta({ title: 'Place' }),
  );

/** A day of the calendar, such as 2026-05-01. */
export const aDay = () =>
  z.iso.date(say('Give a day such as 2026-05-01.', '请填写日期，例如2026-05-01。')).meta({ graphql: 'Date' });

const aMoment = say(
  'Give a moment with its offset, such as 2026-03-01T17:30:00+08:00.',
  '请填写带时区的时间，例如2026-03-01T17:30:00+08:00。',
);

/** A moment with its offset, such as 2026-03-01T17:30:00+08:00. */
export const moment = () => z.iso.datetime({ offset: true, ...aMoment }).refine(isMoment, aMoment);

/** A number as it is dialled: narrow digits, one kind of hyphen, the area code without brackets, an extension behind 转. */
const asDialled = (text: string): string =>
  plain(folded(text))
    .replaceAll(/[‐-―−ー－]/g, '-')
    .replace(/^\s*\(\s*(\+?[\d]+)\s*\)[\s-]*/, '$1-')
    .replaceAll(/\s*(?:转|轉|分机|ext\.?|x|#)\s*(?=\d+\s*$)/g, '转')
    .trim();

/** A telephone number as people and keyboards write it. */
export const phone = () =>
  personal(
    'phone',
    z
      .string(say('Give a telephone number.', '请填写电话号码。'))
      .max(60, { ...say('Shorten this to at most 60 characters.', '请缩短到60字以内。'), abort: true })
      .overwrite(asDialled)
      .regex(
        /^\+?(?=(?:\D*\d){5,20}\D*$)[\d][\d -]*(?:转\d{1,8})?$/,
        say(
          'Give a telephone number of 5 to 20 digits, an extension behind 转 or “ext.”.',
          '请填写5至20位的电话号码；分机号写在“转”之后。',
        ),
      ),
  );

/** An e-mail address. */
export const email = () =>
  personal(
    'email',
    z
      .email(say('Give an e-mail address such as li@example.org, or leave it out.', '请填写正确的电子邮箱，或留空。'))
      .max(254, say('Shorten this to at most 254 characters.', '请缩短到254字以内。')),
  );

const codeOfFirm = (byEye: boolean) =>
  z
    .string(say('Give the code of the firm, as its licence has it.', '请填写统一社会信用代码。'))
    .max(60, { ...say('A code has 18 characters.', '统一社会信用代码为18位。'), abort: true })
    .overwrite(foldedCode)
    .superRefine((code, { addIssue }) => {
      const problem = licenceProblem(code, byEye);
      if (problem) addIssue(`${problem.en} / ${problem.zh}`);
    });

/** The unified social credit code of a firm, as its licence has it. */
export const licenceCode = () => codeOfFirm(false);

/** The code of a firm that the register has, also where its check characters don’t fit; whether it has it, a look-up says. */
export const registeredCode = () => codeOfFirm(true);

const aCode = say('Give the digits of the code.', '请输入验证码数字。');

/** A secret code as people type it, for `useCode`. */
export const secretCode = () =>
  shownAs(
    'code',
    personal(
      'code',
      z
        .string(aCode)
        .max(40, { ...aCode, abort: true })
        .overwrite((text) => folded(text).replaceAll(/[\s-]/g, ''))
        .regex(/^\d{4,10}$/, aCode),
    ),
  );

/** Which version somebody signs or approves, as they have it before them. */
export const version = (help: readonly [en: string, zh: string]) =>
  titled(
    'Version',
    '版本',
    z
      .int(say('Give the number of the version that you have read.', '请填写您所阅版本的版本号。'))
      .min(1, say('Give the number of the version that you have read.', '请填写您所阅版本的版本号。')),
    help,
  );

/** What somebody is called. */
export const personName = () => personal('name', words(80));

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
    .meta({ graphql: 'Upload', 'x-widget': 'photo', 'x-limit': limit });

/** What a case hears where a case that it opens was refused. */
export const openingRefused = z.object({
  process: titled('Process', '流程', words(100)),
  reason: titled('Why', '原因', words(1000)),
});
