/** Awards to many firms at once. */
import { z } from 'zod';
import { type Described, main, openingMany, titled } from '../../../../workflows/kernel/describe.ts';
import type { InputTypes } from '../../../../workflows/kernel/process.ts';

const firms = (en: string, zh: string) => titled(en, zh, z.array(z.string()).max(400));

export const inputs = {
  start: z.object({ firms: firms('Firms', '企业'), without: firms('Left out', '未列入') }),
  openNext: z.object({ after: titled('Behind', '上一条', z.string().nullable()) }),
  cancel: z.object({}),
};
export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  firms: main(firms('Firms', '企业')),
  without: firms('Left out', '未列入'),
  opening: main(titled('Opened', '开立进度', openingMany())),
});
export type Facts = Described<typeof facts>;
