import { expect, it } from 'vitest';
import { licenceCode } from '../../workflows/kernel/inputs.ts';
import { isLicenceCode, licenceProblem } from '../../workflows/kernel/licence-code.ts';

const GOOD = [
  '91339901MA9X00011A',
  '91339901MA9X0002X2',
  '91339901MA9X000382',
  '91339901MA9X00046W',
  '91339901MA9X00054P',
  '91339901MA9X00062J',
  '91339901MA9X00070D',
  '91339901MA9X00089A',
  '93339901MA9X00097Y',
  '93339901MA9X0010XF',
  '93339901MA9X00118F',
  '92339901MA9X00126D',
  '92339901MA9X001348',
  '91350100M000100Y43',
];
const BY_EYE = '91350211M0000XUF46';

/** The last character replaced by the next one. */
const bad = (code: string): string => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;

it.each(GOOD)('the code %s fits its check characters, and with another last one it doesn’t', (code) => {
  expect([isLicenceCode(code), isLicenceCode(bad(code))]).toEqual([true, false]);
  expect(licenceProblem(bad(code))?.en).toMatch(/compare the code with the licence/);
});

it('the characters of the organisation are checked by themselves', () => {
  // The last character fits, that of the organisation doesn't.
  expect(isLicenceCode('91339901MA9X00012D')).toBe(false);
});

it('a code of a licence whose check characters don’t fit passes by eye alone', () => {
  expect(licenceProblem(BY_EYE)).toMatchObject({ en: expect.stringMatching(/checkedByEye/) });
  expect(licenceProblem(BY_EYE, true)).toBeUndefined();
});

it.each([
  ['91339901ma9x00011a', undefined],
  [' 9133 9901 MA9X 0001 1A', undefined],
  ['91339901MA9X00011', /18 characters, this one has 17/],
  ['91339901MA9XO0011A', /no O: .*an O may be a 0/],
])('%s is read as it is meant', (text, problem) => {
  const { success, data, error } = licenceCode().safeParse(text);
  if (problem) expect(error?.issues[0]?.message).toMatch(problem);
  else expect([success, data]).toEqual([true, '91339901MA9X00011A']);
});
