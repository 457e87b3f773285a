/** What a caller must send to let credits expire year by year, and what such a case knows about itself. */
import { z } from 'zod';
import { reason } from '../academy/inputs.ts';
import { type Described, day, main, titled } from '../kernel/describe.ts';
import type { InputTypes } from '../kernel/process.ts';

export const inputs = {
  start: z.object({}),
  foretell: z.object({}),
  expire: z.object({}),
  stop: z.object({ reason: reason('停止理由') }),
};

export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  lastRun: main(titled('Last run', '最近办理日期', day())),
  runs: main(titled('Number of runs', '办理次数', z.int())),
});

export type Facts = Described<typeof facts>;
