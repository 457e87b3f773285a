/** Parts of what callers send, shared by the processes of the academy. Read by the API only. */
import { z } from 'zod';
import { shownAs, titled } from '../kernel/describe.ts';
import { say, words } from '../kernel/inputs.ts';

/** Words for which a form leaves several lines. */
export const lines = (max: number) => shownAs('text', words(max));

/** Why somebody does this, titled in Chinese by what it is the reason for. */
export const reason = (zh: string, help?: readonly [en: string, zh: string]) => titled('Reason', zh, lines(1000), help);

/** A whole number between two bounds. */
export const whole = (least: number, most: number) => {
  const sentence = say(`Give a whole number from ${least} to ${most}.`, `请填写${least}至${most}之间的整数。`);
  return z.int(sentence).min(least, sentence).max(most, sentence);
};
