import { untilClosed } from './cases.ts';
import type { CaseEnd, Machine } from './contract.ts';

/** Waits for the end of a case on behalf of somebody who has no worker with Banjie. */
export const banjieAwaitCase = ({ as, caseId }: { as: Machine; caseId: string }): Promise<CaseEnd> => untilClosed(as, caseId);
