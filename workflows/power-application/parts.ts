/** Kinds of values that inputs, facts and tables of power applications share. Read by the API only. */
import { z } from 'zod';
import { choice, type Pick, picked, shownAs } from '../kernel/describe.ts';
import { say } from '../kernel/inputs.ts';
import { code } from '../lines/inputs.ts';

export const voltage = () =>
  choice({ V220: ['220 V', '220伏'], V380: ['380 V', '380伏'], KV10: ['10 kV', '10千伏'], KV35: ['35 kV', '35千伏'] });

export const kilowatts = () =>
  z
    .int(say('Give the capacity in whole kilowatts.', '请填写整数千瓦的用电容量。'))
    .min(1, say('Give a capacity of at least 1 kW.', '用电容量至少为1千瓦。'))
    .max(1_000_000, say('Give a capacity of at most 1,000,000 kW.', '用电容量不得超过1000000千瓦。'));

export const cents = () =>
  shownAs(
    'money',
    z
      .int(say('Give the amount in whole cents.', '请以整数分填写金额。'))
      .min(0, say('Give an amount of 0 cents or more.', '金额不得为负数。'))
      .max(1_000_000_000, say('Give at most 1,000,000,000 cents.', '金额不得超过1000000000分。')),
  );

const MOST_MATERIALS = 60;

/** Codes of materials, picked out of this checklist. */
export const materials = (from: Pick) =>
  z
    .array(
      picked(from, code('Give the code of a material, as in the checklist.', '请填写材料代码，见材料清单。')),
      say('Give a list of materials.', '请填写材料列表。'),
    )
    .max(MOST_MATERIALS, say(`Name at most ${MOST_MATERIALS} materials.`, `最多填写${MOST_MATERIALS}项材料。`));
