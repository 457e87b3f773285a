/** Parts of the rows of tables, shared by all: each says in both languages what is wrong with it. */
import { z } from 'zod';
import { titled } from '../workflows/kernel/describe.ts';
import { say } from '../workflows/kernel/inputs.ts';

export { whole } from '../workflows/kernel/inputs.ts';

/** A name in both languages. */
export const bothNames = (most = 200) => {
  const wrong = say(`Give 1 to ${most} characters.`, `请填写1至${most}个字。`);
  const one = z.string(wrong).trim().min(1, wrong).max(most, wrong);
  return z.strictObject({ en: one, zh: one }).meta({ title: 'Title' });
};

/** What a row is called. */
export const rowTitle = () => titled('Name', '名称', bothNames());

/** A number above nothing. */
export const positive = (most = 1_000_000) => {
  const wrong = say(`Give a number above 0, at most ${most}.`, `请填写大于0且不超过${most}的数。`);
  return z.number(wrong).positive(wrong).max(most, wrong);
};

/** A short name of letters and digits, such as the key of a row. */
export const code = () => {
  const wrong = say(
    'Give a short name of letters and digits that begins with a letter.',
    '请填写以字母开头、由字母和数字组成的简称。',
  );
  return z.string(wrong).regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, wrong);
};

/** The key of a row or the kind of something, as others have written it down. */
export const key = (most = 80) => {
  const wrong = say(`Give 1 to ${most} characters.`, `请填写1至${most}个字符。`);
  return z.string(wrong).trim().min(1, wrong).max(most, wrong);
};
