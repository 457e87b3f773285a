/** What is sent to a micro-renovation, by stage. */
import type { InputTypes } from '../kernel/process.ts';
import { deciding } from './inputs/deciding.ts';
import { planning } from './inputs/planning.ts';
import { settling } from './inputs/settling.ts';
import { working } from './inputs/working.ts';

export const inputs = { ...planning, ...deciding, ...working, ...settling };

export type Inputs = InputTypes<typeof inputs>;
