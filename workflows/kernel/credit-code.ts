/** The code by which firms and other bodies are known (统一社会信用代码, GB 32100). Pure. */

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether it has 18 signs, of which the last fits the others. */
export const isCreditCode = (code: string): boolean => {
  const values = [...code].map((sign) => SIGNS.indexOf(sign));
  if (values.length !== 18 || values.includes(-1)) return false;
  // The weights are the powers of three; the last sign makes the sum a multiple of 31.
  let [sum, weight] = [values[17] ?? 0, 1];
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return sum % 31 === 0;
};
