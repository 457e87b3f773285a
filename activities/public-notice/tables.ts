/** For how long cases of each process make something public, as the tenant has it. */
import { z } from 'zod';
import { titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import { whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

export type NoticeRule = { readonly days: number; readonly least: number };

export const noticeTables: Readonly<Record<string, TableRule>> = {
  noticeRules: {
    title: { en: 'Time of public notices', zh: '公示期规则' },
    key: { en: 'Name of the process whose cases are published', zh: '发起公示的流程名称' },
    row: z
      .strictObject({
        days: titled('Working days', '公示工作日', whole(0, 60), [
          'With none, it is made known, and waits for nobody.',
          '填0的仅作告知，无须等待期满。',
        ]),
        least: titled('At least', '最少工作日', whole(0, 60), [
          'What the rule behind it asks for; a case may give more, never less.',
          '依据规定的最短期限，案件只能延长不能缩短。',
        ]),
      })
      .refine(
        ({ days, least }) => days >= least,
        say('The usual time is no shorter than the least one.', '通常期限不得短于最短期限。'),
      ),
  },
};
