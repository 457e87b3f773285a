import { proxyActivities } from '@temporalio/workflow';
import type { DeliveryActivities } from './contract.ts';

const { deliver, giveUp } = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '2s', maximumInterval: '1h', maximumAttempts: 15, nonRetryableErrorTypes: ['Undeliverable'] },
});

/** Brings one notice, webhook call or act on another case to where it belongs; what stays undeliverable is noted with the reason. */
export const deliverNotice = async (outboxMessage: { tenant: string; id: string }): Promise<void> => {
  try {
    await deliver(outboxMessage);
  } catch (failure) {
    const { cause } = failure as { cause?: { message?: string } };
    await giveUp({ ...outboxMessage, reason: cause?.message ?? String(failure) });
  }
};
