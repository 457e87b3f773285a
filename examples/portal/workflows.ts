/** What an office's own Temporal worker runs: its own workflows, and beside them those of Banjie. */
import { proxyActivities } from '@temporalio/workflow';

export * from 'banjie/workflows';
export * from '../hall-booking/workflow.ts';
export * from '../key-loan/workflow.ts';

const { greet } = proxyActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '10 s' });

/** Something that the office's worker did before Banjie came. */
export const welcome = (name: string): Promise<string> => greet(name);
