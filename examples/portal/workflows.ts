/** What an office's own Temporal worker ran before; the plugin puts Banjie's workflows beside it. */
import { proxyActivities } from '@temporalio/workflow';

const { greet } = proxyActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '10 s' });

/** Something that the office's worker did before Banjie came. */
export const welcome = (name: string): Promise<string> => greet(name);
