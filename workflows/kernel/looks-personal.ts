/**
 * What may stand in something that everybody reads: nothing by which somebody could be called, robbed or taken for another. Long numbers are
 * shown in a few shapes only that are known to be of nobody, for there are more ways to write a telephone number than can be listed. Pure.
 */

/** As people type numbers, with whatever stands between their digits. */
const RUN = /\d(?:[\s\p{Z}\p{Pd}\p{Ps}\p{Pe}.,_·•‧/\\|+~*'"]{0,6}\d)*/gu;

/** From here on a number may be somebody's: telephone numbers without their area have seven digits. */
const LONG = 7;

/** With a letter behind its area, or such as begin like a firm's and have no day of birth where identity numbers do. */
const FIRM =
  /(?<![0-9A-Z])[0-9A-HJ-NP-RTUWXY]{2}\d{6}(?=\d{0,8}[A-HJ-NP-RTUWXY])[0-9A-HJ-NP-RTUWXY]{9}[0-9A-HJ-NP-RTUWXY](?![0-9A-Z])|(?<![0-9A-Z])9[1-3]\d{4}(?!(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))\d{12}(?![0-9A-Z])/gi;
/** The number of a case. */
const CASE = /(?<![0-9A-Z])[A-Z]{2,4}-[A-Z]{2}-20\d{6}-\d{4,6}(?![0-9A-Z])/gi;

const DAY = String.raw`(?:19|20)\d{2}(?:[-./]\d{1,2}[-./]\d{1,2}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))`;
const YEAR = String.raw`(?:19|20)\d{2}`;
const SHAPES = [
  // Days and years, from one to another, with the hour.
  new RegExp(String.raw`^${DAY}(?: ?[-–—~/] ?${DAY}| \d{1,2})?$`),
  new RegExp(`^${YEAR} ?[-–—~/] ?${YEAR}$`),
  // Amounts by thousands or with cents, and short lists.
  /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?$/,
  /^[1-9]\d{0,9}\.\d{2}$/,
  /^\d{1,3}(?:, \d{1,3})+$/,
];
/** What else has so many digits is an amount where its unit stands behind it. */
const AMOUNT = /^[1-9]\d{6,9}$/;
const UNIT = /^ ?(?:元|万|亿|平方|千克|公斤|斤|吨|株|yuan|m2|kg|t\b)/i;

const SPOKEN = new Map([
  ...[...'〇一二三四五六七八九'].map((word, digit) => [word, String(digit)] as const),
  ...([
    ['零', '0'],
    ['○', '0'],
    ['幺', '1'],
    ['两', '2'],
  ] as const),
]);

/** Full-width and spoken digits as digits, and nothing between them that isn't seen. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Mn}\p{Me}]/gu, '')
    .replaceAll(/\p{Nd}/gu, (digit) => (/\d/.test(digit) ? digit : '0'))
    .replaceAll(/[〇零○一二三四五六七八九幺两]/g, (word) => SPOKEN.get(word) ?? word);

/** Whether there is something in it that might be a telephone, identity or account number, or an address for e-mail. */
export const looksPersonal = (text: string): boolean => {
  const read = plain(text);
  if (read.includes('@')) return true;
  const rest = read.replaceAll(FIRM, '#').replaceAll(CASE, '#');
  return [...rest.matchAll(RUN)].some(({ 0: run, index }) => {
    if (run.replaceAll(/\D/g, '').length < LONG || SHAPES.some((shape) => shape.test(run))) return false;
    return !(AMOUNT.test(run) && UNIT.test(rest.slice(index + run.length)));
  });
};
