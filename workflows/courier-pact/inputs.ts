/** What a caller must send to join the pact and to act on it. */
import { z } from 'zod';
import { picked, titled } from '../kernel/describe.ts';
import { lines, say, version, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const area = say('Choose an area of the street.', '请选择街道网格。');

export const inputs = {
  start: z.object({
    consent: titled('Consent', '同意', z.literal(true, say('Agree to it, or leave it.', '请勾选同意。')), [
      'Those who keep the pact see your name, your company and your area, and how many of your reports were verified.',
      '契约管理人员可见您的姓名、所属企业、网格及核实的上报件数。',
    ]),
    company: titled('Company', '所属企业', words(80)),
    area: titled('Area', '网格', picked('area', z.string(area).trim().min(1, area).max(80, area))),
  }),
  sign: z.object({ version: version(['Of the pact that you have read.', '您所阅契约的版本。']) }),
  renew: z.object({ version: version(['Of the pact that you have read.', '您所阅契约的版本。']) }),
  leave: z.object({ reason: titled('Reason', '理由', lines(500).optional()) }),
  lapse: z.object({}),
  fallDue: z.object({}),
  question: z.object({ reason: reason('What seems to be false. The courier reads it.', '说明疑点，本人可见。') }),
  answer: z.object({ text: titled('Answer', '说明', lines(2000), ['Who decides reads it.', '决定人可见。']) }),
  hearingOver: z.object({}),
  decide: z.object({
    fraud: titled('It was fraud', '弄虚作假属实', z.boolean()),
    reason: reason('The courier reads it.', '本人可见。'),
  }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
