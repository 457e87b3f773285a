/** The unified social credit code 统一社会信用代码 of firms (GB 32100-2015) and its check characters. Pure. */
import type { Title } from './process.ts';

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** A code as it is kept: without spaces, in capitals. */
export const foldedCode = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/** Whether it has the shape of a code: 18 of the characters that codes have. */
export const isCodeShaped = (code: string): boolean =>
  code.length === 18 && [...code].every((letter) => LETTERS.includes(letter));

/** Whether both check characters fit: that of the organisation (GB 11714), and that of the whole. */
export const isLicenceCode = (code: string): boolean =>
  isCodeShaped(code) && organisationCheck(code.slice(8, 16)) === code[16] && wholeCheck(code.slice(0, 17)) === code[17];

/** What is wrong with a code, in a sentence; `byEye` lets one pass whose check characters don't fit, as some licences have it. */
export const licenceProblem = (code: string, byEye = false): Title | undefined => {
  if (code.length !== 18)
    return {
      en: `A code has 18 characters, this one has ${code.length}; compare it with the licence.`,
      zh: `统一社会信用代码为18位，现为${code.length}位，请与营业执照核对。`,
    };
  const strange = [...code].filter((letter) => !LETTERS.includes(letter));
  if (strange.length > 0)
    return {
      en: `A code has no ${[...new Set(strange)].join(', ')}: compare it with the licence; an O may be a 0, an I a 1.`,
      zh: `统一社会信用代码不含${[...new Set(strange)].join('、')}，请与营业执照核对；O可能是0，I可能是1。`,
    };
  if (byEye || isLicenceCode(code)) return undefined;
  return {
    en: 'The check characters don’t fit: compare the code with the licence. Where the licence has it so, a clerk sends a photo of it as checkedByEye.',
    zh: '校验码不符，请与营业执照核对。如执照确系如此，请由工作人员上传执照照片，填入checkedByEye。',
  };
};

const wholeCheck = (code: string): string => {
  const sum = [...code].reduce((total, letter, at) => total + LETTERS.indexOf(letter) * weight(at), 0);
  return LETTERS[(31 - (sum % 31)) % 31] as string;
};

/** 3 to the power of the place, modulo 31. */
const weight = (at: number): number => (at === 0 ? 1 : (weight(at - 1) * 3) % 31);

const organisationCheck = (code: string): string => {
  const sum = [...code].reduce(
    (total, letter, at) => total + ORGANISATION.indexOf(letter) * (ORGANISATION_WEIGHTS[at] as number),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
};
