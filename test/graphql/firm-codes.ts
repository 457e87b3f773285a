/** Codes of invented firms: a region that doesn't exist, and check characters that fit (GB 32100, GB 11714). */
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

const organisation = (body: string): string => {
  const sum = [...body].reduce((all, letter, n) => all + Number.parseInt(letter, 36) * (WEIGHTS[n] as number), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
};

/** The code of the firm of this number, up to 9999. */
export const firmCode = (n: number): string => {
  const body = `MA8T${String(n).padStart(4, '0')}`;
  const code = `91339901${body}${organisation(body)}`;
  let weight = 1;
  let sum = 0;
  for (const letter of code) {
    sum += LETTERS.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return `${code}${LETTERS[(31 - (sum % 31)) % 31]}`;
};
