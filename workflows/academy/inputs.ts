import { titled } from '../kernel/describe.ts';
import { lines } from '../kernel/inputs.ts';

/** Why somebody does this, titled in Chinese by what it is the reason for. */
export const reason = (zh: string, help?: readonly [en: string, zh: string]) => titled('Reason', zh, lines(1000), help);
