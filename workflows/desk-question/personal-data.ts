/** What could tell who somebody is, in words that are to be kept for others: numbers by their own check digits or by what they are called, e-mail addresses, and names as far as they give themselves away. Pure. */
import type { Title } from '../kernel/process.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity number of 18 digits with its check digit, after GB 11643. */
const isIdentityNumber = (digits: string): boolean =>
  /^\d{17}[\dX]$/.test(digits) &&
  '10X98765432'[WEIGHTS.reduce((sum, weight, n) => sum + weight * Number(digits[n]), 0) % 11] === digits[17];

/** A number of 16 to 19 digits with its check digit after Luhn, as bank cards have it. */
const isCardNumber = (digits: string): boolean =>
  /^\d{16,19}$/.test(digits) &&
  [...digits].toReversed().reduce((sum, digit, n) => {
    const value = Number(digit) * (n % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
    0;

const isMobile = (digits: string): boolean => /^(86)?1[3-9]\d{9}$/.test(digits);

/** Runs of digits as people write them, with blanks or dashes between; full-width digits are read as well. */
const numbersIn = (text: string): readonly string[] =>
  [...text.normalize('NFKC').matchAll(/\d(?:[ -]?[\dXx]){9,24}/g)].map(([run]) => run.replaceAll(/[ -]/g, '').toUpperCase());

/** A number that is called so, whatever its check digit: who mistypes one gives somebody away all the same. */
const called = (label: string): RegExp =>
  new RegExp(`(?:${label})[号码为是:\\s(]{0,6}(?!\\d{4}-\\d\\d-\\d\\d(?!\\d))[A-Z]?\\d(?:[ -]?[\\dX*]){6,24}`, 'i');
const IDENTITY = called('身份证');
const SOCIAL_CARD = called('社保卡|社会保障卡|医保卡');
const MOBILE = called('手机');
/** The telephone of an office is no secret. */
const TELEPHONE = called('(?<!咨询|服务|办公|热线|投诉|监督|举报|值班|窗口)电话');
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** The surnames of most people; what stands behind them is a name only where the words around it say so. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤盛俞楼';
const NAME = `[${SURNAMES}][\\u4e00-\\u9fff]{1,2}`;
const NAMED = new RegExp(
  `(?:村民|居民|参保人|患者|病人|当事人|姓名[:：]?|名叫)${NAME}(?=[（(，,、。；;\\s]|身份证|电话|手机|$)|${NAME}(?:先生|女士)|[${SURNAMES}](?:先生|女士)`,
);

/** What stands in these words that could tell who somebody is; `names` are those that the case knows. */
export const personalDataIn = (text: string, names: readonly string[]): readonly Title[] => {
  const numbers = numbersIn(text);
  const plain = text.normalize('NFKC');
  const has = (is: (digits: string) => boolean) => numbers.some(is);
  const mobile = has(isMobile) || MOBILE.test(plain);
  return [
    ...(has(isIdentityNumber) || IDENTITY.test(plain) ? [{ en: 'an identity number', zh: '身份证号码' }] : []),
    ...(mobile ? [{ en: 'a mobile number', zh: '手机号码' }] : []),
    ...(has((digits) => !isIdentityNumber(digits) && isCardNumber(digits)) ? [{ en: 'a card number', zh: '银行卡号' }] : []),
    ...(SOCIAL_CARD.test(plain) ? [{ en: 'a social security card number', zh: '社保卡号' }] : []),
    ...(!mobile && TELEPHONE.test(plain) ? [{ en: 'a telephone number', zh: '电话号码' }] : []),
    ...(EMAIL.test(plain) ? [{ en: 'an e-mail address', zh: '电子邮箱' }] : []),
    ...(names.some((name) => name.length > 1 && text.includes(name)) || NAMED.test(text) ? [{ en: 'a name', zh: '姓名' }] : []),
  ];
};
